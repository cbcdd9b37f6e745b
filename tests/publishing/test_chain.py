"""Approvals: of one text, by others than its writers, one after another; and back."""

from datetime import date

import pytest

from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Edition, GateReview

from .conftest import DAY, NEWS, NORMATIVE, TEXT, Office, fresh

pytestmark = pytest.mark.django_db


REPORT = Words(title="年度林业报告", html=TEXT, summary="概述", subject="general", formed_on=DAY)
WITHHELD = {
    "attribute": "withheld", "ground": "internal_affairs",
    "reason": "属于机关内部事务方面的信息，不对外产生影响",
    "reassess_on": date(2026, 12, 1),
}  # fmt: skip


def both(office: Office, first: Actor, role: Role) -> Actor:
    """The person who also holds another role in the body."""
    return Actor(first.code, roles=first.roles | {(role.value, office.bodies["forestry"])})


@pytest.mark.parametrize(
    ("state", "verb", "role", "more"),
    [
        ("unit_review", actions.review_ok, Role.REVIEWER, {}),
        ("confidentiality", actions.confidentiality_ok, Role.CONFIDENTIALITY_REVIEWER, {"result": "open"}),
        ("to_sign", actions.sign, Role.SIGNER, {}),
    ],
)
def test_nobody_approves_what_he_wrote(office: Office, state, verb, role, more):
    edition = office.drafted("report", REPORT)
    office.must(actions.describe, office.drafter(), document_id=edition.document_id, catalogue="report")
    edition = office.chain(edition, state)
    refused = office.do(verb, both(office, office.drafter(), role), edition_id=edition.pk, **more)
    assert isinstance(refused, Refused)
    assert "由他人办理" in str(refused.reason)
    assert fresh(edition).state == state


def test_who_only_attached_a_file_is_a_writer_too(office: Office):
    edition = office.drafted()
    helper = office.person(Role.DRAFTER, name="helper")
    office.must(actions.attach, helper, edition_id=edition.pk, name="a.txt", content=b"abc")
    edition = fresh(edition)
    assert edition.writers == [office.drafter().code, helper.code]


def test_a_changed_text_is_approved_again(office: Office):
    edition = office.chain(office.drafted())
    office.must(actions.recall, office.drafter(), edition_id=edition.pk, reason="错字")
    edition = fresh(edition)
    assert edition.state == "drafting"
    assert edition.approved_by == {}
    office.must(actions.draft, office.drafter(), edition_id=edition.pk, words=Words(html=f"{TEXT}<p>二</p>"))
    edition = office.chain(edition)
    reviews = GateReview.objects.filter(edition=edition).order_by("pk")
    assert [each.passed for each in reviews] == [True, True]
    assert len({each.digest for each in reviews}) == 2


def test_a_text_changed_behind_everybodys_back_is_not_signed(office: Office):
    edition = office.chain(office.drafted(), "to_sign")
    Edition.objects.filter(pk=edition.pk).update(title="另一个标题")
    refused = office.do(actions.sign, office.person(Role.SIGNER), edition_id=edition.pk)
    assert "内容有变化" in str(refused.reason)


def test_the_attribute_changed_after_approval_is_approved_again(office: Office):
    edition = office.chain(office.drafted(), "to_sign")
    on_request = {**WITHHELD, "attribute": "on_request"}
    office.must(actions.propose_attribute, office.drafter(), document_id=edition.document_id, **on_request)
    office.must(actions.approve_attribute, office.person(Role.OFFICE_HEAD), document_id=edition.document_id)
    refused = office.do(actions.sign, office.person(Role.SIGNER), edition_id=edition.pk)
    assert "公开属性有变化" in str(refused.reason)


def test_the_second_drafter_is_told_what_the_first_did(office: Office):
    edition = office.drafted()
    office.must(actions.draft, office.drafter(), edition_id=edition.pk, words=Words(title="甲"))
    second = office.person(Role.DRAFTER, name="second")
    refused = office.do(
        actions.draft, second, edition_id=edition.pk, words=Words(title="乙"), based_on=edition.revision
    )
    assert isinstance(refused, Overtaken)
    assert [verb for verb, _ in refused.details] == ["edition.draft"]
    assert fresh(edition).title == "甲"


def test_the_light_chain_never_passes_the_gate_over(office: Office):
    edition = office.drafted()
    office.must(actions.send_to_review, office.drafter(), edition_id=edition.pk)
    edition = fresh(edition)
    assert edition.state == "confidentiality"
    assert edition.gatereviews.count() == 1


def test_the_full_chain_asks_everybody(office: Office):
    edition, material = office.normative()
    assert set(edition.approved_by) == {
        "unit_review", "confidentiality", "legal", "interpretation", "to_sign"
    }  # fmt: skip
    assert set(material.approved_by) == {"unit_review", "confidentiality", "to_sign"}
    assert len({each["digest"] for each in edition.approved_by.values()}) == 1


