"""When a return is due. Computed from the law of its year, never stored."""

from dataclasses import dataclass
from datetime import date

from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import body_of
from gongkai.reporting.models import Return


@dataclass(frozen=True, slots=True)
class Deadline:
    """`days_left` is below zero when the date has passed; on the date itself it is 0."""

    date: date
    article: str
    days_left: int


def deadline(body: BodyOnDay, of: Return, day: date) -> Deadline:
    due = date(of.year + 1, 3, 31) if body.kind == "government" else date(of.year + 1, 1, 31)
    return Deadline(due, "《政府信息公开条例》第四十九条", (due - day).days)


def due_of(of: Return) -> Deadline:
    return deadline(body_of(of), of, of.state_since.date())
