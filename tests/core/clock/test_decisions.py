"""Who may do what to the clock on which day: one row a decision."""

from datetime import date

import pytest

from gongkai.core.clock import ClockEvent, Consulted, Happened, decisions
from gongkai.core.clock.decisions import (
    may_ask_correction,
    may_ask_fee,
    may_ask_reasons,
    may_consult,
    may_correct,
    may_delay,
    may_end_consultation,
    may_extend,
    may_lapse,
    may_pay_fee,
    may_record_service,
    may_reopen,
    may_reply,
)
from gongkai.core.lifecycle import Allowed
from gongkai.foundation import rulebook
from tests.core.clock.walking import day

H = Happened
THIRD, JOINT = Consulted.THIRD_PARTY, Consulted.CO_AUTHOR


def events(*told: str) -> list[ClockEvent]:
    """\"received 03-03\", "extended 03-10 5" (days), "correction_asked 03-04 until 03-10"."""
    made = []
    for one in told:
        kind, on, *rest = one.split()
        until = day(rest[1]) if rest[:1] == ["until"] else None
        days = int(rest[0]) if rest and until is None else None
        ref = "a" if kind in ("consulted", "consult_ended", "fee_asked", "served") else ""
        party = THIRD if kind == "consulted" else None
        made.append(ClockEvent(H(kind), day(on), days=days, until=until, ref=ref, party=party))
    return made


RECEIVED = ("received 03-03",)  # day 7 is 12 March, day 20 is 31 March
CORRECTING = (*RECEIVED, "correction_asked 03-05 until 03-14")
CORRECTED = (*CORRECTING, "corrected 03-06")
CONSULTING = (*RECEIVED, "consulted 03-10")
EXTENDED = (*RECEIVED, "extended 03-10 20")
REASONED = (*RECEIVED, "reasons_asked 03-04", "reasons_given 03-06")
DELAYED = (*REASONED, "delayed 03-10 until 05-30")
FEE = (*RECEIVED, "fee_asked 03-10")
SERVED = (*FEE, "served 03-10")
PAID = (*FEE, "fee_paid 03-12")
REPLIED = (*RECEIVED, "replied 03-10")
REOPENED = (*EXTENDED, "replied 03-20", "reopened 06-03")
ORDERED = (*REPLIED, "reopened 06-03 10")
OLD = ("received 2018-05-28",)  # day 15 is 2018-06-19
OLD_CORRECTING = (*OLD, "correction_asked 2018-06-12 until 2018-06-15")
OLD_ARTICLE = "（2007年）"