def test_without_an_attribute_nothing_is_accepted(office: Office):
    made = office.must(
        actions.begin, office.drafter(), body_id=office.bodies["forestry"], kind="news", words=NEWS
    )
    refused = office.do(actions.send_to_review, office.drafter(), edition_id=made.edition.pk)
    assert "公开属性" in str(refused.reason)
    done = office.must(
        actions.turn_back, office.person(Role.OFFICE_HEAD), edition_id=made.edition.pk, reason="没有属性"
    )
    assert done.state == "returned"
    assert done.returned == "没有属性"


def test_what_has_its_attribute_is_not_turned_back_for_it(office: Office):
    edition = office.drafted()
    refused = office.do(
        actions.turn_back, office.person(Role.OFFICE_HEAD), edition_id=edition.pk, reason="没有属性"
    )
    assert "退回" in str(refused.reason)


def test_a_normative_document_lacking_its_plan_is_not_accepted(office: Office):
    edition = office.drafted("normative", NORMATIVE)
    office.must(actions.describe, office.drafter(), document_id=edition.document_id, catalogue="normative")
    refused = office.do(actions.send_to_review, office.drafter(), edition_id=edition.pk)
    assert "解读方案" in str(refused.reason)


def test_returned_with_a_reason_it_starts_over(office: Office):
    edition = office.chain(office.drafted(), "confidentiality")
    refused = office.do(actions.give_back, office.gatekeeper(edition), edition_id=edition.pk, reason=" ")
    assert "理由" in str(refused.reason)
    office.must(actions.give_back, office.gatekeeper(edition), edition_id=edition.pk, reason="先解密")
    edition = fresh(edition)
    review = GateReview.objects.get(edition=edition)
    assert (edition.state, edition.returned, review.passed, review.result) == (
        "returned", "先解密", False, "returned",
    )  # fmt: skip


def kept(office: Office) -> Edition:
    edition = office.drafted()
    office.settle(edition, **WITHHELD)
    edition = office.chain(edition, "confidentiality")
    office.answer_all(edition)
    office.must(
        actions.confidentiality_ok, office.gatekeeper(edition), edition_id=edition.pk, result="not_open",
        reason="内部事务信息，不予公开",
    )  # fmt: skip
    edition = office.chain(edition)
    refused = office.release(edition)
    assert "不是主动公开" in str(refused.reason)
    office.must(actions.keep_back, office.drafter(), edition_id=edition.pk)
    return fresh(edition)


def test_what_is_not_to_be_published_is_kept(office: Office):
    edition = kept(office)
    document = edition.document
    assert (edition.state, document.standing, document.address) == ("kept", "kept", "")
    assert document.reassess_on == date(2026, 12, 1)


def test_kept_then_opened_goes_through_every_review_again(office: Office):
    edition = kept(office)
    proposed = office.must(
        actions.propose_attribute, office.drafter(), document_id=edition.document_id, attribute="open",
        ground="widely_known", reason="情势变化，可以公开",
    )  # fmt: skip
    own = office.do(
        actions.approve_attribute, both(office, office.drafter(), Role.OFFICE_HEAD),
        document_id=edition.document_id,
    )  # fmt: skip
    assert "由他人办理" in str(own.reason)
    office.must(actions.approve_attribute, office.person(Role.OFFICE_HEAD), document_id=edition.document_id)
    proposed.refresh_from_db()
    assert proposed.agreed
    taken = office.must(actions.take_up, office.drafter(), edition_id=edition.pk)
    assert taken.state == "confidentiality"
    done = office.released(edition)
    assert done.document.standing == "in_force"


def test_a_change_of_attribute_may_be_refused_with_a_reason(office: Office):
    edition = kept(office)
    office.must(
        actions.propose_attribute, office.drafter(), document_id=edition.document_id, attribute="open",
        ground="widely_known", reason="情势变化，可以公开",
    )  # fmt: skip
    head = office.person(Role.OFFICE_HEAD)
    bare = office.do(actions.refuse_attribute, head, document_id=edition.document_id, reason="")
    assert "理由" in str(bare.reason)
    done = office.must(actions.refuse_attribute, head, document_id=edition.document_id, reason="仍属内部事务")
    assert (done.agreed, done.answer) == (False, "仍属内部事务")
    assert fresh(edition).document.attribute == "withheld"


def test_what_is_withheld_is_looked_at_again(office: Office):
    edition = kept(office)
    done = office.must(
        actions.reassess, office.person(Role.REVIEWER), date(2026, 12, 2), document_id=edition.document_id,
        reason="情况没有变化，仍属于机关内部事务", reassess_on=date(2027, 11, 30),
    )  # fmt: skip
    assert done.reassess_on == date(2027, 11, 30)
    too_late = office.do(
        actions.reassess, office.person(Role.REVIEWER), date(2026, 12, 2), document_id=edition.document_id,
        reason="情况没有变化，仍属于机关内部事务", reassess_on=date(2030, 1, 1),
    )  # fmt: skip
    assert "不晚于" in str(too_late.reason)
