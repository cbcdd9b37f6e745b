"""Working days (工作日): Monday to Friday, less each holiday notice's days off, plus its make-up days.

The day of receipt is day 0 and the next day the first that can count.
A year whose notice has not been loaded is counted with weekends only, and every date that rests on it is
provisional. The last days of December are provisional too until next year's notice is known, because
notices have moved them six times since 2006.
"""

from bisect import bisect_left, bisect_right
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from gongkai.core.holiday_notice import YearNotice
from gongkai.core.messages import N_, Message, declared

_SATURDAY = 5
_MOVABLE_FROM = (12, 29)  # the earliest day a later year's notice has ever moved
_ONE_DAY = timedelta(days=1)

type Day = date  # so that a field may be called `date`


@dataclass(frozen=True, slots=True)
class Step:
    """What differs from plain Monday-to-Friday counting: a holiday skipped or a make-up day counted."""

    first: date
    last: date
    name: str
    counted: bool

    @property
    def message(self) -> Message:
        if self.counted:
            values = {"day": written(self.first), "name": declared(self.name)}
            return Message(N_("{day}（{name}调休上班）计入"), values)
        values = {"first": written(self.first), "last": written(self.last), "name": declared(self.name)}
        if self.first == self.last:
            return Message(N_("{first}（{name}放假）不计入"), values)
        return Message(N_("{first}至{last}（{name}放假）不计入"), values)


@dataclass(frozen=True, slots=True)
class DueDate:
    """The `days`-th working day after `start`. `steps` explain it; `awaits` is the year whose notice is
    missing and may move it."""

    date: Day
    awaits: int | None
    steps: tuple[Step, ...]
    start: Day
    days: int

    @property
    def provisional(self) -> bool:
        return self.awaits is not None

    @property
    def explanation(self) -> tuple[Message, ...]:
        """Why this date, sentence by sentence."""
        begun = Message(
            N_("自{start}的次日起算，第 {days} 个工作日为{date}"),
            {"start": written(self.start), "days": self.days, "date": written(self.date)},
        )
        pending = (not_published(self.awaits),) if self.awaits is not None else ()
        return (begun, *(step.message for step in self.steps), *pending)


@dataclass(frozen=True)
class Calendar:
    """The working days known from a set of notices, one for each year."""

    notices: tuple[YearNotice, ...] = field(default_factory=tuple)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years whose notice is known."""
        return frozenset(notice.year for notice in self.notices)

    @cached_property
    def days_off(self) -> Mapping[date, str]:
        """Each day off by notice, weekends within holidays included, with the holiday's name."""
        return {day: each.name for notice in self.notices for each in notice.holiday for day in each.days}

    @cached_property
    def make_up_days(self) -> Mapping[date, str]:
        """Each weekend day that is worked, with the holiday it is exchanged for."""
        return {day: each.name for notice in self.notices for each in notice.holiday for day in each.make_up}

    @cached_property
    def _special_days(self) -> tuple[date, ...]:
        """Every day a notice speaks of, in order."""
        return tuple(sorted(self.days_off.keys() | self.make_up_days.keys()))

    @cached_property
    def _worked(self) -> dict[int, tuple[date, ...]]:
        """The working days of a year, filled as years are asked for: counting then needs no walk."""
        return {}

    @cached_property
    def sources(self) -> Mapping[date, str]:
        """The notice that makes a day off or worked, by title and, where known, number."""
        return {
            day: _cited(year, each.notice)
            for year in self.notices
            for each in year.holiday
            for day in (*each.days, *each.make_up)
        }

    def with_notice(self, notice: YearNotice) -> "Calendar":
        """This calendar with `notice` in place of what it knew of that year."""
        others = [known for known in self.notices if known.year != notice.year]
        return Calendar(tuple(sorted([*others, notice], key=lambda known: known.year)))

    def is_provisional(self, day: date) -> bool:
        """True when a notice still to come may change whether `day` is worked."""
        movable = (day.month, day.day) >= _MOVABLE_FROM
        return day.year not in self.years or (movable and day.year + 1 not in self.years)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked, as far as the notices tell."""
        if day in self.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.days_off

    def add_workdays(self, start: date, days: int) -> DueDate:
        """The `days`-th working day after `start`; `start` itself is day 0, worked or not.

        Raises ValueError for a negative count.
        """
        if days < 0:
            raise ValueError("the number of working days cannot be negative")
        day = start
        if days:
            year, ahead = start.year, days + self._worked_until(start)
            while ahead > len(worked := self._worked_in(year)):
                year, ahead = year + 1, ahead - len(worked)
            day = worked[ahead - 1]
        first = start + _ONE_DAY
        return DueDate(day, self.awaited_between(first, day), self.steps(first, day), start, days)

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 when `end` is not after `start`."""
        if end <= start:
            return 0
        whole_years = sum(len(self._worked_in(year)) for year in range(start.year, end.year))
        return whole_years + self._worked_until(end) - self._worked_until(start)

    def awaited_between(self, first: date, last: date) -> int | None:
        """The first year whose notice is still to come and may change one of the days first..last."""
        month, day = _MOVABLE_FROM
        for year in range(first.year, last.year + 1) if first <= last else ():
            if year not in self.years:
                return year
            touched = first <= date(year, 12, 31) and date(year, month, day) <= last
            if touched and year + 1 not in self.years:
                return year + 1
        return None

    def steps(self, first: date, last: date) -> tuple[Step, ...]:
        """The holidays and make-up days within first..last."""
        special = self._special_days
        steps: list[Step] = []
        for day in special[bisect_left(special, first) : bisect_right(special, last)]:
            counted = day in self.make_up_days
            name = self.make_up_days[day] if counted else self.days_off[day]
            before = steps[-1] if steps else None
            if (
                before
                and not counted
                and (before.name, before.last + _ONE_DAY) == (name, day)
                and not before.counted
            ):
                steps[-1] = Step(before.first, day, name, False)
            else:
                steps.append(Step(day, day, name, counted))
        return tuple(steps)

    def _worked_in(self, year: int) -> tuple[date, ...]:
        if year not in self._worked:
            days = (date(year, 1, 1) + n * _ONE_DAY for n in range(365 + isleap(year)))
            self._worked[year] = tuple(day for day in days if self.is_workday(day))
        return self._worked[year]

    def _worked_until(self, day: date) -> int:
        """Working days of the day's year up to and including it."""
        return bisect_right(self._worked_in(day.year), day)


def not_published(year: int) -> Message:
    """What a date is told with that a notice still to come may move."""
    return Message(N_("{year}年的放假安排尚未公布，此日期为暂定"), {"year": year})


def _cited(year: YearNotice, number: str) -> str:
    """The notice with this number among the year's, or the year's first."""
    notice = next((one for one in year.notice if number and one.number == number), year.notice[0])
    return f"《{notice.title}》（{notice.number}）" if notice.number else f"《{notice.title}》"


def written(day: date) -> Message:
    """2017-10-09 as 2017年10月9日."""
    return Message(N_("{year}年{month}月{day}日"), {"year": day.year, "month": day.month, "day": day.day})
