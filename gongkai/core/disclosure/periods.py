"""Periods for which something is owed: a day, an ISO week, a month, a quarter, a half-year, a year.

Labels are what releases and addresses carry: "2017-10-09", "2017-W41", "2017-10", "2017-Q4", "2017-H2",
"2017".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from gongkai.core.disclosure.timing import Every
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months
from gongkai.core.workdays import Calendar, written

_DAY = timedelta(days=1)
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_LABEL = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d{2})|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, both within. A week is Monday to Sunday and belongs to the year of its Thursday
    (GB/T 7408)."""

    first: date
    last: date
    every: Every

    @classmethod
    def of(cls, every: Every, day: date) -> "Period":
        """The period that holds `day`."""
        return _holding(every, day)

    @property
    def next(self) -> "Period":
        return Period.of(self.every, self.last + _DAY)

    @property
    def previous(self) -> "Period":
        return Period.of(self.every, self.first - _DAY)

    @property
    def label(self) -> str:
        year = self.first.year
        if self.every is Every.WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02}"
        if self.every is Every.MONTH:
            return f"{year}-{self.first.month:02}"
        if self.every is Every.QUARTER:
            return f"{year}-Q{self.first.month // 3 + 1}"
        if self.every is Every.HALF_YEAR:
            return f"{year}-H{self.first.month // 6 + 1}"
        return str(year) if self.every is Every.YEAR else self.first.isoformat()

    @property
    def title(self) -> Message:
        """How people read it: 2017年10月, 2017年第四季度."""
        year, month = self.first.year, self.first.month
        if self.every is Every.YEAR:
            return Message(N_("{year}年"), {"year": year})
        if self.every is Every.HALF_YEAR:
            return Message(N_("{year}年上半年") if month == 1 else N_("{year}年下半年"), {"year": year})
        if self.every is Every.QUARTER:
            return Message(N_("{year}年第{quarter}季度"), {"year": year, "quarter": month // 3 + 1})
        if self.every is Every.MONTH:
            return Message(N_("{year}年{month}月"), {"year": year, "month": month})
        if self.every is Every.WEEK:
            year, week, _ = self.first.isocalendar()
            return Message(N_("{year}年第{week}周"), {"year": year, "week": week})
        return written(self.first)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@lru_cache(maxsize=10_000)
def _holding(every: Every, day: date) -> Period:
    if every in (Every.DAY, Every.WORKDAY):
        return Period(day, day, every)
    if every is Every.WEEK:
        monday = day - day.weekday() * _DAY
        return Period(monday, monday + 6 * _DAY, every)
    months = _MONTHS[every]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, add_months(first, months) - _DAY, every)


def read_period(label: str) -> Period | None:
    """The period a label names; None for anything else. A working day's label reads as a day's."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return None
    year = int(found["year"])
    try:
        if found["week"]:
            return Period.of(Every.WEEK, date.fromisocalendar(year, int(found["week"]), 1))
        if found["quarter"]:
            return Period.of(Every.QUARTER, date(year, 3 * int(found["quarter"]), 1))
        if found["half"]:
            return Period.of(Every.HALF_YEAR, date(year, 6 * int(found["half"]), 1))
        if found["day"]:
            return Period.of(Every.DAY, date(year, int(found["month"]), int(found["day"])))
        if found["month"]:
            return Period.of(Every.MONTH, date(year, int(found["month"]), 1))
        return Period.of(Every.YEAR, date(year, 1, 1))
    except ValueError:
        return None


def periods_ending_within(every: Every, first: date, last: date, calendar: Calendar) -> Iterator[Period]:
    """The periods whose last day lies in first..last, in order."""
    return (each for each in periods_touching(every, first, last, calendar) if each.last <= last)


def periods_touching(every: Every, first: date, last: date, calendar: Calendar) -> Iterator[Period]:
    """The periods with a day in first..last, in order."""
    if first > last:
        return
    period = Period.of(every, first)
    while period.first <= last:
        if every is not Every.WORKDAY or calendar.is_workday(period.first):
            yield period
        period = period.next
