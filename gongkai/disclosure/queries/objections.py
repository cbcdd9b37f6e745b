"""Objections as everybody sees them: what became of each, and nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from gongkai.disclosure.models import ObjectionState
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
    """To a data set, or to one of its rows; the newest first. Every row's page asks it, so it is told to the
    database as it stands."""
    of_row = "" if row is None else " AND row = %(row)s"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row, body_id, state, received_at, due_on, answer, answered_at FROM disclosure_objection"
            f" WHERE data_set = %(data_set)s AND state <> %(withdrawn)s{of_row}"
            " ORDER BY id DESC LIMIT %(limit)s",
            {"data_set": data_set, "row": row, "withdrawn": ObjectionState.WITHDRAWN.value, "limit": limit},
        )
        return [PublicObjection(*each) for each in cursor.fetchall()]
