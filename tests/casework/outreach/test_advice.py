"""Advice to a unit: drafted, signed by another, answered, accepted."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.models import Advice, Notice
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)


def _drafted(office, **more):
    case_id = office.handled(DAY)
    done = actions.draft_advice(
        actor=office.clerk, now=office.at(DAY), case_id=case_id, to_body=office.bodies["land"],
        text="请完善林地档案的移交目录。", **more,
    )  # fmt: skip
    assert done, done
    return done.pk


def _do(office, verb, advice_id, actor=None, day=DAY, **more):
    return verb(actor=actor or office.clerk, now=office.at(day), advice_id=advice_id, **more)


def _sent(office):
    advice_id = _drafted(office)
    assert _do(office, actions.submit_advice, advice_id)
    assert _do(office, actions.send_advice, advice_id, office.head)
    return advice_id


def test_the_story(addressed):
    office = addressed
    advice_id = _sent(office)
    advice = Advice.objects.get(pk=advice_id)
    assert (advice.state, advice.given_on, advice.due_on) == ("sent", DAY, date(2024, 3, 25))
    letter = Notice.objects.get(template="advice")
    assert "请完善林地档案的移交目录" in letter.text
    assert "市自然资源局" in letter.text
    assert not letter.shown
    answerer = office.person(Role.REQUEST_CLERK, "land")
    assert _do(office, actions.answer_advice, advice_id, answerer, date(2024, 3, 20), text="目录已经补齐。")
    assert _do(office, actions.send_answer_back, advice_id, day=date(2024, 3, 21), reason="请附目录")
    assert _do(office, actions.remind_advice, advice_id, day=date(2024, 3, 28))
    assert _do(office, actions.answer_advice, advice_id, answerer, date(2024, 3, 29), text="目录见附件。")
    assert _do(office, actions.accept_answer, advice_id, day=date(2024, 4, 1)).state == "accepted"
    assert list(rows.mismatches()) == []


def test_nobody_signs_his_own_draft(addressed):
    office = addressed
    advice_id = _drafted(office)
    both = office.person(Role.REQUEST_CLERK)
    head = office.person(Role.OFFICE_HEAD, name="request_clerk")  # the same person in another role
    assert both.code == head.code
    assert _do(office, actions.submit_advice, advice_id)
    assert isinstance(_do(office, actions.send_advice, advice_id, head), Refused)
    assert _do(office, actions.return_advice, advice_id, office.head, reason="请写明依据").state == "drafting"
    again = actions.draft_advice(
        actor=office.clerk, now=office.at(DAY), case_id=Advice.objects.get(pk=advice_id).case_id,
        to_body=office.bodies["land"], text="依据第四十七条……", advice_id=advice_id,
    )  # fmt: skip
    assert (again.pk, again.text) == (advice_id, "依据第四十七条……")
    assert _do(office, actions.withdraw_advice, advice_id, reason="已口头沟通").state == "withdrawn"


def test_the_unit_sees_it_once_it_is_sent_and_others_never(addressed):
    office = addressed
    advice_id = _drafted(office)
    unit = office.person(Role.REQUEST_CLERK, "land")
    with pytest.raises(actions.NoSuchAdviceError):
        _do(office, actions.answer_advice, advice_id, unit, text="已办")
    assert _do(office, actions.submit_advice, advice_id)
    assert _do(office, actions.send_advice, advice_id, office.head)
    stranger = office.person(Role.REQUEST_CLERK, "city")
    with pytest.raises(actions.NoSuchAdviceError):
        _do(office, actions.answer_advice, advice_id, stranger, text="已办")
    assert isinstance(_do(office, actions.answer_advice, advice_id, unit, text=" "), Refused)
    assert isinstance(_do(office, actions.accept_answer, advice_id, unit), Refused)


def test_the_second_of_two_is_told(addressed):
    advice_id = _drafted(addressed)
    seen = Advice.objects.get(pk=advice_id).revision
    assert _do(addressed, actions.submit_advice, advice_id, based_on=seen)
    refused = _do(addressed, actions.withdraw_advice, advice_id, reason="重复", based_on=seen)
    assert isinstance(refused, Refused)
    assert "已有人办理" in str(refused.reason)
