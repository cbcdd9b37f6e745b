"""When silence counts as giving up, what a late holiday notice moves, and what the clock says of it."""

import pytest

from gongkai.core.workdays import Calendar
from tests.core.clock.stories import CALENDAR, events, read, said
from tests.core.clock.walking import day

# 期限本身的日期：                    故事、今天、                                            期望
STOPPED = [
    ("补正期限最后一天是周五，周六起视为放弃",
     "received 2025-03-03; correction_asked 2025-03-10 until 2025-03-21",
     "2025-03-21", "2025-03-22", "lapsed_correction"),
    ("最后一天是周六，顺延到周一",
     "received 2025-03-03; correction_asked 2025-03-10 until 2025-03-22",
     "2025-03-21", "2025-03-25", "lapsed_correction"),
    ("最后一天是补班的周六，不顺延",
     "received 2026-02-02; correction_asked 2026-02-05 until 2026-02-14",
     "2026-02-05", "2026-02-15", "lapsed_correction"),
    ("最后一天在春节假期里，顺延到节后上班",
     "received 2026-02-02; correction_asked 2026-02-05 until 2026-02-20",
     "2026-02-05", "2026-02-25", "lapsed_correction"),
    ("最后一天在国庆假期里，顺延到10月9日",
     "received 2025-09-15; correction_asked 2025-09-19 until 2025-10-03",
     "2025-09-20", "2025-10-10", "lapsed_correction"),
    ("最后一天是五一假期的最后一天",
     "received 2024-04-22; correction_asked 2024-04-25 until 2024-05-05",
     "2024-04-25", "2024-05-07", "lapsed_correction"),
    ("收费通知当日送达",
     "received 2025-03-03; fee_asked 2025-03-14 F; served 2025-03-14 F",
     "2025-03-20", "2025-04-15", "fee_unpaid"),
    ("收费通知登记了送达",
     "received 2025-03-03; fee_asked 2025-03-14 F; served 2025-03-18 F",
     "2025-03-20", "2025-04-17", "fee_unpaid"),
    ("收费期限跨国庆",
     "received 2025-09-01; fee_asked 2025-09-15 F; served 2025-09-16 F",
     "2025-09-20", "2025-10-21", "fee_unpaid"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "story", "today", "lapses", "outcome"), STOPPED, ids=lambda each: each)
def test_deemed_abandoned_from(title: str, story: str, today: str, lapses: str, outcome: str) -> None:
    reading = read(story, today)
    assert reading.due is None
    assert reading.lapse is not None
    assert (reading.lapse.on, reading.lapse.outcome) == (day(lapses), outcome)
    assert not reading.lapsed
    assert read(story, lapses).lapsed


# ── 放假安排迟到 ─────────────────────────────────────────────────────────

WITHOUT_2026 = Calendar(tuple(each for each in CALENDAR.notices if each.year != 2026))

LATE_NOTICE = [
    # 故事                                                   没有通知时        有了通知以后
    ("received 2026-02-10", "2026-03-10", "2026-03-16"),
    ("received 2026-02-25", "2026-03-25", "2026-03-24"),  # earlier: the make-up day of 28 February
    ("received 2025-12-19", "2026-01-16", "2026-01-19"),  # the notice moves the turn of the year
    ("received 2026-02-02; consulted 2026-02-06 third A", "2026-03-23", "2026-03-27"),
    ("received 2026-02-02; correction_asked 2026-02-05 until 2026-02-28", "2026-03-03", "2026-03-01"),
    ("received 2026-01-28; fee_asked 2026-02-05 F; served 2026-02-05 F", "2026-03-06", "2026-03-12"),
]


@pytest.mark.parametrize(("story", "before", "after"), LATE_NOTICE)
def test_a_holiday_notice_that_comes_late_moves_what_is_open(story: str, before: str, after: str) -> None:
    """The last column is the due date or, while the clock stands still, the day it counts as abandoned."""
    today = str(events(story)[-1].on)
    for calendar, expected, provisional in (WITHOUT_2026, before, True), (CALENDAR, after, False):
        reading = read(story, today, calendar)
        found = reading.due or (reading.lapse and reading.lapse.on)
        assert (found, reading.provisional) == (day(expected), provisional)
        assert ("2026年的放假安排尚未公布，此日期为暂定" in said(reading)) is provisional


