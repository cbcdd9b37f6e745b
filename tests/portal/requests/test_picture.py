"""The clock's picture says what the clock says: each counted working day has its number."""

import re
from datetime import date

import pytest

from gongkai.core.clock import ClockEvent, Happened, reckon
from gongkai.foundation import rulebook
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.portal.requests.picture import Drawing, drawn

pytestmark = pytest.mark.django_db
RECEIVED = ClockEvent(Happened.RECEIVED, date(2026, 2, 2))


def picture(today: date, *events: ClockEvent) -> Drawing:
    first = (events or (RECEIVED,))[0]
    reading = reckon(rulebook.request_clock(first.on), events or (RECEIVED,), current_calendar(), today)
    made = drawn(reading, current_calendar())
    assert made is not None
    return made


def numbers(made: Drawing) -> list[int]:
    return [int(each) for each in re.findall(r'class="gk-clock__number[^"]*"[^>]*>(\d+)<', made.svg)]


def test_days_are_numbered_to_the_due_date_and_make_up_days_named():
    made = picture(date(2026, 2, 13))
    assert numbers(made) == list(range(1, 21))
    assert (date(2026, 2, 14), "春节") in made.make_up
    assert "补班" in made.svg
    assert "届满" in made.svg
    assert made.said.startswith("第9个工作日，共20个")


def test_a_correction_begins_the_numbers_anew():
    asked = ClockEvent(Happened.CORRECTION_ASKED, date(2026, 3, 5), until=date(2026, 3, 20))
    corrected = ClockEvent(Happened.CORRECTED, date(2026, 3, 12))
    received = ClockEvent(Happened.RECEIVED, date(2026, 3, 2))
    made = picture(date(2026, 3, 16), received, asked, corrected)
    assert numbers(made) == [1, 2, 3, *range(1, 21)]
    waiting = picture(date(2026, 3, 6), received, asked)
    assert numbers(waiting) == [1, 2, 3]
    assert waiting.said == "停止计算"


def test_a_correction_on_the_very_day_begins_them_anew_too():
    day = date(2026, 3, 5)
    asked = ClockEvent(Happened.CORRECTION_ASKED, day, until=date(2026, 3, 20))
    corrected = ClockEvent(Happened.CORRECTED, day)
    made = picture(date(2026, 3, 6), ClockEvent(Happened.RECEIVED, date(2026, 3, 2)), asked, corrected)
    assert numbers(made) == [1, 2, 3, *range(1, 21)]


def test_long_stops_are_folded():
    asked = ClockEvent(Happened.CORRECTION_ASKED, date(2026, 3, 5), until=date(2026, 7, 31))
    made = picture(date(2026, 3, 6), ClockEvent(Happened.RECEIVED, date(2026, 3, 2)), asked)
    assert "周）" in made.svg
    assert int(re.findall(r'viewBox="0 0 \d+ (\d+)"', made.svg)[0]) < 500


def test_late_days_go_on_counting():
    made = picture(date(2026, 4, 1), ClockEvent(Happened.RECEIVED, date(2026, 3, 2)))
    assert numbers(made) == list(range(1, 23))
    assert "超过期限2个工作日" in made.said
