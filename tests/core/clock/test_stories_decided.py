"""May it be done on that day? One row a dated story: allowed, or refused with which words and article."""

import pytest

from gongkai.core.clock import decisions
from gongkai.core.lifecycle import Allowed
from gongkai.foundation import rulebook
from tests.core.clock.stories import CALENDAR, PARTIES, events
from tests.core.clock.walking import day

# 2025-03-03 收到：第 7 个工作日是 3 月 12 日，第 20 个是 3 月 31 日。2026-02-10 收到：第 7 个是 2 月 26 日。
R = "received 2025-03-03"
ASKED = f"{R}; correction_asked 2025-03-05 until 2025-03-22"  # a Saturday
FEE = f"{R}; fee_asked 2025-03-14 F; served 2025-03-17 F"  # to be paid by 15 April
REASONED = f"{R}; reasons_asked 2025-03-05; reasons_given 2025-03-10"
OLD = "received 2019-05-14"  # 15 working days: 4 June

ROWS = [
    # 决定、故事、哪一天、其他、拒绝的话（"" 为允许）、条文
    ("ask_correction", R, "2025-03-12", (), "", "第三十条"),
    ("ask_correction", R, "2025-03-13", (), "最后一天是2025年3月12日", "第三十条"),
    ("ask_correction", "received 2026-02-10", "2026-02-26", (), "", "第三十条"),  # over Spring Festival
    ("ask_correction", "received 2026-02-10", "2026-02-27", (), "最后一天是2026年2月26日", "第三十条"),
    ("ask_correction", "received 2025-09-26",
     "2025-10-13", (), "", "第三十条"),  # 28, 29, 30 Sept., 9–11, 13 Oct.
    ("ask_correction", "received 2025-09-26", "2025-10-14", (), "最后一天是2025年10月13日", "第三十条"),
    ("ask_correction", "received 2024-02-29", "2024-03-11", (), "", "第三十条"),  # a leap day
    ("ask_correction", "received 2024-02-29", "2024-03-12", (), "最后一天是2024年3月11日", "第三十条"),
    ("ask_correction", f"{ASKED}; corrected 2025-03-10", "2025-03-11", (), "已经要求过补正", "第三十条"),
    ("ask_correction", OLD, "2019-06-04", (), "", "（2007年）第二十一条第四项"),  # no seven days in 2007
    ("ask_correction", OLD, "2019-06-05", (), "2019年6月4日届满", "（2007年）第二十一条第四项"),
    ("correct", ASKED, "2025-03-24", (), "", "第三十条"),
    ("correct", ASKED, "2025-03-25", (), "2025年3月24日届满", "第三十条"),
    ("lapse", ASKED, "2025-03-24", (), "自2025年3月25日起才视为放弃申请", "第三十条"),
    ("lapse", ASKED, "2025-03-25", (), "", "第三十条"),
    ("lapse", f"{OLD}; correction_asked 2019-05-20 until 2019-05-24",
     "2019-12-31", (), "没有逾期即视为放弃", "2007"),
    ("extend", R, "2025-03-31", (20,), "", "第三十三条第二款"),  # the last day is in time
    ("extend", R, "2025-04-01", (20,), "2025年3月31日届满", "第三十三条第二款"),
    ("extend", R, "2025-03-10", (21,), "1 至 20 个工作日", "第三十三条第二款"),
    ("extend", R, "2025-03-10", (0,), "1 至 20 个工作日", "第三十三条第二款"),
    ("extend", f"{R}; extended 2025-03-10 5", "2025-03-20", (5,), "只能延长一次", "第三十三条第二款"),
    ("extend", ASKED, "2025-03-07", (20,), "正在等待申请人补正", "第三十三条第二款"),
    ("extend", FEE, "2025-03-20", (20,), "正在等待申请人缴费", "第三十三条第二款"),
    ("extend", f"{R}; consulted 2025-03-28 third A", "2025-04-10", (20,), "", "第三十三条第二款"),  # paused
    ("extend", f"{R}; consulted 2025-03-28 third A", "2025-04-22", (20,), "", "第三十三条第二款"),
    ("extend", f"{R}; consulted 2025-03-28 third A",
     "2025-04-23", (20,), "2025年4月22日届满", "第三十三条第二款"),
    ("extend", OLD, "2019-06-04", (15,), "", "（2007年）第二十四条第二款"),
    ("extend", OLD, "2019-06-04", (16,), "1 至 15 个工作日", "（2007年）第二十四条第二款"),
    ("extend", OLD, "2019-06-05", (15,), "2019年6月4日届满", "（2007年）第二十四条第二款"),
   
     ("extend",
     f"{R}; extended 2025-03-05 5; correction_asked 2025-03-06 until 2025-03-20; corrected 2025-03-10",
     "2025-03-20", (5,), "只能延长一次", "第三十三条第二款"),
    ("extend", f"{R}; replied 2025-03-20; reopened 2025-08-29 15",
     "2025-09-10", (5,), "确定的答复期限不能延长", "责令"),
    ("extend", f"{R}; replied 2025-03-20; reopened 2025-08-29", "2025-09-26", (5,), "", "第三十三条第二款"),
    ("consult", R, "2025-03-28", ("third",), "", "第三十二条"),
    ("consult", R, "2025-03-28", ("joint",), "", "第三十四条"),
    ("consult", OLD, "2019-05-20", ("joint",), "不能从答复期限中扣除", "（2007年）第二十四条第三款"),
    ("ask_fee", R, "2025-03-31", (), "", "109号"),
    ("ask_fee", R, "2025-04-01", (), "2025年3月31日届满", "109号"),
    ("ask_fee", "received 2020-12-15", "2020-12-31", (), "没有收取信息处理费的依据", "109号"),
    ("ask_fee", "received 2020-12-15", "2021-01-04", (), "", "109号"),
    ("ask_fee", OLD, "2019-05-20", (), "没有收取信息处理费的依据", "2007"),
    ("pay_fee", FEE, "2025-04-15", (), "", "109号"),
    ("pay_fee", FEE, "2025-04-16", (), "2025年4月15日届满", "109号"),
    ("lapse", FEE, "2025-04-15", (), "自2025年4月16日起", "109号"),
    ("lapse", FEE, "2025-04-16", (), "", "109号"),
    ("delay", REASONED, "2025-03-31", (day("2025-06-30"),), "", "第三十五条"),
    ("delay", REASONED, "2025-04-01", (day("2025-06-30"),), "2025年3月31日届满", "第三十五条"),
    ("delay", REASONED, "2025-03-20", (day("2025-03-31"),), "应晚于答复期限2025年3月31日", "第三十五条"),
    ("delay", R, "2025-03-20", (day("2025-06-30"),), "应先要求申请人说明理由", "第三十五条"),
    ("delay", OLD, "2019-05-20", (day("2019-12-31"),), "没有延迟答复的依据", "2007"),
    ("ask_reasons", OLD, "2019-05-20", (), "没有要求说明申请的数量、频次的理由的依据", "2007"),
    ("reply", ASKED, "2025-03-20", (), "", "第三十三条第二款"),  # a duty does not wait for its answer
    ("reply", R, "2025-12-31", (), "", "第三十三条第二款"),  # late, but still a duty
    ("reopen", R, "2025-03-20", (), "尚未办结", "责令"),
    # 后来补登记的，按它自己的日期判断
    ("extend", f"{R}; replied 2025-03-20", "2025-03-10", (5,), "已经办结", "第三十三条第二款"),
    ("ask_correction", f"{R}; extended 2025-03-12 20",
     "2025-03-11", (day("2025-03-20"),), "等待补正", "第三十条"),
    ("extend", f"{R}; consulted 2025-03-06 third A; consult_ended 2025-03-12 A",
     "2025-03-05", (5,), "", "第三十三条"),
    ("extend", R, "2025-03-01", (5,), "在收到申请之前", "第三十三条"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "story", "on", "more", "refused", "article"), ROWS)
def test_decided(
    what: str, story: str, on: str, more: tuple[object, ...], refused: str, article: str
) -> None:
    told = events(story)
    rules = rulebook.request_clock(told[0].on)
    more = tuple(PARTIES.get(each, each) if isinstance(each, str) else each for each in more)
    answer = getattr(decisions, f"may_{what}")(rules, told, CALENDAR, day(on), *more)
    assert isinstance(answer, Allowed) is not bool(refused), getattr(answer, "reason", "")
    if refused:
        assert refused in str(answer.reason)
    assert article in answer.article
