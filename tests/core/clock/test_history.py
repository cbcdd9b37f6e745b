"""Sequences of events that cannot be, and what they are refused with."""

import pytest

from gongkai.core.clock import reckon
from gongkai.core.messages import Message
from gongkai.foundation import rulebook
from tests.core.clock.test_decisions import (
    CORRECTED,
    CORRECTING,
    EXTENDED,
    FEE,
    OLD,
    RECEIVED,
    REPLIED,
    events,
)
from tests.core.clock.walking import day


@pytest.mark.parametrize(
    ("story", "said"),
    [
        (("extended 03-03 5",), "“延长答复期限”不成立：在收到申请之前"),
        ((*RECEIVED, "received 03-04"), "“收到申请”不成立：收到申请之日只能有一个"),
        ((*RECEIVED, "replied 03-01"), "2025年3月1日的“答复”不成立：在收到申请之前"),
        ((*RECEIVED, "corrected 03-04"), "“收到补正”不成立：没有等待补正的通知"),
        ((*RECEIVED, "correction_asked 03-04"), "“要求补正”不成立：没有写明补正期限"),
        ((*RECEIVED, "correction_asked 03-04 until 03-03"), "补正期限早于通知之日"),
        ((*CORRECTED, "correction_asked 03-07 until 03-20"), "补正只能要求一次"),
        ((*CORRECTING, "extended 03-06 5"), "在等待补正或者缴费期间"),
        ((*CORRECTING, "fee_asked 03-06"), "在等待补正或者缴费期间"),
        ((*RECEIVED, "fee_paid 03-06"), "没有等待缴费的通知"),
        ((*FEE, "fee_paid 03-11", "fee_asked 03-12"), "一件申请只能收取一次信息处理费"),
        ((*OLD, "fee_asked 2018-06-01"), "当时没有信息处理费"),
        ((*EXTENDED, "extended 03-11 5"), "答复期限只能延长一次"),
        ((*RECEIVED, "extended 03-11 21"), "延长的工作日数不在法定范围内"),
        ((*RECEIVED, "extended 03-11"), "延长的工作日数不在法定范围内"),
        ((*OLD, "extended 2018-06-01 16"), "延长的工作日数不在法定范围内"),
        ((*RECEIVED, "consult_ended 03-06"), "没有这个编号的征求意见书"),
        ((*RECEIVED, "consulted 03-06", "consulted 03-07"), "征求意见书的编号重复"),
        ((*RECEIVED, "consulted 03-06", "consult_ended 03-07", "consult_ended 03-08"), "已经收到意见"),
        ((*RECEIVED, "reasons_given 03-06"), "没有要求说明理由"),
        ((*RECEIVED, "reasons_asked 03-06", "reasons_asked 03-07"), "已经要求说明理由"),
        ((*RECEIVED, "delayed 03-06"), "没有写明延迟到哪一天"),
        ((*RECEIVED, "delayed 03-06 until 03-05"), "早于决定之日"),
        ((*OLD, "delayed 2018-06-01 until 2018-09-03"), "当时没有延迟答复"),
        ((*RECEIVED, "delayed 03-06 until 05-30", "extended 03-07 5"), "另行确定的日期不能延长"),
        ((*REPLIED, "replied 03-11"), "“答复”不成立：在申请办结之后"),
        ((*REPLIED, "extended 03-11 5"), "在申请办结之后"),
        ((*RECEIVED, "reopened 03-11"), "“重新办理”不成立：申请尚未办结"),
        ((*REPLIED, "reopened 06-03 until 06-02"), "责令的日期早于收到决定之日"),
    ],
)  # fmt: skip
def test_impossible(story, said: str) -> None:
    told = events(*story)
    with pytest.raises(ValueError, match="不成立") as refused:
        reckon(rulebook.request_clock(min(each.on for each in told)), told, rulebook.calendar(), day("03-31"))
    assert isinstance(refused.value.args[0], Message)
    assert said in str(refused.value)


def test_events_are_taken_in_order_of_day() -> None:
    told = events(*CORRECTED)
    rules = rulebook.request_clock(day("03-03"))
    forwards = reckon(rules, told, rulebook.calendar(), day("03-31"))
    assert reckon(rules, told[::-1], rulebook.calendar(), day("03-31")) == forwards
