"""What a case looks like from outside. Dates are ISO days; names and phone numbers are masked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ninja import Schema

from gongkai.casework import queries
from gongkai.casework.queries import CaseCard
from gongkai.core.clock import Reading
from gongkai.foundation.interface import clocks
from gongkai.foundation.interface.clocks import BodyOut, ClockOut, LineOut, StretchOut
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay


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
    """One case with its clock's explanation and picture, and the steps to offer."""
    (found,) = shown([case], today)
    reading = queries.readings([case], today).get(case.pk)
    offered = [step.partition(".")[2] if step.startswith("case.") else step for step in steps]
    return {**found, "lines": clocks.lines(reading), "picture": clocks.picture(reading), "steps": offered}


def _case(card: CaseCard, reading: Reading | None, bodies: Mapping[int, BodyOnDay]) -> dict[str, Any]:
    facts = {name: getattr(card, name) for name in CaseOut.model_fields if hasattr(card, name)}
    body = bodies[card.body]
    return {
        **facts,
        "applicant": card.name,
        "body": {"code": body.code, "name": body.name},
        "clock": clocks.clock(reading),
    }
