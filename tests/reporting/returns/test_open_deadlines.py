"""Which last working days of open returns a new holiday notice moves."""

from datetime import date

import pytest

from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook
from gongkai.foundation.calendar_notices.open_deadlines import moved

pytestmark = pytest.mark.django_db


def test_the_spring_festival_moves_the_departments_last_working_day(opened):
    opened.open("city", year=2024)
    known = rulebook.calendar()
    without_2025 = Calendar(tuple(each for each in known.notices if each.year != 2025))
    found = {each.body: (each.before, each.after) for each in moved(without_2025, known)}
    departments = {opened.bodies[code] for code in ("land", "forestry")}
    assert {found[body] for body in departments} == {(date(2025, 1, 31), date(2025, 1, 27))}
    assert found[opened.bodies["city"]] == (date(2025, 3, 31), date(2025, 3, 31))  # only made certain
