"""The clock of a request, as every interface tells it. Dates are ISO days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ninja import Schema

from gongkai.core.clock import Reading
from gongkai.foundation.interface.problems import words


class BodyOut(Schema):
    code: str
    name: str


class LapseOut(Schema):
    """The request counts as abandoned from `on`, with this outcome."""

    on: date
    outcome: str
    article: str


class ClockOut(Schema):
    """`due` is the last day for the reply, null while the clock stands still. `day_number` of `of` working
    days; `provisional` when the year's holiday notice is not out yet. `awaits_proof`: the days for paying the
    fee have not begun, for it is not known when its notice was received."""

    phase: str
    due: date | None
    provisional: bool
    day_number: int
    of: int
    overdue: bool
    days_late: int
    extended: bool
    on_time: bool | None
    correction_by: date | None
    fee_by: date | None
    awaits_proof: bool
    lapse: LapseOut | None


class LineOut(Schema):
    """One sentence of the explanation, the article it rests on and the days it speaks of."""

    message: str
    article: str
    first: date
    last: date


class StretchOut(Schema):
    """Days counted, paused or stopped, both ends included; `workdays` in it."""

    kind: str
    first: date
    last: date
    workdays: int


def clock(reading: Reading | None) -> Mapping[str, Any] | None:
    """For ClockOut."""
    if reading is None:
        return None
    facts = {name: getattr(reading, name) for name in ClockOut.model_fields if name != "lapse"}
    lapse = reading.lapse
    told = {"on": lapse.on, "outcome": lapse.outcome, "article": lapse.article} if lapse else None
    return {**facts, "lapse": told}


def lines(reading: Reading | None) -> list[dict[str, Any]]:
    """For LineOut."""
    return [
        {"message": words(line.message), "article": line.article, "first": line.first, "last": line.last}
        for line in (reading.lines if reading else ())
    ]


def picture(reading: Reading | None) -> list[dict[str, Any]]:
    """For StretchOut."""
    return [
        {"kind": each.kind, "first": each.first, "last": each.last, "workdays": each.workdays}
        for each in (reading.picture if reading else ())
    ]