#  decision, story, day, further arguments, refused with (None: allowed), article
ROWS = [
    (may_ask_correction, RECEIVED, "03-03", (), None, "第三十条"),
    (may_ask_correction, RECEIVED, "03-12", (), None, "第三十条"),  # day 7
    (may_ask_correction, RECEIVED, "03-13", (), "最后一天是2025年3月12日", "第三十条"),  # day 8
    (may_ask_correction, RECEIVED, "03-12", (day("03-12"),), "补正期限应当合理", "第三十条"),
    (may_ask_correction, RECEIVED, "03-12", (day("03-20"),), None, "第三十条"),
    (may_ask_correction, CORRECTING, "03-06", (), "正在等待申请人补正", "第三十条"),
    (may_ask_correction, CORRECTED, "03-07", (), "已经要求过补正", "第三十条"),
    (may_ask_correction, REPLIED, "03-10", (), "已经办结", "第三十条"),
    (may_ask_correction, REOPENED, "06-04", (), "最后一天是2025年3月12日", "第三十条"),
    (may_ask_correction, (), "03-10", (), "尚未确定收到申请之日", "第三十条"),
    (may_ask_correction, OLD, "2018-06-19", (), None, OLD_ARTICLE),
    (may_ask_correction, OLD, "2018-06-20", (), "2018年6月19日届满", OLD_ARTICLE),
    (may_ask_correction, (*OLD_CORRECTING, "corrected 2018-06-13"), "2018-06-14", (), None, OLD_ARTICLE),
    (may_correct, RECEIVED, "03-04", (), "没有等待补正", "第三十条"),
    (may_correct, CORRECTING, "03-14", (), None, "第三十条"),
    (may_correct, CORRECTING, "03-15", (), "2025年3月14日届满", "第三十条"),
    (may_correct, (*RECEIVED, "correction_asked 03-05 until 03-15"), "03-17", (), None, "第三十条"),
    (may_correct, (*RECEIVED, "correction_asked 03-05 until 03-15"), "03-18", (), "3月17日届满", "第三十条"),
    (may_correct, OLD_CORRECTING, "2018-07-31", (), None, OLD_ARTICLE),
    (may_consult, RECEIVED, "03-28", (THIRD,), None, "第三十二条"),
    (may_consult, RECEIVED, "03-31", (THIRD,), None, "第三十二条"),  # too late to stop the clock
    (may_consult, RECEIVED, "04-01", (JOINT,), None, "第三十四条"),
    (may_consult, RECEIVED, "03-10", (JOINT,), None, "第三十四条"),
    (may_consult, CONSULTING, "03-11", (JOINT,), None, "第三十四条"),
    (may_consult, EXTENDED, "03-31", (THIRD,), None, "第三十二条"),
    (may_consult, DELAYED, "03-12", (THIRD,), None, "第三十二条"),
    (may_consult, DELAYED, "05-30", (THIRD,), None, "第三十二条"),
    (may_consult, DELAYED, "05-31", (THIRD,), None, "第三十二条"),
    (may_consult, REPLIED, "03-11", (THIRD,), "已经办结", "第三十二条"),
    (may_consult, CORRECTING, "03-06", (THIRD,), "正在等待申请人补正", "第三十二条"),
    (may_consult, FEE, "03-11", (THIRD,), "正在等待申请人缴费", "第三十二条"),
    (may_consult, OLD, "2018-06-01", (THIRD,), None, "（2007年）第二十三条"),
    (may_consult, OLD, "2018-06-01", (JOINT,), "不能从答复期限中扣除", "（2007年）第二十四条第三款"),
    (may_end_consultation, CONSULTING, "03-20", ("a",), None, "第三十二条"),
    (may_end_consultation, CONSULTING, "05-20", ("a",), None, "第三十二条"),
    (may_end_consultation, CONSULTING, "03-09", ("a",), "早于", "第三十二条"),
    (may_end_consultation, CONSULTING, "03-20", ("b",), "没有这个编号", "第三十二条"),
    (may_end_consultation, (*CONSULTING, "consult_ended 03-12"), "03-13", ("a",), "已经收到", "第三十二条"),
    (may_record_service, CONSULTING, "03-12", ("a",), None, "第三十二条"),
    (may_record_service, CONSULTING, "03-09", ("a",), "早于发出", "第三十二条"),
    (may_record_service, CONSULTING, "03-12", ("b",), "没有这个编号", "第三十条至第三十五条"),
    (may_record_service, FEE, "03-12", ("a",), None, "109号"),
    # written down late, out of order
    (may_correct, CORRECTING, "03-04", (), "没有等待补正的通知", "第三十条"),
    (may_pay_fee, FEE, "03-09", (), "没有等待缴费的通知", "109号"),
    (may_reply, EXTENDED, "03-05", (), "“延长答复期限”不成立：在申请办结之后", "第三十三条第二款"),
    (may_ask_correction, EXTENDED, "03-05", (day("03-14"),), "在等待补正或者缴费期间", "第三十条"),
    (may_consult, EXTENDED, "03-05", (THIRD,), None, "第三十二条"),
    (may_reopen, REPLIED, "03-05", (), "尚未办结", "责令重新答复"),
    (may_extend, RECEIVED, "02-28", (5,), "在收到申请之前", "第三十三条第二款"),
    (may_extend, RECEIVED, "03-31", (20,), None, "第三十三条第二款"),  # the last day
    (may_extend, RECEIVED, "04-01", (20,), "2025年3月31日届满", "第三十三条第二款"),
    (may_extend, RECEIVED, "03-31", (21,), "1 至 20 个工作日，现为 21", "第三十三条第二款"),
    (may_extend, RECEIVED, "03-31", (0,), "1 至 20 个工作日，现为 0", "第三十三条第二款"),
    (may_extend, EXTENDED, "03-20", (5,), "只能延长一次", "第三十三条第二款"),
    (may_extend, (*CORRECTED, "extended 03-10 5"), "03-11", (5,), "只能延长一次", "第三十三条第二款"),
    (may_extend, CORRECTED, "04-03", (20,), None, "第三十三条第二款"),
    (may_extend, CORRECTING, "03-06", (5,), "正在等待申请人补正", "第三十三条第二款"),
    (may_extend, CONSULTING, "04-15", (5,), None, "第三十三条第二款"),
    (may_extend, DELAYED, "03-11", (5,), "已经确定延迟答复", "第三十三条第二款"),
    (may_extend, REPLIED, "03-11", (5,), "已经办结", "第三十三条第二款"),
    (may_extend, REOPENED, "06-10", (20,), None, "第三十三条第二款"),
    (may_extend, ORDERED, "06-10", (5,), "复议机关或者人民法院确定", "责令重新答复"),
    (may_extend, (*REPLIED, "reopened 06-03 until 06-20"), "06-10", (5,), "人民法院确定", "责令重新答复"),
    (may_extend, OLD, "2018-06-19", (15,), None, "（2007年）第二十四条第二款"),
    (may_extend, OLD, "2018-06-19", (16,), "1 至 15", "（2007年）第二十四条第二款"),
    (may_extend, (*OLD, "extended 2018-06-05 5"), "2018-06-06", (5,), "只能延长一次", OLD_ARTICLE),
    (may_ask_reasons, RECEIVED, "03-10", (), None, "第三十五条"),
    (may_ask_reasons, REASONED, "03-10", (), "已经要求", "第三十五条"),
    (may_ask_reasons, REPLIED, "03-11", (), "已经办结", "第三十五条"),
    (may_ask_reasons, OLD, "2018-06-01", (), "没有要求说明申请的数量、频次的理由的依据", OLD_ARTICLE),
    (may_delay, REASONED, "03-31", (day("05-30"),), None, "第三十五条"),
    (may_delay, REASONED, "04-01", (day("05-30"),), "届满", "第三十五条"),
    (may_delay, REASONED, "03-20", (day("03-31"),), "应晚于", "第三十五条"),
    (may_delay, RECEIVED, "03-20", (day("05-30"),), "应先要求申请人说明理由", "第三十五条"),
    (may_delay, (*RECEIVED, "reasons_asked 03-04"), "03-20", (day("05-30"),), "应先要求", "第三十五条"),
    (may_delay, DELAYED, "03-20", (day("06-30"),), "不能再延迟", "第三十五条"),
    (may_delay, CORRECTING, "03-06", (day("06-30"),), "等待申请人补正", "第三十五条"),
    (may_delay, OLD, "2018-06-01", (day("2018-09-03"),), "没有延迟答复的依据", OLD_ARTICLE),
    (may_ask_fee, RECEIVED, "03-31", (), None, "109号"),
    (may_ask_fee, RECEIVED, "04-01", (), "应在答复期限内发出", "109号"),
    (may_ask_fee, PAID, "03-14", (), "只能按一种标准收取一次", "109号"),
    (may_ask_fee, FEE, "03-14", (), "正在等待申请人缴费", "109号"),
    (may_ask_fee, ("received 2020-12-21",), "2020-12-31", (), "没有收取信息处理费的依据", "109号"),
    (may_ask_fee, ("received 2020-12-21",), "2021-01-04", (), None, "109号"),
    (may_ask_fee, OLD, "2018-06-01", (), "没有收取信息处理费的依据", OLD_ARTICLE),
    (may_pay_fee, SERVED, "04-08", (), None, "109号"),  # the 20th working day after 10 March
    (may_pay_fee, SERVED, "04-09", (), "2025年4月8日届满", "109号"),
    (may_pay_fee, FEE, "06-30", (), None, "109号"),  # nobody knows when the notice was received
    (may_pay_fee, PAID, "03-14", (), "没有等待缴费", "109号"),
    (may_pay_fee, OLD, "2018-06-01", (), "没有等待缴费", OLD_ARTICLE),
    (may_reply, RECEIVED, "05-30", (), None, "第三十三条第二款"),  # late, yet owed
    (may_reply, CONSULTING, "03-12", (), None, "第三十三条第二款"),
    (may_reply, FEE, "03-12", (), None, "第三十三条第二款"),
    (may_reply, REPLIED, "03-11", (), "已经办结", "第三十三条第二款"),
    (may_reply, (), "03-11", (), "尚未确定收到申请之日", "第三十三条第二款"),
    (may_lapse, CORRECTING, "03-14", (), "自2025年3月15日起", "第三十条"),
    (may_lapse, CORRECTING, "03-15", (), None, "第三十条"),
    (may_lapse, CORRECTED, "03-20", (), "没有逾期", "第三十条"),
    (may_lapse, FEE, "06-30", (), "还没有登记收费通知的送达", "109号"),
    (may_lapse, SERVED, "04-08", (), "自2025年4月9日起", "109号"),
    (may_lapse, SERVED, "04-09", (), None, "109号"),
    (may_lapse, OLD_CORRECTING, "2018-12-31", (), "没有逾期", OLD_ARTICLE),
    (may_reopen, REPLIED, "06-03", (), None, "责令重新答复"),
    (may_reopen, RECEIVED, "06-03", (), "尚未办结", "责令重新答复"),
]  # fmt: skip


