"""Objections as everybody sees them: what became of each, and nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.disclosure.models import Objection, ObjectionState
from gongkai.disclosure.posted import WHOLE


@dataclass(frozen=True, slots=True)
class PublicObjection:
    """`row`: 0 for the list as a whole."""

    row: int
    body: int
    state: str
    received_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None

    @property
    def is_upheld(self) -> bool:
        return self.state == ObjectionState.UPHELD

    @property
    def is_of_list(self) -> bool:
        return self.row == WHOLE


def objections_to(data_set: str, row: int | None = None, limit: int = 20) -> list[PublicObjection]:
    """To a data set, or to one of its rows; the newest first."""
    found = Objection.objects.filter(data_set=data_set).exclude(state=ObjectionState.WITHDRAWN)
    if row is not None:
        found = found.filter(row=row)
    return [
        PublicObjection(
            each.row, each.body_id, each.state, each.received_at, each.due_on, each.answer, each.answered_at
        )
        for each in found.order_by("-pk")[:limit]
    ]  # fmt: skip
