"""From the decision to the signature: who may do what, and what a changed text costs."""

import threading
from datetime import date

import pytest
from django.db import connection

from gongkai.casework import actions
from gongkai.casework.models import Reply
from gongkai.casework.queries.cases import NoSuchCaseError
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Actor, Role

from .conftest import said

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)


@pytest.fixture
def case(office):
    return office.handled(RECEIVED)


def test_the_whole_way_of_a_refusal(office, case):
    reply = office.answered(case, DAY, "trade_secret")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_on) == ("replied", "trade_secret", DAY)
    assert (reply.state, reply.sent_on, reply.number) == ("sent", DAY, "forestry公开〔2024〕1号")
    assert set(reply.approved_by) == {"review", "legal"}, "confidentiality is not asked for: passed over"
    assert list(mismatches()) == []


def test_a_release_passes_confidentiality_but_not_legality(office, case):
    reply = office.answered(case, DAY, "disclosed")
    assert set(reply.approved_by) == {"review", "confidentiality"}


@pytest.mark.parametrize(
    ("state", "step", "role"),
    [
        ("in_review", actions.review_ok, Role.REVIEWER),
        ("legal", actions.legal_ok, Role.LEGAL_REVIEWER),
        ("to_sign", actions.sign, Role.SIGNER),
    ],
)
def test_nobody_approves_what_he_wrote(office, case, state, step, role):
    reply = office.ready(case, DAY, "trade_secret")
    office.chain(reply, DAY, until=state)
    writer = office.clerk()
    himself = Actor(writer.code, roles=frozenset({(role.value, case.body_id)}))
    refused = office.do(step, himself, DAY, reply_id=reply.pk)
    assert not refused
    assert "不能审批自己提出的事项" in str(refused.reason)
    assert refused.article


def test_who_wrote_once_may_not_approve_after_another_wrote_last(office, case):
    reply = office.ready(case, DAY, "trade_secret")
    colleague = office.person(Role.REQUEST_CLERK, name="colleague")
    assert office.do(actions.draft, colleague, DAY, reply_id=reply.pk, grounds="另一人改写的理由")
    office.chain(reply, DAY, until="in_review")
    first = Actor(office.clerk().code, roles=frozenset({(Role.REVIEWER.value, case.body_id)}))
    assert not office.do(actions.review_ok, first, DAY, reply_id=reply.pk)


def test_a_text_given_back_and_changed_is_approved_anew(office, case):
    reply = office.ready(case, DAY, "trade_secret")
    office.chain(reply, DAY)
    signer = office.person(Role.SIGNER)
    assert not office.do(actions.give_back, signer, DAY, reply_id=reply.pk, reason=" ")
    assert office.do(actions.give_back, signer, DAY, reply_id=reply.pk, reason="理由太短")
    reply.refresh_from_db()
    assert (reply.state, reply.returned, reply.approved_by) == ("returned", "理由太短", {})
    assert office.draft(reply, DAY, grounds="信息涉及某公司的采购渠道和价格，公开会损害其竞争地位")
    assert not office.sign(reply, DAY), "not before it has been through the reviews again"
    assert "采购渠道" in office.signed(reply, DAY).text


def test_a_text_changed_behind_the_approvals_is_not_signed(office, case):
    reply = office.chain(office.ready(case, DAY, "trade_secret"), DAY)
    Reply.objects.filter(pk=reply.pk).update(text=reply.text + "\n另加一句。")
    refused = office.sign(reply, DAY)
    assert "送审之后文书或者附件有变化" in str(refused.reason)


def test_nobody_writes_on_it_while_it_is_under_way(office, case):
    reply = office.chain(office.ready(case, DAY, "trade_secret"), DAY)
    assert not office.draft(reply, DAY, text="改了")
    assert office.do(actions.recall, office.clerk(), DAY, reply_id=reply.pk, reason="发现错字"), (
        "but its drafter may take it back"
    )
    assert office.draft(reply, DAY, grounds="改过的理由")


