"""What a case looks like from outside. Dates are ISO days; names and phone numbers are masked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ninja import Schema

from gongkai.casework import queries
from gongkai.casework.queries import CaseCard
from gongkai.core.clock import Reading
from gongkai.foundation.interface.problems import words
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay


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
    days; `provisional` when the year's holiday notice is not out yet."""

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
    lapse: LapseOut | None


class LineOut(Schema):
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


class CaseOut(Schema):
    """`clock` is null for kinds of case without a statutory clock. `revision` is the ETag."""

    id: int
    number: str
    kind: str
    body: BodyOut
    state: str
    outcome: str
    title: str
    channel: str
    applicant_type: str
    applicant: str
    phone: str
    regime: str
    submitted_on: date
    received_on: date | None
    closed_on: date | None
    assigned_to: int | None
    unit: str
    split_of: int | None
    about: int | None
    repeats: int | None
    revision: int
    is_sample: bool
    created_at: datetime
    clock: ClockOut | None


class CaseDetailOut(CaseOut):
    """With the clock's explanation, and the steps that this token's person may try now."""

    lines: list[LineOut]
    picture: list[StretchOut]
    steps: list[str]


class CasePage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    cases: list[CaseOut]
    next: str


def shown(cases: Sequence[Any], today: date) -> list[dict[str, Any]]:
    """The cases of one page, in a fixed number of statements."""
    clocks = queries.readings(cases, today)
    cards = queries.cards(cases)
    bodies = organisations.latest_bodies({card.body for card in cards})
    return [_case(card, clocks.get(card.id), bodies) for card in cards]


def detailed(case: Any, today: date, steps: Sequence[str]) -> dict[str, Any]:
    (found,) = shown([case], today)
    reading = queries.readings([case], today).get(case.pk)
    return {
        **found,
        "lines": [
            {"message": words(line.message), "article": line.article, "first": line.first, "last": line.last}
            for line in (reading.lines if reading else ())
        ],
        "picture": [
            {"kind": each.kind, "first": each.first, "last": each.last, "workdays": each.workdays}
            for each in (reading.picture if reading else ())
        ],
        "steps": [step.partition(".")[2] for step in steps],
    }


def _case(card: CaseCard, reading: Reading | None, bodies: Mapping[int, BodyOnDay]) -> dict[str, Any]:
    facts = {name: getattr(card, name) for name in CaseOut.model_fields if hasattr(card, name)}
    body = bodies[card.body]
    return {
        **facts,
        "applicant": card.name,
        "body": {"code": body.code, "name": body.name},
        "clock": clock(reading) if reading else None,
    }


def clock(reading: Reading) -> dict[str, Any]:
    facts = {name: getattr(reading, name) for name in ClockOut.model_fields if name != "lapse"}
    lapse = reading.lapse
    told = {"on": lapse.on, "outcome": lapse.outcome, "article": lapse.article} if lapse else None
    return {**facts, "lapse": told}
