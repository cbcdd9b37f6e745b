"""The last day to publish: of a period, of an event; and until when a row stays public.

The day of the event is day 0. Calendar days are not moved by holidays unless the cadence says so: publishing
is a standing duty and no step of a procedure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.core.disclosure.periods import Period
from gongkai.core.disclosure.timing import Covers, Every, Stay, StayKind, Timing, TimingKind
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months
from gongkai.core.publishing.time_limits import Unit
from gongkai.core.workdays import Calendar, not_published, written

type Day = date  # so that a field may be called `date`

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Promptness:
    """What a city has set for words without a number: 及时 in working days, 实时 in minutes."""

    workdays: int = 5
    minutes: int = 60


AS_SHIPPED = Promptness()


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to publish, why, and the year whose holiday notice may still move it."""

    date: Day
    explanation: tuple[Message, ...]
    awaits: int | None = None

    @property
    def provisional(self) -> bool:
        return self.awaits is not None


def due_of_period(timing: Timing, period: Period, calendar: Calendar) -> Due:
    """When what belongs to `period` must be public."""
    if timing.kind is TimingKind.LIVE:
        said = Message(N_("{period}的监测数据应当当日实时公开"), {"period": period.title})
        return Due(period.last, (said,))
    if timing.count is not None:
        ended = Message(N_("{period}于{day}终了"), {"period": period.title, "day": written(period.last)})
        return _moved(timing, _after(timing.count, timing.unit, period.last, calendar, ended), calendar)
    day = period.last if timing.day is None else _day_in(timing, period)
    said = Message(N_("{period}的内容最迟{day}公开"), {"period": period.title, "day": written(day)})
    return _moved(timing, Due(day, (said,)), calendar)


def due_of_event(
    timing: Timing, happened_on: date, calendar: Calendar, promptness: Promptness = AS_SHIPPED
) -> Due:
    """When what happened on that day must be public. At once is within the city's number of working days;
    live is the same day."""
    happened = Message(N_("事项发生于{day}"), {"day": written(happened_on)})
    if timing.kind is TimingKind.AT_ONCE:
        count = promptness.workdays if timing.count is None else timing.count
        said = Message(N_("“及时”按 {count} 个工作日计算"), {"count": count})
        due = _after(count, Unit.WORKDAY, happened_on, calendar, happened)
        return _moved(timing, Due(due.date, (said, *due.explanation), due.awaits), calendar)
    if timing.kind is TimingKind.LIVE:
        return Due(happened_on, (happened, Message(N_("应当当日公开"))))
    if timing.count is None:
        raise ValueError("a calendar cadence is not counted from an event")
    return _moved(timing, _after(timing.count, timing.unit, happened_on, calendar, happened), calendar)


def stays_until(stay: Stay, released_on: date, calendar: Calendar) -> Due | None:
    """The last day a row released on that day stays public; None for what stays, or stays while valid."""
    if stay.kind not in (StayKind.POSTED, StayKind.ERASED):
        return None
    released = Message(N_("{day}公开"), {"day": written(released_on)})
    return _after(stay.count, stay.unit, released_on, calendar, released)


def minutes_allowed(timing: Timing, promptness: Promptness = AS_SHIPPED) -> int:
    """How long a live stream may be silent."""
    return promptness.minutes if timing.count is None else timing.count


def minutes_silent(
    timing: Timing, last: datetime, now: datetime, promptness: Promptness = AS_SHIPPED
) -> int | None:
    """Whole minutes since something came in `last`; None while a live stream may be silent, and for what is
    no stream."""
    silent = (now - last) // _MINUTE
    return silent if timing.kind is TimingKind.LIVE and silent > minutes_allowed(timing, promptness) else None


def _after(count: int, unit: Unit, day: date, calendar: Calendar, first: Message) -> Due:
    if unit is Unit.WORKDAY:
        reached = calendar.add_workdays(day, count)
        return Due(reached.date, (first, *reached.explanation), reached.awaits)
    if unit is Unit.DAY:
        due = day + count * _DAY
        values = {"count": count, "day": written(due)}
        return Due(due, (first, Message(N_("次日起第 {count} 日为{day}，节假日计入"), values)))
    months = count * (12 if unit is Unit.YEAR else 1)
    due = add_months(day, months)
    said = Message(N_("满 {count} 个月为{day}"), {"count": months, "day": written(due)})
    return Due(due, (first, said))


def _moved(timing: Timing, due: Due, calendar: Calendar) -> Due:
    """Moved to the next working day where the cadence says so."""
    if not timing.moved:
        return due
    day = due.date
    while not calendar.is_workday(day):
        day += _DAY
    awaits = due.awaits or calendar.awaited_between(due.date, day)
    said: tuple[Message, ...] = ()
    if day != due.date:
        values = {"day": written(due.date), "moved": written(day)}
        said = (Message(N_("{day}不是工作日，顺延至{moved}"), values),)
    if awaits is not None and due.awaits is None:
        said = (*said, not_published(awaits))
    return Due(day, (*due.explanation, *said), awaits)


def _day_in(timing: Timing, period: Period) -> date:
    """The day of the calendar by which the period is published: in the period itself or the next."""
    if timing.day is None:
        raise ValueError("the cadence names no day")
    within = period.next if timing.covers is Covers.PREVIOUS else period
    if timing.every is Every.WEEK:
        return within.first + (timing.day - 1) * _DAY
    first = add_months(within.first, max(timing.month, 1) - 1)
    return first + (timing.day - 1) * _DAY if timing.day else add_months(first, 1) - _DAY
