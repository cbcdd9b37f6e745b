"""The declared calendars against an independent oracle, and the worked time limits of the regulation."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.holiday_notice import read_year
from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook

YEARS = range(2004, 2027)

# 国办发明电〔2005〕35号: "12月31日（星期六）上班", which the oracle lacks.
ORACLE_IS_WRONG = {date(2005, 12, 31)}


def test_every_year_from_2004_to_2026_has_its_notice() -> None:
    calendar = rulebook.calendar()
    assert sorted(calendar.years) == list(YEARS)
    for year in calendar.notices:
        for notice in year.notice:
            assert notice.title.startswith("国务院")
            assert notice.number if notice.verified else notice.note


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_the_oracle(year: int) -> None:
    calendar = rulebook.calendar()
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    differing = {
        day
        for day in days
        if day.year == year and calendar.is_workday(day) != chinese_calendar.is_workday(day)
    }
    assert differing == {day for day in ORACLE_IS_WRONG if day.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_every_holiday_the_oracle_names_is_declared(year: int) -> None:
    off = rulebook.calendar().days_off
    named = [day for day in chinese_calendar.constants.holidays if day.year == year]
    assert named
    assert all(day in off for day in named)


@pytest.mark.parametrize("year", YEARS)
def test_an_amending_notice_that_holidays_cite_is_listed(year: int) -> None:
    (known,) = [notice for notice in rulebook.calendar().notices if notice.year == year]
    numbers = {notice.number for notice in known.notice}
    assert all(not holiday.notice or holiday.notice in numbers for holiday in known.holiday)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2017-09-22", 15, "2017-10-19"),
        ("2017-09-22", 30, "2017-11-09"),
        ("2017-01-20", 15, "2017-02-15"),
        ("2017-12-15", 15, "2018-01-08"),
        ("2019-05-15", 20, "2019-06-13"),
        ("2019-05-15", 7, "2019-05-24"),
        ("2019-05-15", 15, "2019-06-05"),
        ("2019-09-20", 20, "2019-10-23"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2025-01-20", 40, "2025-03-21"),
        ("2025-09-26", 20, "2025-10-30"),
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-09-18", 20, "2026-10-22"),
    ],
)
def test_time_limits_worked_by_hand(received: str, days: int, due: str) -> None:
    result = rulebook.calendar().add_workdays(date.fromisoformat(received), days)
    assert result.date == date.fromisoformat(due)
    assert not result.provisional
    assert rulebook.calendar().workdays_between(result.start, result.date) == days


def test_a_deadline_explains_itself() -> None:
    result = rulebook.calendar().add_workdays(date(2017, 9, 22), 15)
    assert [str(sentence) for sentence in result.explanation] == [
        "自2017年9月22日的次日起算，第 15 个工作日为2017年10月19日",
        "2017年9月30日（国庆节、中秋节调休上班）计入",
        "2017年10月1日至2017年10月8日（国庆节、中秋节放假）不计入",
    ]


@pytest.mark.parametrize(
    ("start", "days", "provisional"),
    [
        (date(2026, 11, 2), 20, False),  # ends in November
        (date(2026, 12, 25), 2, True),  # 29 December may be moved by the notice for 2027
        (date(2026, 12, 25), 10, True),  # ends in 2027
        (date(2003, 12, 1), 5, True),  # before the first notice
    ],
)
def test_a_date_without_its_notice_is_provisional(start: date, days: int, provisional: bool) -> None:
    result = rulebook.calendar().add_workdays(start, days)
    assert result.provisional is provisional
    assert ("的放假安排尚未公布，此日期为暂定" in str(result.explanation[-1])) is provisional


def test_the_day_of_receipt_is_day_zero() -> None:
    result = rulebook.calendar().add_workdays(date(2019, 5, 18), 0)  # a Saturday
    assert result.date == date(2019, 5, 18)
    with pytest.raises(ValueError, match="negative"):
        rulebook.calendar().add_workdays(date(2019, 5, 18), -1)


def test_a_new_notice_moves_dates_of_its_year() -> None:
    loaded = read_year(
        Declaration(
            """
            year = 2027
            [[notice]]
            title = "国务院办公厅关于2027年部分节假日安排的通知"
            verified = false
            [[holiday]]
            name = "元旦"
            first = 2027-01-01
            last = 2027-01-03
            """,
            "2027.toml",
        )
    )
    before = rulebook.calendar()
    after = before.with_notice(loaded)
    assert before.add_workdays(date(2026, 12, 28), 5).date == date(2027, 1, 4)
    moved = after.add_workdays(date(2026, 12, 28), 5)
    assert (moved.date, moved.provisional) == (date(2027, 1, 5), False)
    assert sorted(after.years) == [*YEARS, 2027]
    assert after.with_notice(loaded) == after


NOTICE = '[[notice]]\ntitle = "通知"\nverified = false\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            NOTICE + '[[holiday]]\nname = "元旦"\nfirst = 2027-01-03\nlast = 2027-01-01',
            "第 5 行：“元旦”的结束日期 2027-01-01 早于开始日期 2027-01-03",
        ),
        (
            NOTICE
            + '[[holiday]]\nname = "元旦"\nfirst = 2027-01-01\nlast = 2027-01-03\nmake_up = [2027-01-06]',
            "第 5 行：调休上班日 2027-01-06 不是周六或周日",
        ),
        (
            NOTICE + '[[holiday]]\nname = "元旦"\nfirst = 2026-01-01\nlast = 2026-01-03',
            "第 1 行：日期 2026-01-01 不属于 2027 年的安排",
        ),
        (
            NOTICE + 2 * '[[holiday]]\nname = "元旦"\nfirst = 2027-01-01\nlast = 2027-01-01\n',
            "第 1 行：日期 2027-01-01 出现了两次",
        ),
        ("holiday = []\nnotice = []", "第 1 行：没有写明依据的通知"),
        (
            NOTICE + '[[holiday]]\nname = "元旦"\nfirst = "2027-01-01"\nlast = 2027-01-01',
            "第 7 行：“first”应为日期",
        ),
    ],
)
def test_a_wrong_notice_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(DeclarationError) as refused:
        read_year(Declaration("year = 2027\n" + text, "2027.toml"))
    assert str(refused.value.message) == "2027.toml " + said


def test_an_empty_calendar_knows_only_weekends() -> None:
    assert [day for day in range(1, 8) if Calendar().is_workday(date(2027, 3, day))] == [1, 2, 3, 4, 5]