def test_the_notice_that_is_missing_is_named() -> None:
    """Known to the end of 2026: the last days of December wait for the notice of 2027."""
    assert not read("received 2026-11-26", "2026-12-01").provisional
    december = read("received 2026-12-01", "2026-12-01")
    assert (december.due, december.provisional) == (day("2026-12-29"), True)
    assert "2027年的放假安排尚未公布" in said(december)


# ── 解释写的是真正发生的事 ─────────────────────────────────────────────────

TOLD = [
    # 故事、今天、应当有的话、不应当有的话
    ("received 2025-09-01; fee_asked 2025-09-15 F; served 2025-09-16 F", "2025-09-20",
     ("2025年9月16日收到收费通知，自次日起 20 个工作日内缴费，最后一天为2025年10月20日",
      "2025年9月28日（国庆节、中秋节调休上班）计入",
      "2025年10月1日至2025年10月8日（国庆节、中秋节放假）不计入"), ()),
    ("received 2025-09-01; fee_asked 2025-09-15 F", "2025-09-20",
     ("还没有登记收费通知的送达，缴费期限自对方收到的次日起算，尚未开始",),
     ("个工作日内缴费", "视为放弃")),
    ("received 2025-03-06; consulted 2025-04-03 third A", "2025-04-05",
     ("2025年4月3日征求第三方的意见，当日是答复期限的最后一天，所需时间不能再从中扣除",
      "已经超过答复期限"), ("个工作日不计入",)),
    ("received 2025-03-06; consulted 2025-04-07 third A; replied 2025-04-09", "2025-06-01",
     ("2025年4月7日征求第三方的意见，答复期限已于2025年4月3日届满，所需时间不能再从中扣除",
      "超过答复期限 3 个工作日"), ("个工作日不计入",)),
    ("received 2025-03-06; consulted 2025-04-07 third A; replied 2025-04-09; reopened 2025-06-03",
     "2025-06-05",
     ("答复期限已于2025年4月3日届满，所需时间不能再从中扣除",), ("个工作日不计入答复期限",)),
    ("received 2025-03-03; consulted 2025-03-06 third A; served 2025-03-11 A", "2025-03-12",
     ("2025年3月11日对方收到征求意见书，提出意见的期限自次日起算，为 15 个工作日",), ()),
    ("received 2025-03-03; consulted 2025-03-06 third A", "2025-03-12", (), ("收到征求意见书",)),
    ("received 2025-09-15; correction_asked 2025-09-19 until 2025-10-03; closed 2025-10-10", "2025-10-20",
     ("最后一天2025年10月3日不是工作日，顺延至2025年10月9日", "2025年10月10日办结"), ()),
    ("received 2025-09-15; correction_asked 2025-09-19 until 2025-10-03; corrected 2025-10-09", "2025-10-20",
     ("顺延至2025年10月9日", "2025年10月9日收到补正的申请"), ()),
    ("received 2025-09-15; correction_asked 2025-09-19 until 2025-10-03; corrected 2025-09-22", "2025-10-20",
     ("2025年9月22日收到补正的申请",), ("顺延",)),
    ("received 2025-03-06", "2025-04-05", ("已经超过答复期限",), ("超过答复期限 1 个工作日",)),
    ("received 2025-03-06; replied 2025-04-06", "2025-06-01", ("已经超过答复期限",), ("个工作日\n超过",)),
    ("received 2025-03-06", "2025-04-07", ("超过答复期限 1 个工作日",), ("已经超过",)),
]  # fmt: skip


@pytest.mark.parametrize(("story", "today", "says", "never"), TOLD)
def test_told_as_it_happened(story: str, today: str, says: tuple[str, ...], never: tuple[str, ...]) -> None:
    explained = said(read(story, today))
    assert [words for words in says if words not in explained] == []
    assert [words for words in never if words in explained] == []


ENDED = [
    # 没有答复而终止，依据是等着的那件事，不是答复期限
    ("received 2025-09-15; correction_asked 2025-09-19 until 2025-09-26; closed 2025-09-27", "第三十条"),
    ("received 2025-09-15; fee_asked 2025-09-19 F; closed 2025-10-24", "109号"),
    ("received 2025-09-15; replied 2025-09-26", "第三十三条第二款"),
    ("received 2025-09-15; closed 2025-09-26", "第三十条至第三十五条"),
]


@pytest.mark.parametrize(("story", "article"), ENDED)
def test_an_end_rests_on_its_own_article(story: str, article: str) -> None:
    reading = read(story, "2025-11-03")
    (ended,) = [line for line in reading.lines if line.first == events(story)[-1].on]
    assert article in ended.article
