"""What must accompany each outcome's reply, and what is said when it is missing."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.models import Consultation, FileRole, Reply
from gongkai.casework.requirements import checklist
from gongkai.core.outcomes import Requirement

from .conftest import FACTS, said

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)


@pytest.fixture
def case(office):
    return office.handled(RECEIVED)


LACKS = {
    "trade_secret": ("grounds", "应当说明理由", "第三十六条"),
    "in_process": ("ground_codes", "应当选定所依据的情形", "第三十六条"),
    "already_public": ("where_to_find", "应当写明获取该信息的方式、途径", "第三十六条第一项"),
    "not_this_body": ("responsible_body", "应当写明负责公开的机关", "第三十六条第五项"),
    "nonexistent": ("search_record", "应当写明检索查找的范围和方法", "第三十六条第四项"),
    "repeated": ("earlier_reply", "应当写明此前答复的文号和日期", "第三十六条第六项"),
    "petition": ("other_channel", "应当写明申请人可以通过什么渠道提出", "第三十九条"),
}
"""One thing left out at a time: what is said, and by which article."""


@pytest.mark.parametrize("outcome", LACKS)
def test_a_draft_that_lacks_something_is_not_sent_to_review(office, case, outcome):
    left_out, words, article = LACKS[outcome]
    reply = office.ready(case, DAY, outcome)
    if left_out in FACTS:
        assert office.draft(reply, DAY, facts={left_out: ""})
    else:
        assert office.draft(reply, DAY, **{left_out: "" if left_out == "grounds" else []})
    assert office.draft(reply, DAY, text=Reply.objects.get(pk=reply.pk).text.replace("＿＿＿＿", "（略）"))
    refused = office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)
    assert words in str(refused.reason)
    assert article in refused.article


def test_a_blank_place_is_not_sent_to_review(office, case):
    reply = office.decided(case, DAY, "trade_secret")
    refused = office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)
    assert "还有没有填写的地方" in str(refused.reason)


@pytest.mark.parametrize(
    ("outcome", "role", "words"),
    [
        ("disclosed", FileRole.ENCLOSURE, "应当附上所公开的信息"),
        ("partly_disclosed", FileRole.REDACTED, "应当附上区分处理后的文本"),
    ],
)
def test_a_release_without_what_is_released(office, case, outcome, role, words):
    reply = office.ready(case, DAY, outcome)
    assert office.draft(reply, DAY, enclosures=[])
    text = Reply.objects.get(pk=reply.pk).text.replace("＿＿＿＿", "名单")
    assert office.draft(reply, DAY, text=text)
    refused = office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)
    assert words in str(refused.reason)


def test_an_original_is_no_redacted_copy(office, case):
    reply = office.ready(case, DAY, "partly_disclosed")
    original = office.file(case, DAY, FileRole.ENCLOSURE, content=b"whole")
    assert office.draft(reply, DAY, enclosures=[original])
    refused = office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)
    assert "区分处理后的文本" in said(refused)


def test_only_material_meant_for_release_goes_out(office, case):
    reply = office.ready(case, DAY, "disclosed")
    identity = office.file(case, DAY, FileRole.IDENTITY, name="证件.txt", content=b"id")
    elsewhere = office.file(office.handled(RECEIVED), DAY, FileRole.ENCLOSURE, content=b"other")
    for file_id in (identity, elsewhere, 10**9):
        refused = office.draft(reply, DAY, enclosures=[file_id])
        assert "只能从这件申请的" in str(refused.reason)


def test_information_not_found_needs_a_record_of_the_search(office, case):
    reply = office.decided(case, DAY, "nonexistent", facts=FACTS)
    refused = office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)
    assert "应当有检索查找记录" in str(refused.reason)
    office.file(case, DAY, FileRole.RECORD)
    assert office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)


def test_still_unclear_only_after_a_correction_was_asked(office):
    case = office.handled(RECEIVED)
    reply = office.ready(case, DAY, "still_unclear")
    refused = office.do(actions.send_to_review, office.clerk(), DAY, reply_id=reply.pk)
    assert "还没有发出补正告知书" in str(refused.reason)
    assert "第三十条" in refused.article

    case = office.handled(RECEIVED)
    asked = actions.ask_correction(
        actor=office.clerk(), now=office.at(date(2024, 3, 6)), case_id=case.pk, items="请写明年度",
        until=date(2024, 3, 20),
    )  # fmt: skip
    assert asked, said(asked)
    corrected = date(2024, 3, 12)
    assert actions.receive_correction(
        actor=office.clerk(), now=office.at(corrected), case_id=case.pk, text="近年"
    )
    assert actions.examine(actor=office.clerk(), now=office.at(corrected), case_id=case.pk)
    case.refresh_from_db()
    office.answered(case, DAY, "still_unclear")


def test_excessive_only_after_reasons_were_asked(office, case):
    asked = actions.ask_reasons(
        actor=office.clerk(), now=office.at(date(2024, 3, 6)), case_id=case.pk, why="一月内申请87件",
        until=date(2024, 3, 13),
    )  # fmt: skip
    assert asked, said(asked)
    office.answered(case, DAY, "excessive")
    other = office.handled(RECEIVED)
    refused = office.do(
        actions.send_to_review, office.clerk(), DAY, reply_id=office.ready(other, DAY, "excessive").pk
    )
    assert "还没有要求申请人说明理由" in str(refused.reason)


def _consulted(office, case, opinion):
    asked = actions.consult(
        actor=office.clerk(), now=office.at(date(2024, 3, 5)), case_id=case.pk, party="third_party",
        name="某某公司", information="采购合同", address="样本路2号", served_on=date(2024, 3, 5),
    )  # fmt: skip
    assert asked, said(asked)
    consultation = Consultation.objects.get(case=case)
    heard = actions.receive_opinion(
        actor=office.clerk(), now=office.at(date(2024, 3, 12)), case_id=case.pk,
        consultation_id=consultation.pk, opinion=opinion, text="涉及商业秘密",
    )  # fmt: skip
    assert heard, said(heard)
    case.refresh_from_db()
    return consultation


def test_a_third_party_that_refused_is_told_before_the_reply_goes_out(office, case):
    consultation = _consulted(office, case, "refuses_with_grounds")
    told = actions.notify_override(
        actor=office.clerk(), now=office.at(DAY), case_id=case.pk, consultation_id=consultation.pk,
        information="采购合同", reason="不公开将对公共利益造成重大影响",
    )  # fmt: skip
    assert told, said(told)
    reply = office.signed(office.ready(case, DAY, "disclosed"), DAY)
    Consultation.objects.filter(pk=consultation.pk).update(overridden_on=None)
    refused = office.send(reply, DAY)
    assert "应当先将公开的内容和理由书面告知第三方" in str(refused.reason)
    assert "第三十二条" in refused.article
    Consultation.objects.filter(pk=consultation.pk).update(overridden_on=DAY)
    assert office.send(reply, DAY)


def test_the_checklist_shows_what_is_met_and_what_is_not(office, case):
    reply = office.decided(case, DAY, "partly_disclosed", grounds="理由", ground_codes=["trade_secret"])
    lines = {line.requirement: line.met for line in checklist(case, reply)}
    assert lines == {
        Requirement.GROUNDS_TEXT: True,
        Requirement.ARTICLE_CHOSEN: True,
        Requirement.REDACTED_COPY: False,
        Requirement.THIRD_PARTY_NOTICE: True,
        Requirement.CONFIDENTIALITY_REVIEW: False,
        Requirement.LEGAL_REVIEW: False,
    }


def test_an_unsigned_reply_is_not_sent(office, case):
    reply = office.chain(office.ready(case, DAY, "trade_secret"), DAY)
    refused = office.send(reply, DAY)
    assert "待签发" in str(refused.reason)