def test_a_decision_made_anew_begins_the_reply_anew(office, case):
    first = office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    again = office.decided(case, DAY, "personal_privacy", grounds="涉及个人住址")
    assert again.pk == first.pk
    assert (again.state, again.outcome, again.approved_by) == ("drafting", "personal_privacy", {})
    assert (again.number, again.signed_on, again.pdf_id) == (first.number, None, None)
    assert "个人隐私" in again.text


def test_the_second_to_act_is_told_who_did_what(office, case):
    reply = office.ready(case, DAY, "trade_secret")
    seen = reply.revision
    assert office.draft(reply, DAY, grounds="新的理由", based_on=seen)
    refused = office.draft(reply, DAY, grounds="又一个理由", based_on=seen)
    assert "已有人办理" in str(refused.reason)
    assert [key for key, _ in refused.details] == ["reply.draft"]
    assert "起草" in str(refused.details[0][1])
    reply.refresh_from_db()
    assert reply.grounds == "新的理由"


def test_another_body_sees_no_reply(office, case):
    reply = office.ready(case, DAY, "trade_secret")
    with pytest.raises(NoSuchCaseError):
        office.do(actions.review_ok, office.person(Role.REVIEWER, "land"), DAY, reply_id=reply.pk)


@pytest.mark.parametrize("role", [each for each in Role if each not in (Role.REVIEWER, Role.OFFICE_HEAD)])
def test_only_reviewers_review(office, case, role):
    reply = office.ready(case, DAY, "trade_secret")
    office.chain(reply, DAY, until="in_review")
    try:
        refused = office.do(actions.review_ok, office.person(role, name="x"), DAY, reply_id=reply.pk)
    except NoSuchCaseError:
        return
    assert not refused
    assert refused.article


def test_facts_and_grounds_fill_the_template_until_the_drafter_writes_himself(office, case):
    reply = office.decided(case, DAY, "not_this_body")
    assert reply.text.count("＿＿＿＿") == 2
    assert office.draft(reply, DAY, grounds="由市自然资源局制作", facts={"responsible_body": "市自然资源局"})
    reply.refresh_from_db()
    assert "由市自然资源局制作" in reply.text
    assert "＿＿＿＿" not in reply.text
    own = reply.text.replace("由市自然资源局制作", "该信息由市自然资源局制作并保存")
    assert office.draft(reply, DAY, text=own)
    assert office.draft(reply, DAY, grounds="别的理由")
    reply.refresh_from_db()
    assert "制作并保存" in reply.text
    assert office.draft(reply, DAY, from_template=True)
    reply.refresh_from_db()
    assert "别的理由" in reply.text
    assert "制作并保存" not in reply.text


def test_unknown_outcomes_grounds_and_facts_are_refused(office, case):
    assert not office.decide(case, DAY, "told_to_clarify"), "an outcome of the regulation of 2007"
    refused = office.decide(case, DAY, "in_process", ground_codes=["personnel"])
    assert "没有“personnel”这一情形" in str(refused.reason)
    refused = office.decide(case, DAY, "in_process", facts={"remedy": "可以起诉"})
    assert "remedy" in str(refused.reason)


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once(office):
    case = office.handled(RECEIVED)
    reply = office.ready(case, DAY, "trade_secret")
    office.chain(reply, DAY, until="in_review")
    reviewers = [office.person(Role.REVIEWER, name=f"reviewer{n}") for n in range(2)]
    together = threading.Barrier(2)
    answers = []

    def review(actor: Actor) -> None:
        try:
            together.wait()
            answers.append(actions.review_ok(actor=actor, now=office.at(DAY), reply_id=reply.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=review, args=[actor]) for actor in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done, refused = sorted(answers, key=bool, reverse=True)
    assert done
    assert "不能审核通过" in said(refused)
    reply.refresh_from_db()
    assert reply.state == "legal"
