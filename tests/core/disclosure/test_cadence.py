"""Words of a cadence → a rule → the last day, on the real calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.disclosure.cadence import CadenceError, read_stay, read_timing
from gongkai.core.disclosure.due import (
    Promptness,
    due_of_event,
    due_of_period,
    minutes_allowed,
    minutes_silent,
    stays_until,
)
from gongkai.core.disclosure.periods import Period, read_period
from gongkai.core.disclosure.timing import Covers, Every, StayKind, TimingKind
from gongkai.core.messages import Message
from gongkai.foundation import rulebook

CALENDAR = rulebook.calendar()
DAYS = st.dates(date(2014, 1, 1), date(2024, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "period", "due"),
    [
        ("每月15日前", "2017-09", "2017-10-15"),
        ("每月15日前公布上月情况", "2017-12", "2018-01-15"),
        ("每月１５日前", "2017-09", "2017-10-15"),
        ("每月15日前（遇节假日顺延）", "2017-09", "2017-10-16"),
        ("次月10日前", "2017-11", "2017-12-10"),
        ("每月底", "2017-02", "2017-02-28"),
        ("每月", "2017-02", "2017-02-28"),
        ("每月前5个工作日内", "2017-09", "2017-10-13"),
        ("每月终了后10个工作日内", "2017-09", "2017-10-20"),
        ("每季度终了20日内", "2017-Q3", "2017-10-20"),
        ("季后15日内", "2017-Q4", "2018-01-15"),
        ("每季度终了后二十日内", "2017-Q3", "2017-10-20"),
        ("每月十五日前", "2017-09", "2017-10-15"),
        ("每月终了后十个工作日内", "2017-09", "2017-10-20"),
        ("每年三月三十一日前", "2017", "2018-03-31"),
        ("每季度首月15日前", "2017-Q1", "2017-04-15"),
        ("每季度第二个月10日前", "2017-Q1", "2017-05-10"),
        ("每季度末", "2017-Q2", "2017-06-30"),
        ("每季度公布一次", "2017-Q2", "2017-06-30"),
        ("每半年", "2017-H1", "2017-06-30"),
        ("每半年终了后30日内", "2017-H2", "2018-01-30"),
        ("每年1月31日前", "2017", "2018-01-31"),
        ("次年4月30日前", "2016", "2017-04-30"),
        ("每年3月31日前公布本年计划", "2017", "2017-03-31"),
        ("每年一季度底前", "2016", "2017-03-31"),
        ("每年12月底前", "2017", "2017-12-31"),
        ("每年年底前", "2017", "2017-12-31"),
        ("年度终了后4个月内", "2017", "2018-04-30"),
        ("每周", "2017-W41", "2017-10-15"),
        ("每周五前", "2017-W41", "2017-10-13"),
        ("每周一前公布上周价格", "2017-W41", "2017-10-16"),
        ("每日", "2017-10-01", "2017-10-01"),
        ("次日12时前", "2017-10-01", "2017-10-02"),
        ("每个工作日", "2017-10-09", "2017-10-09"),
    ],
)
def test_a_period_is_due(text: str, period: str, due: str) -> None:
    timing, owed = read_timing(text), read_period(period)
    assert owed is not None
    assert timing.kind is TimingKind.CALENDAR
    assert due_of_period(timing, owed, CALENDAR).date == day(due)


@pytest.mark.parametrize(
    ("text", "happened", "due"),
    [
        ("自作出决定之日起7个工作日", "2017-09-28", "2017-10-13"),  # 国庆中秋, and 30 September worked
        ("自作出行政许可决定之日起7个工作日内公开", "2017-10-16", "2017-10-25"),
        ("形成或变更之日起20个工作日", "2017-09-30", "2017-11-03"),
        (
            "信息形成或者变更之日起20个工作日内",
            "2018-02-09",
            "2018-03-14",
        ),  # 春节, with 11 and 24 February worked
        ("20日内", "2017-09-28", "2017-10-18"),
        ("经本级人大批准后20日内", "2017-01-20", "2017-02-09"),
        ("进入执行阶段后6个月内", "2017-08-31", "2018-02-28"),
        ("作出决定当日", "2017-10-01", "2017-10-01"),
        ("及时", "2017-10-09", "2017-10-12"),
        ("动态调整", "2017-10-09", "2017-10-12"),
        ("实时", "2017-10-09", "2017-10-09"),
    ],
)
def test_an_event_is_due(text: str, happened: str, due: str) -> None:
    found = due_of_event(read_timing(text), day(happened), CALENDAR, Promptness(workdays=3))
    assert found.date == day(due)
    assert found.explanation


def test_a_date_that_a_notice_may_move_is_provisional_and_says_so() -> None:
    due = due_of_event(read_timing("自作出决定之日起7个工作日"), day("2026-12-28"), CALENDAR)
    assert due.provisional
    assert "尚未公布" in str(due.explanation[-1])
    assert not due_of_event(read_timing("20日内"), day("2026-12-28"), CALENDAR).provisional
    moved = due_of_period(
        read_timing("每年1月2日前，遇节假日顺延"), Period.of(Every.YEAR, day("2026-01-01")), CALENDAR
    )
    assert moved.provisional


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("每月31日前", "不是每一期都有 31 日"),
        ("每年2月29日前", "不是每一期都有 29 日"),
        ("每年13月1日前", "没有第 13 个月"),
        ("每季度第四个月5日前", "没有第 4 个月"),
        ("每月三十一日前", "不是每一期都有 31 日"),
        ("每季度终了后一百二十日内", "能识别的写法"),
        ("每月0日前", "不能为 0"),
        ("0个工作日内", "不能为 0"),
        ("长期", "能识别的写法"),
        ("公示期7个工作日", "能识别的写法"),
        ("每月18日左右", "能识别的写法"),
        ("自决定之日起7个工作日内；其他20个工作日内", "能识别的写法"),
        ("同上", "能识别的写法"),
        ("", "能识别的写法"),
    ],
)
def test_what_cannot_be_computed_is_refused(text: str, says: str) -> None:
    with pytest.raises(CadenceError) as refused:
        read_timing(text)
    said = refused.value.args[0]
    assert isinstance(said, Message)
    assert says in str(said)


def test_which_period_a_day_publishes_can_be_said_and_must_be_possible() -> None:
    plan = read_timing("每年3月31日前", Covers.CURRENT)
    assert due_of_period(plan, Period.of(Every.YEAR, day("2017-05-05")), CALENDAR).date == day("2017-03-31")
    for text, covers in (("每月", Covers.PREVIOUS), ("每季度终了20日内", Covers.CURRENT)):
        with pytest.raises(CadenceError):
            read_timing(text, covers)


def test_a_stream_says_how_long_it_may_be_silent() -> None:
    assert minutes_allowed(read_timing("每15分钟")) == 15
    assert minutes_allowed(read_timing("实时（每小时更新）")) == 60
    assert minutes_allowed(read_timing("实时"), Promptness(minutes=30)) == 30
    noon = datetime(2017, 5, 5, 12, tzinfo=UTC)
    for text, minutes, silent in (
        ("每15分钟", 15, None),
        ("每15分钟", 16, 16),
        ("实时", 61, 61),
        ("每日", 9000, None),
    ):
        assert minutes_silent(read_timing(text), noon, noon + timedelta(minutes=minutes)) == silent


@pytest.mark.parametrize(
    ("text", "kind", "until"),
    [
        ("长期", StayKind.STANDING, None),
        ("有效期内", StayKind.WHILE_VALID, None),
        ("公示期7个工作日", StayKind.POSTED, "2017-10-18"),
        ("公示不少于5日", StayKind.POSTED, "2017-10-14"),
        ("1年后删除", StayKind.ERASED, "2018-10-09"),
        ("6个月后撤下", StayKind.ERASED, "2018-04-09"),
    ],
)
def test_how_long_a_row_stays(text: str, kind: StayKind, until: str | None) -> None:
    stay = read_stay(text)
    found = stays_until(stay, day("2017-10-09"), CALENDAR)
    assert stay.kind is kind
    assert (found.date if found else None) == (day(until) if until else None)


@pytest.mark.parametrize("text", ["三天左右", "0年后删除", "看情况"])
def test_a_stay_nobody_can_compute_is_refused(text: str) -> None:
    with pytest.raises(CadenceError):
        read_stay(text)


@given(DAYS, st.sampled_from(list(Every)))
def test_periods_follow_each_other_without_gap_and_their_labels_lead_back(on: date, every: Every) -> None:
    period = Period.of(every, on)
    assert on in period
    assert period.next.first == period.last + timedelta(days=1)
    assert period.next.previous == period
    read = read_period(period.label)
    assert read is not None
    assert (read.first, read.last) == (period.first, period.last)


@given(DAYS, st.integers(1, 60), st.sampled_from(["个工作日", "日"]))
def test_more_days_are_never_earlier_and_a_later_event_never_due_before(
    on: date, count: int, unit: str
) -> None:
    timing, longer = (
        read_timing(f"自形成之日起{count}{unit}内"),
        read_timing(f"自形成之日起{count + 1}{unit}内"),
    )
    due = due_of_event(timing, on, CALENDAR).date
    assert on < due < due_of_event(longer, on, CALENDAR).date
    assert due <= due_of_event(timing, on + timedelta(days=1), CALENDAR).date


@given(DAYS, st.integers(1, 28))
def test_by_a_day_of_the_month_the_month_before_is_published(on: date, number: int) -> None:
    period = Period.of(Every.MONTH, on)
    due = due_of_period(read_timing(f"每月{number}日前"), period, CALENDAR).date
    assert due.day == number
    assert due in period.next


@given(st.text(alphabet="每月年季度半周日前后内自起0123456789一二三工作长期实时公示", max_size=14))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for read in (read_timing, read_stay):
        refused: list[object] = []
        try:
            read(text)
        except CadenceError as error:
            refused.extend(error.args)
        assert all(isinstance(said, Message) for said in refused)
