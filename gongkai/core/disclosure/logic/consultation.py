"""Putting a list of names up for objection (公示): a period, objections, and the result.

The day it is put up is day 0. The result may be decided when the period is over and every objection that
came in time is answered; an objection that comes later is a complaint and does not hold the list up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written


class Phase(StrEnum):
    ANNOUNCED = "announced"  # not yet begun
    OPEN = "open"  # objections may be made
    ANSWERING = "answering"  # over, objections still to be answered
    DECIDABLE = "decidable"
    DECIDED = "decided"


class Answer(StrEnum):
    UPHELD = "upheld"  # 异议成立: the name goes
    REJECTED = "rejected"  # 异议不成立


@dataclass(frozen=True, slots=True)
class Objection:
    """`row`: key of the name objected to, "" against the list as a whole."""

    number: str
    row: str
    received_on: date
    answer: Answer | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """`days` working days, or calendar days. `interrupted`: days on which the list was not to be seen, which
    don't count."""

    opened_on: date
    days: int
    workdays: bool = True
    interrupted: frozenset[date] = frozenset()
    decided_on: date | None = None

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(Message(N_("公示期至少一天")))


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kept`, `dropped`: keys of rows. `late`: objections after the period, to be handled as complaints."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    late: tuple[Objection, ...]


def closes_on(consultation: Consultation, calendar: Calendar) -> date:
    """The last day for objections; days on which the list was gone are added."""
    if not consultation.workdays and not consultation.interrupted:
        return consultation.opened_on + timedelta(days=consultation.days)
    day, left = consultation.opened_on, consultation.days
    while left:
        day += timedelta(days=1)
        counts = not consultation.workdays or calendar.is_workday(day)
        left -= counts and day not in consultation.interrupted
    return day


def phase(
    consultation: Consultation, objections: Iterable[Objection], day: date, calendar: Calendar
) -> Phase:
    """Where the consultation stands at the end of `day`."""
    if consultation.decided_on is not None and consultation.decided_on <= day:
        return Phase.DECIDED
    if day < consultation.opened_on:
        return Phase.ANNOUNCED
    closes = closes_on(consultation, calendar)
    if day <= closes:
        return Phase.OPEN
    return Phase.ANSWERING if _unanswered(objections, closes, day) else Phase.DECIDABLE


def told(
    consultation: Consultation,
    objections: Iterable[Objection],
    day: date,
    calendar: Calendar,
    *,
    has_result: bool,
) -> tuple[Message, ...]:
    """Where the consultation stands, in words; and that a result is there too early, if it is."""
    known = tuple(objections)
    closes = closes_on(consultation, calendar)
    values = {
        "opens": written(consultation.opened_on), "closes": written(closes),
        "count": len(_unanswered(known, closes, day)),
    }  # fmt: skip
    match phase(consultation, known, day, calendar):
        case Phase.ANNOUNCED:
            said = Message(N_("公示自{opens}开始，到{closes}截止。"), values)
        case Phase.OPEN:
            said = Message(N_("正在公示，到{closes}截止，在此之前可以提出异议。"), values)
        case Phase.ANSWERING:
            said = Message(
                N_("公示已于{closes}截止，还有 {count} 份异议没有答复，答复以前不能确定结果。"), values
            )
        case _:
            return (Message(N_("公示已于{closes}截止，没有未答复的异议。"), values),)
    return (said, Message(N_("还不到确定结果的时候，已经写了结果。"))) if has_result else (said,)


def flaws(
    consultation: Consultation, objections: Iterable[Objection], calendar: Calendar
) -> tuple[Message, ...]:
    """Why the decision could not be taken on its day; empty where there is none or it could."""
    if consultation.decided_on is None:
        return ()
    closes = closes_on(consultation, calendar)
    if consultation.decided_on <= closes:
        return (Message(N_("公示到 {day} 才结束，在此之前不能确定名单"), {"day": closes.isoformat()}),)
    open_still = _unanswered(objections, closes, consultation.decided_on)
    return tuple(Message(N_("异议 {number} 还没有答复"), {"number": each.number}) for each in open_still)


def outcome(
    consultation: Consultation, rows: Iterable[str], objections: Iterable[Objection], calendar: Calendar
) -> Outcome:
    """What remains of the list when the objections that came in time are answered."""
    closes = closes_on(consultation, calendar)
    known = tuple(objections)
    upheld = {
        each.row for each in known if each.received_on <= closes and each.answer is Answer.UPHELD and each.row
    }
    listed = tuple(rows)
    return Outcome(
        tuple(row for row in listed if row not in upheld),
        tuple(row for row in listed if row in upheld),
        tuple(each for each in known if each.received_on > closes),
    )


def _unanswered(objections: Iterable[Objection], closes: date, day: date) -> tuple[Objection, ...]:
    return tuple(
        each
        for each in objections
        if each.received_on <= min(closes, day)
        and (each.answer is None or each.answered_on is None or each.answered_on > day)
    )
