"""What the statistics know of a released document: one row that stands, replaced whenever a fact changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.foundation.ledger.rows import write_recorded
from gongkai.publishing.models import Document, Edition, Publication

ENDED = ("expired", "repealed", "consolidated", "withdrawn")


@dataclass(frozen=True, slots=True)
class Facts:
    kind: str
    genre: str
    form: str
    formed_on: date
    released_on: date
    ended_on: date | None
    ended_as: str
    registered: bool


def stand(document: Document) -> None:
    """Bring the row up to what the document is now, inside a verb. Nothing is written when nothing
    changed."""
    if document.first_released_at is None:
        return
    first = Edition.objects.filter(document=document, released_at__isnull=False).order_by("number").first()
    if first is None:
        return
    released_on = timezone.localdate(document.first_released_at)
    ended = document.standing in ENDED
    facts = Facts(
        document.kind, first.genre, first.form, first.formed_on or released_on, released_on,
        document.standing_on if ended else None, document.standing if ended else "",
        bool(document.registration_number),
    )  # fmt: skip
    standing = Publication.objects.standing().select_for_update().filter(document=document).first()
    if standing is not None and _facts(standing) == facts:
        return
    columns: dict[str, Any] = {name: getattr(facts, name) for name in Facts.__slots__}
    write_recorded(Publication(document=document, body_id=document.body_id, **columns), replaces=standing)


def _facts(row: Publication) -> Facts:
    return Facts(**{name: getattr(row, name) for name in Facts.__slots__})
