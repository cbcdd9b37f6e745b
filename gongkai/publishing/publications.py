"""What the statistics know of a released document: one row that stands, replaced whenever a fact changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.foundation.ledger.rows import write_recorded, write_recorded_new
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
    row = _row(document, first)
    standing = Publication.objects.standing().select_for_update().filter(document=document).first()
    if standing is None or _facts(standing) != _facts(row):
        write_recorded(row, replaces=standing)


def stand_first(editions: Sequence[Edition]) -> None:
    """The first rows of documents whose first editions these are, inside the verb that releases them all."""
    write_recorded_new([_row(each.document, each) for each in editions])


def _row(document: Document, first: Edition) -> Publication:
    """As the facts are now; not saved yet."""
    released_on = timezone.localdate(document.first_released_at)
    ended = document.standing in ENDED
    facts = Facts(
        document.kind, first.genre, first.form, first.formed_on or released_on, released_on,
        document.standing_on if ended else None, document.standing if ended else "",
        bool(document.registration_number),
    )  # fmt: skip
    columns: dict[str, Any] = {name: getattr(facts, name) for name in Facts.__slots__}
    return Publication(document=document, body_id=document.body_id, **columns)


def _facts(row: Publication) -> Facts:
    return Facts(**{name: getattr(row, name) for name in Facts.__slots__})
