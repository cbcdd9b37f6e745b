"""Corrections of records about oneself under both texts of the regulation."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Role
from tests.casework.handling.conftest import PERSON

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)


def _filed(office, day=DAY, **more):
    made = actions.register_data_correction(
        actor=PUBLIC, now=office.at(day), body_id=office.bodies["forestry"],
        text="林权登记中本人的姓名写错。", applicant=more.pop("applicant", PERSON), **more,
    )  # fmt: skip
    return made


def _handling(office, day=DAY):
    made = _filed(office, day)
    assert made, made
    office.must(actions.examine_data_correction, made.case_id, day)
    return made.case_id


def test_corrected_by_another_than_who_examined_it(addressed):
    office = addressed
    case_id = _handling(office)
    assert isinstance(office.do(actions.correct_data, case_id, DAY, what="改为张样本"), Refused)
    signer = office.person(Role.SIGNER)
    case = office.must(actions.correct_data, case_id, DAY, signer, what="姓名改为“张样本”")
    assert (case.state, case.outcome, case.closed_on) == ("corrected", "corrected", DAY)
    assert "姓名改为“张样本”" in case.notices.get().text
    office.must(actions.archive_data_correction, case_id, DAY)
    assert list(rows.mismatches()) == []


@pytest.mark.parametrize("verb", [actions.forward_data_correction, actions.tell_where_to_correct])
def test_forwarded_or_told_where_to_go(addressed, verb):
    case_id = _handling(addressed)
    assert isinstance(addressed.do(verb, case_id, DAY, to=""), Refused)
    case = addressed.must(verb, case_id, DAY, to="市自然资源局")
    assert "市自然资源局" in case.notices.get().text


def test_the_text_of_2007_knows_only_forwarding(addressed):
    day = date(2018, 3, 5)
    case_id = _handling(addressed, day)
    refused = addressed.do(actions.tell_where_to_correct, case_id, day, to="市自然资源局")
    assert isinstance(refused, Refused)
    assert "不能只告知" in str(refused.reason)
    assert addressed.must(actions.forward_data_correction, case_id, day, to="市自然资源局")


def test_declined_with_its_reason_and_the_remedies(addressed):
    case_id = _handling(addressed)
    head = addressed.head
    assert isinstance(addressed.do(actions.decline_data_correction, case_id, DAY, head, reason=""), Refused)
    case = addressed.must(actions.decline_data_correction, case_id, DAY, head, reason="登记与原件一致")
    text = case.notices.get().text
    assert "登记与原件一致" in text
    assert "某市人民政府" in text


def test_evidence_is_asked_for_and_comes(office):
    case_id = _filed(office).case_id
    office.must(actions.ask_evidence, case_id, DAY, reason="请提供林权证")
    case = office.must(actions.receive_evidence, case_id, date(2024, 3, 8))
    assert case.state == "handling"
    assert office.must(actions.withdraw_data_correction, case_id, date(2024, 3, 9)).outcome == "withdrawn"


def test_who_one_is_must_be_proven(office):
    refused = _filed(office, applicant=replace(PERSON, id_number="", name=""))
    assert isinstance(refused, Refused)
    assert {name for name, _ in refused.details} == {"name", "id_number"}