def decided(may, story, on: str, arguments, **options):
    told = events(*story)
    received = told[0].on if told else date(2025, 3, 3)
    return may(rulebook.request_clock(received), told, rulebook.calendar(), day(on), *arguments, **options)


@pytest.mark.parametrize(("may", "story", "on", "arguments", "reason", "article"), ROWS)
def test_decision(may, story, on, arguments, reason, article) -> None:
    answer = decided(may, story, on, arguments)
    assert article in answer.article
    assert isinstance(answer, Allowed) is (reason is None)
    if reason is not None:
        assert reason in str(answer.reason)


def test_every_decision_has_its_rows() -> None:
    named = {each for name, each in vars(decisions).items() if name.startswith("may_")}
    assert named == {row[0] for row in ROWS}
    for may in named:
        assert {row[4] is None for row in ROWS if row[0] is may} == {True, False}


def test_a_late_correction_with_good_reason_is_taken() -> None:
    assert isinstance(decided(may_correct, CORRECTING, "03-20", (), good_reason=True), Allowed)


def test_what_may_be_decided_can_be_reckoned() -> None:
    """An allowed extension is accepted by the clock and moves the date by exactly its days."""
    rules, calendar = rulebook.request_clock(date(2025, 3, 3)), rulebook.calendar()
    for days in (1, 20):
        told = events(*RECEIVED, f"extended 03-31 {days}")
        reading = decisions.reckon(rules, told, calendar, day("03-31"))
        assert reading.due == calendar.add_workdays(day("03-31"), days).date
