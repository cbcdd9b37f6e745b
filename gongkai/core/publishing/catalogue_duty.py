"""What a row of the catalogue demands by a day, and whether it was met.

A row tells nothing of what happened; what is known are the documents that stand under it: when each was
formed and when it was released. A row with a recurring day (每年1月31日前) is also missed when nothing came
out for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.publishing.time_limits import Part, Rhythm, TimeLimit, due_on
from gongkai.core.workdays import Calendar


class Fulfilment(StrEnum):
    """How a row stands, the worst first."""

    LATE = "late"  # a document under it waits longer than its limit allows
    MISSED = "missed"  # its recurring day passed and nothing came out for it
    EMPTY = "empty"  # nothing was ever published under it
    MET = "met"
    ON_REQUEST = "on_request"  # 依申请公开: nothing is due by itself


@dataclass(frozen=True, slots=True)
class Standing:
    """A document under a row. `formed_on` None: a draft nobody has dated; `released_on` None: not out."""

    title: str
    formed_on: date | None
    released_on: date | None


@dataclass(frozen=True, slots=True)
class Duty:
    """`due`: the day that was missed, or of a recurring row the next one. `waiting`: places in the list of
    documents that are over their day and not out; `came_late`: of those that came out after it."""

    state: Fulfilment
    due: date | None = None
    waiting: tuple[int, ...] = ()
    came_late: tuple[int, ...] = ()


def duty_of(
    limit: TimeLimit, documents: Sequence[Standing], *, since: date, today: date, calendar: Calendar
) -> Duty:
    """How a proactive row stands on `today`; `since`: from when it has been in the catalogue. On the due day
    itself nothing is late yet."""
    days = [_due(limit, each, calendar) for each in documents]
    waiting = tuple(
        at
        for at, (each, due) in enumerate(zip(documents, days, strict=True))
        if each.released_on is None and due is not None and due < today
    )
    came_late = tuple(
        at
        for at, (each, due) in enumerate(zip(documents, days, strict=True))
        if each.released_on is not None and due is not None and due < each.released_on
    )
    if waiting:
        return Duty(Fulfilment.LATE, min(day for at in waiting if (day := days[at])), waiting, came_late)
    released = [each.released_on for each in documents if each.released_on is not None]
    recurring = next((each for each in limit.parts if each.rhythm is Rhythm.BY_DAY), None)
    if recurring is not None:
        return _recurring(recurring, released, since, today, calendar, came_late)
    return Duty(Fulfilment.MET if released else Fulfilment.EMPTY, came_late=came_late)


def _due(limit: TimeLimit, document: Standing, calendar: Calendar) -> date | None:
    part = limit.part_for(document.title)
    if part is None or document.formed_on is None or part.rhythm is Rhythm.BY_DAY:
        return None
    return due_on(part, document.formed_on, calendar)


def _recurring(
    part: Part, released: Sequence[date], since: date, today: date, calendar: Calendar,
    came_late: tuple[int, ...],
) -> Duty:  # fmt: skip
    """Missed when nothing came out between the day before last and now."""
    before, last, following = _days_around(part, today, calendar)
    if last >= since and not any(before < each <= today for each in released):
        return Duty(Fulfilment.MISSED, last, came_late=came_late)
    return Duty(Fulfilment.MET if released else Fulfilment.EMPTY, following, came_late=came_late)


def _days_around(part: Part, today: date, calendar: Calendar) -> tuple[date, date, date]:
    """The last two of the recurring days before `today`, and the next on or after it."""
    days = [due_on(part, today - timedelta(days=3 * 366), calendar)]
    while days[-1] is not None and days[-1] < today:
        days.append(due_on(part, days[-1] + timedelta(days=1), calendar))
    found = [each for each in days if each is not None]
    return found[-3], found[-2], found[-1]
