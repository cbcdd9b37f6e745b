"""What a document does to others on the day it takes effect: amends, repeals, replaces, each announced
there."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.publishing.actions.standings import amend, consolidate, repeal
from gongkai.publishing.models import Document, Edition, Relation, StandingNotice
from gongkai.publishing.relations import CHANGES_STANDING

IN_FORCE = ("in_force", "amended")
_ACTS = {"amended": amend, "repealed": repeal, "consolidated": consolidate}
_REASONS = {
    "amends": "由《{title}》修改",
    "repeals": "由《{title}》废止",
    "replaces": "由《{title}》替代",
    "consolidates": "并入《{title}》",
}


def apply_due(now: datetime, document: Document | None = None) -> int:
    """Let the documents in effect (or one of them) do what their relations say. How many standings changed?
    What was done before is not done again."""
    today = timezone.localdate(now)
    due = _due(today) if document is None else _due(today).filter(document=document)
    return sum(_apply(each, now, today) for each in due.select_related("document").order_by("pk"))


def _due(today: date) -> QuerySet[Relation]:
    announced = StandingNotice.objects.filter(document=OuterRef("to"), by_document=OuterRef("document"))
    return Relation.objects.filter(
        Q(document__effective_on__isnull=True) | Q(document__effective_on__lte=today),
        ~Exists(announced), kind__in=CHANGES_STANDING, document__standing__in=IN_FORCE,
        to__standing__in=IN_FORCE,
    )  # fmt: skip


def _apply(relation: Relation, now: datetime, today: date) -> bool:
    deciding = relation.document
    newest = Edition.objects.filter(document=deciding, released_at__isnull=False).order_by("-number").first()
    act = _ACTS[CHANGES_STANDING[relation.kind]]
    done = act(
        actor=SYSTEM, now=now, document_id=relation.to_id, by_document=deciding.pk, basis=deciding.number,
        reason=_REASONS[relation.kind].format(title=newest.title if newest else ""),
        on=max(deciding.effective_on or today, deciding.standing_on or today),
    )  # fmt: skip
    return not isinstance(done, Refused)
