"""The day of receipt: every channel under both regulations, and across the change."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.receipt import (
    Arrival,
    Channel,
    Misdirected,
    Portal,
    Submission,
    read_receipt_rules,
    receipt,
)
from gongkai.foundation import rulebook

RULES = rulebook.receipt_rules()
C = Channel


def dated(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


#  channel, submitted, signed for, reached the system, confirmed, gone astray, day, what is said
ROWS = [
    (C.COUNTER, "2016-03-01", None, None, None, False, "2016-03-01", "207号第一条第1项"),
    (C.SIGNED_POST, "2016-03-01", "2016-03-04", None, None, False, "2016-03-04", "207号第一条第2项"),
    (C.SIGNED_POST, "2016-03-01", None, None, None, False, None, "等待签收"),
    (C.SIGNED_POST, "2016-03-01", "2016-03-04", None, None, True, None, "等待与申请人确认"),
    (C.SIGNED_POST, "2016-03-01", "2016-03-04", None, "2016-03-09", True, "2016-03-09", "第一条第2项"),
    (C.ORDINARY_POST, "2016-03-01", None, None, None, False, None, "恢复联系之日起算"),
    (C.ORDINARY_POST, "2016-03-01", None, None, "2016-03-09", False, "2016-03-09", "207号第一条第2项"),
    (C.EMAIL, "2016-03-01", None, "2016-03-02", None, False, "2016-03-02", "207号第一条第3项"),
    (C.EMAIL, "2016-03-01", None, "2016-03-02", "2016-03-07", False, "2016-03-02", "第一条第3项"),
    (C.EMAIL, "2016-03-01", None, "2016-03-02", "2016-03-07", True, "2016-03-07", "第一条第2项"),
    (C.EMAIL, "2016-03-01", None, None, None, False, None, "等待电子邮件系统接收"),
    (C.FAX, "2016-03-01", None, "2016-03-01", None, False, None, "等待收到传真并与申请人确认"),
    (C.FAX, "2016-03-01", None, None, "2016-03-01", False, None, "等待收到传真并与申请人确认"),
    (C.FAX, "2016-03-01", None, "2016-03-01", "2016-03-03", False, "2016-03-03", "第一条第4项"),
    (C.FAX, "2016-03-01", None, "2016-03-04", "2016-03-03", False, "2016-03-04", "第一条第4项"),
    (C.INTERNET, "2016-03-01", None, None, None, False, "2016-03-01", "第一条第5项"),
    (C.OTHER, "2016-03-01", None, None, None, False, None, "等待与申请人确认"),
    (C.OTHER, "2016-03-01", None, None, "2016-03-02", False, "2016-03-02", "第一条第5项"),
    (C.COUNTER, "2025-03-01", None, None, None, False, "2025-03-01", "第三十一条第一项"),  # a Saturday
    (C.SIGNED_POST, "2025-03-03", "2025-03-05", None, None, False, "2025-03-05", "第三十一条第二项"),
    (C.SIGNED_POST, "2025-03-03", "2025-03-05", None, "2025-03-06", True, "2025-03-06", "第三十一条第二项"),
    (C.ORDINARY_POST, "2025-03-03", None, None, "2025-03-07", False, "2025-03-07", "第三十一条第二项"),
    (C.EMAIL, "2025-03-03", None, "2025-03-03", None, False, None, "等待与申请人确认"),
    (C.EMAIL, "2025-03-03", None, "2025-03-03", "2025-03-04", False, "2025-03-04", "第三十一条第三项"),
    (C.FAX, "2025-03-03", None, "2025-03-03", "2025-03-04", False, "2025-03-04", "第三十一条第三项"),
    (C.INTERNET, "2025-03-03", None, None, None, False, "2025-03-03", "第三十一条第三项"),
    (C.OTHER, "2025-03-03", None, None, "2025-03-04", False, "2025-03-04", "第三十一条第三项"),
    # across the change of 15 May 2019
    (C.COUNTER, "2019-05-14", None, None, None, False, "2019-05-14", "207号"),
    (C.COUNTER, "2019-05-15", None, None, None, False, "2019-05-15", "2019年修订"),
    (C.SIGNED_POST, "2019-05-13", "2019-05-14", None, None, False, "2019-05-14", "207号"),
    (C.SIGNED_POST, "2019-05-14", "2019-05-15", None, None, False, "2019-05-15", "2019年修订"),
    (C.ORDINARY_POST, "2019-05-10", None, None, "2019-05-16", False, "2019-05-16", "2019年修订"),
    (C.EMAIL, "2019-05-14", None, "2019-05-14", "2019-05-16", False, "2019-05-14", "207号"),
    (C.EMAIL, "2019-05-14", None, "2019-05-15", None, False, None, "等待与申请人确认"),
    (C.EMAIL, "2019-05-14", None, "2019-05-15", "2019-05-16", False, "2019-05-16", "2019年修订"),
    (C.FAX, "2019-05-14", None, "2019-05-15", "2019-05-14", False, "2019-05-15", "2019年修订"),
    # before there was a regulation
    (C.COUNTER, "2008-04-30", None, None, None, False, None, "自2008年5月1日起施行"),
    (C.SIGNED_POST, "2008-04-29", "2008-05-01", None, None, False, "2008-05-01", "207号"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}-{row[6]}")
def test_the_day_of_receipt(row) -> None:
    channel, submitted, signed, reached, confirmed, astray, expected, said = row
    arrival = Arrival(
        channel, date.fromisoformat(submitted), dated(signed), dated(reached), dated(confirmed), astray
    )
    result = receipt(RULES, arrival)
    assert result.day == dated(expected)
    assert (result.waiting_for is None) is (result.day is not None)
    assert result.article
    assert said in (result.article if result.day else str(result.waiting_for))


def test_every_channel_is_told_under_both_regulations() -> None:
    for first, last in (("2008", "2018"), ("2019", "2030")):
        assert {row[0] for row in ROWS if first <= row[1] <= last and row[6]} == set(Channel)


@pytest.mark.parametrize("example", RULES.example, ids=lambda each: each.story)
def test_worked_examples_of_the_declaration(example) -> None:
    result = receipt(RULES, example.arrival)
    assert result.day == example.day
    if result.day is not None:
        assert rulebook.request_clock(result.day).regime == example.regime


def test_it_says_why() -> None:
    result = receipt(RULES, Arrival(C.SIGNED_POST, date(2025, 3, 3), signed_for=date(2025, 3, 5)))
    assert str(result.explanation) == "邮寄，以签收之日2025年3月5日为收到申请之日"


def test_the_portal_may_leave_confirmation_to_a_clerk_from_a_day_on() -> None:
    rules = replace(RULES, portal=(*RULES.portal, Portal(date(2025, 7, 1), Submission.CONFIRMED_BY_CLERK)))
    assert receipt(rules, Arrival(C.INTERNET, date(2025, 6, 30))).day == date(2025, 6, 30)
    waiting = receipt(rules, Arrival(C.INTERNET, date(2025, 7, 1)))
    assert (waiting.day, str(waiting.waiting_for)[:8]) == (None, "等待与申请人确认")
    confirmed = Arrival(C.INTERNET, date(2025, 7, 1), confirmed=date(2025, 7, 3))
    assert receipt(rules, confirmed).day == date(2025, 7, 3)


def test_mail_gone_astray_may_be_set_to_count_like_any_other() -> None:
    literal = replace(
        RULES, regime=tuple(replace(one, misdirected=Misdirected.AS_CHANNEL) for one in RULES.regime)
    )
    arrival = Arrival(C.SIGNED_POST, date(2025, 3, 3), signed_for=date(2025, 3, 5), misdirected=True)
    assert receipt(literal, arrival).day == date(2025, 3, 5)
    assert receipt(RULES, arrival).day is None


def test_nothing_is_received_before_it_was_sent() -> None:
    with pytest.raises(ValueError, match="2025年3月1日早于提交、寄出之日2025年3月3日"):
        Arrival(C.SIGNED_POST, date(2025, 3, 3), signed_for=date(2025, 3, 1))


def test_a_channel_without_a_rule_is_refused() -> None:
    text = """
    legal_basis = ""
    portal = []
    example = []
    [[regime]]
    name = ""
    in_force = 2008-05-01
    misdirected = "confirmed"
    misdirected_article = ""
    rule = [{ channel = "counter", start = "submitted", article = "" }]
    """
    with pytest.raises(DeclarationError, match="每个渠道应有而且只有一条规则"):
        read_receipt_rules(Declaration(text, "receipt.toml"))
