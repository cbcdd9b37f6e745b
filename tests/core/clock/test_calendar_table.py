"""Counting by the year's table agrees with counting day by day, and each day names its notice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook
from tests.core.clock.walking import DAY, between, walk

CALENDAR = rulebook.calendar()
DAYS = st.dates(date(2006, 1, 1), date(2026, 6, 30))


@given(DAYS, st.integers(0, 90))
def test_adding(start: date, days: int) -> None:
    due = CALENDAR.add_workdays(start, days)
    assert due.date == walk(start, days)
    passed = between(start + DAY, due.date)
    assert due.provisional is any(CALENDAR.is_provisional(day) for day in passed)
    told = [day for step in due.steps for day in between(step.first, step.last)]
    assert told == [day for day in passed if day in CALENDAR.days_off or day in CALENDAR.make_up_days]


@given(DAYS, st.integers(-30, 900))
def test_counting(start: date, span: int) -> None:
    end = start + timedelta(span)
    expected = sum(CALENDAR.is_workday(day) for day in between(start + DAY, end))
    assert CALENDAR.workdays_between(start, end) == expected


@given(DAYS, st.integers(-3, 500))
def test_provisional_spans(first: date, span: int) -> None:
    last = first + timedelta(span)
    expected = any(CALENDAR.is_provisional(day) for day in between(first, last))
    assert (CALENDAR.awaited_between(first, last) is not None) is expected


def test_a_table_belongs_to_its_calendar() -> None:
    bare = Calendar()
    assert bare.workdays_between(date(2025, 9, 30), date(2025, 10, 8)) == 6
    assert CALENDAR.workdays_between(date(2025, 9, 30), date(2025, 10, 8)) == 0


def test_a_day_names_the_notice_that_set_it() -> None:
    assert CALENDAR.sources[date(2026, 2, 14)] == (
        "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）"
    )
    assert set(CALENDAR.sources) == set(CALENDAR.days_off) | set(CALENDAR.make_up_days)
    assert CALENDAR.sources[date(2020, 1, 31)].startswith("《国务院办公厅关于延长2020年春节假期的通知》")
    assert CALENDAR.sources[date(2020, 1, 1)].startswith("《国务院办公厅关于2020年部分节假日安排的通知》")
