"""What waits for a person: editions at his step, documents whose dates have come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing.models import AttributeChange, Document, Edition, Relation
from gongkai.publishing.queries.cards import DocumentCard, cards, cards_for
from gongkai.publishing.queries.visible import documents_visible_to

_MOST = 200
SOON = timedelta(days=183)

WAITS_FOR: Mapping[str, tuple[Role, ...]] = {
    "drafting": (Role.DRAFTER,),
    "returned": (Role.DRAFTER,),
    "unit_review": (Role.REVIEWER, Role.OFFICE_HEAD),
    "confidentiality": (Role.CONFIDENTIALITY_REVIEWER,),
    "legal": (Role.LEGAL_REVIEWER,),
    "interpretation": (Role.REVIEWER, Role.OFFICE_HEAD),
    "to_sign": (Role.SIGNER,),
    "ready": (Role.DRAFTER, Role.OFFICE_HEAD),
}
"""Whose step a state waits for."""

_INTERPRETED = Exists(
    Relation.objects.filter(to=OuterRef("pk"), kind="interprets", document__first_released_at__isnull=False)
)


@dataclass(frozen=True, slots=True)
class Work:
    """`steps`: editions whose next step is his; `changes`: attributes he may decide on; `expiring`: validity
    ends within six months; `reassess`: withheld and due; `interpret`: released without its interpretation."""

    steps: tuple[DocumentCard, ...]
    changes: tuple[DocumentCard, ...]
    expiring: tuple[DocumentCard, ...]
    reassess: tuple[DocumentCard, ...]
    interpret: tuple[DocumentCard, ...]

    @property
    def total(self) -> int:
        return sum(map(len, (self.steps, self.changes, self.expiring, self.reassess, self.interpret)))


def work_of(actor: Actor, day: date) -> Work:
    """Everything that waits for the person today, the longest waiting first within each part."""
    seen = documents_visible_to(actor, day)
    heads = actor.bodies_as(Role.OFFICE_HEAD, Role.LEGAL_REVIEWER)
    reviewers = actor.bodies_as(Role.REVIEWER, Role.OFFICE_HEAD)
    drafters = actor.bodies_as(Role.DRAFTER, Role.OFFICE_HEAD)
    changes = AttributeChange.objects.filter(agreed__isnull=True, body__in=reviewers).exclude(
        proposed_by=actor.code
    )
    return Work(
        steps=_cards(seen.filter(pk__in=_steps(actor).values("document"))),
        changes=_cards(seen.filter(pk__in=changes.values("document"))),
        expiring=_cards(
            seen.filter(
                body__in=heads, standing__in=("in_force", "amended"), expires_on__gte=day,
                expires_on__lte=day + SOON,
            )
        ),
        reassess=_cards(seen.filter(body__in=reviewers, standing="kept", reassess_on__lte=day)),
        interpret=_cards(
            seen.filter(
                body__in=drafters, interpretation="later", first_released_at__isnull=False,
                standing__in=("in_force", "amended"),
            ).exclude(_INTERPRETED)
        ),
    )  # fmt: skip


def steps_waiting(actor: Actor) -> dict[str, int]:
    """How many editions wait for the person, by the state they wait in."""
    counted = _steps(actor).values_list("state").annotate(number=Count("pk"))
    found = dict(counted.order_by())
    return {state: found[state] for state in WAITS_FOR if state in found}


def cards_of_editions(actor: Actor, day: date, edition_ids: Collection[int]) -> dict[int, DocumentCard]:
    """The documents of these editions, by edition, as far as the person may know of them."""
    rows = Edition.objects.filter(pk__in=edition_ids).values_list("pk", "document_id")
    which = dict(rows)
    known = {each.id: each for each in cards_for(actor, day, list(which.values()))}
    return {edition: known[document] for edition, document in which.items() if document in known}


def _steps(actor: Actor) -> QuerySet[Edition]:
    mine = Q(pk__in=[])
    for state, roles in WAITS_FOR.items():
        mine |= Q(state=state, body__in=actor.bodies_as(*roles))
    approving = ("unit_review", "confidentiality", "legal", "interpretation", "to_sign")
    own = Q(state__in=approving, writers__contains=actor.code)
    return Edition.objects.filter(mine).exclude(own).exclude(state="ready", scheduled_for__isnull=False)


def _cards(found: QuerySet[Document]) -> tuple[DocumentCard, ...]:
    numbers = list(found.order_by("touched_at", "pk").values_list("pk", flat=True)[:_MOST])
    by_number = {each.id: each for each in cards(numbers)}
    return tuple(by_number[number] for number in numbers)
