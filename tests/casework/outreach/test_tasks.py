"""What several people asked for becomes a task to publish it; what somebody suggested too."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.actions.outreach import propose_repeated
from gongkai.casework.models import Case, ProactiveTask
from gongkai.casework.queries.repeated import asked_for_alike
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role
from tests.casework.handling.conftest import PERSON
from tests.casework.statistics.history import in_a_verb

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)
WANTED = "2023年度全市退耕还林补助资金的发放名单和金额"


def _granted(office, number, wanted=WANTED, outcome="disclosed"):
    person = replace(PERSON, name=f"样本{number}", id_number=f"99000019900101{number:04d}")
    case_id = office.handled(DAY, wanted=wanted, applicant=person)
    with in_a_verb() as run:
        case = Case.objects.get(pk=case_id)
        run(
            actor=SYSTEM, now=office.at(DAY),
            do=lambda: write(case, state="replied", outcome=outcome, closed_on=date(2024, 3, 20)),
        )  # fmt: skip
    return case_id


def test_three_people_who_got_the_same_make_a_task(office):
    first, second = (
        _granted(office, 1),
        _granted(office, 2, "请公开2023年度全市退耕还林补助资金发放名单和金额"),
    )
    assert propose_repeated(office.at(date(2024, 3, 20)), second) is None
    third = _granted(office, 3, "2023年度全市退耕还林补助资金发放的名单与金额")
    task = propose_repeated(office.at(date(2024, 3, 20)), third)
    assert (task.state, task.case_ids, task.due_on) == ("proposed", [first, second, third], date(2024, 4, 18))
    assert propose_repeated(office.at(date(2024, 3, 21)), third) is None
    assert ProactiveTask.objects.count() == 1


def test_one_person_who_asks_three_times_does_not(office):
    for _ in range(3):
        last = _granted(office, 1)
    assert len(asked_for_alike(last)) == 3
    assert propose_repeated(office.at(date(2024, 3, 20)), last) is None


def test_what_was_refused_or_is_another_thing_does_not(office):
    _granted(office, 1)
    _granted(office, 2, outcome="state_secret")
    _granted(office, 3, "市林业局2023年度公车维修合同")
    last = _granted(office, 4)
    assert len(asked_for_alike(last)) == 2
    assert propose_repeated(office.at(date(2024, 3, 20)), last) is None


def _task(office):
    case_ids = [_granted(office, number) for number in (1, 2, 3)]
    task = actions.propose_task(
        actor=office.clerk, now=office.at(date(2024, 3, 20)), body_id=office.bodies["forestry"],
        subject="退耕还林补助名单", case_ids=case_ids,
    )  # fmt: skip
    assert task, task
    return task.pk


def _do(office, verb, task_id, actor, **more):
    return verb(actor=actor, now=office.at(date(2024, 4, 1)), task_id=task_id, **more)


def test_published_with_its_address_by_another_person(office):
    task_id = _task(office)
    assert isinstance(_do(office, actions.assign_task, task_id, office.head, unit=""), Refused)
    assert _do(office, actions.assign_task, task_id, office.head, unit="造林科")
    assert _do(office, actions.submit_task, task_id, office.clerk)
    assert _do(office, actions.return_task, task_id, office.head, reason="隐去身份证号码")
    assert _do(office, actions.submit_task, task_id, office.clerk)
    nowhere = _do(office, actions.publish_task, task_id, office.head, address="网站")
    assert isinstance(nowhere, Refused)
    done = _do(office, actions.publish_task, task_id, office.head, address="https://example.org/1")
    assert (done.state, done.closed_on) == ("published", date(2024, 4, 1))


def test_declined_with_a_reason_by_another_person(office):
    task_id = _task(office)
    assert isinstance(_do(office, actions.decline_task, task_id, office.head, reason=""), Refused)
    assert isinstance(_do(office, actions.decline_task, task_id, office.clerk, reason="含个人信息"), Refused)
    assert _do(office, actions.decline_task, task_id, office.head, reason="含个人信息").state == "declined"


def test_a_task_of_another_body_is_not_found(office):
    task_id = _task(office)
    with pytest.raises(actions.NoSuchTaskError):
        _do(office, actions.assign_task, task_id, office.person(Role.OFFICE_HEAD, "land"), unit="科")


def test_the_same_cases_are_proposed_once(office):
    case_ids = ProactiveTask.objects.get(pk=_task(office)).case_ids
    refused = actions.propose_task(
        actor=office.clerk, now=office.at(date(2024, 4, 2)), body_id=office.bodies["forestry"],
        subject="再次提出", case_ids=case_ids,
    )  # fmt: skip
    assert isinstance(refused, Refused)


def _suggested(office, **more):
    return actions.register_suggestion(
        actor=PUBLIC, now=office.at(DAY), body_id=office.bodies["forestry"], text="建议公开造林合同。",
        applicant=PERSON, **more,
    )  # fmt: skip


def test_a_suggestion_accepted_becomes_a_task_and_is_told_when_done(addressed):
    office = addressed
    made = _suggested(office)
    assert made.code
    case_id = made.case_id
    office.must(actions.examine_suggestion, case_id, DAY)
    task = office.must(actions.accept_suggestion, case_id, DAY, office.head)
    assert task.case_ids == [case_id]
    case = office.must(
        actions.publish_suggestion, case_id, date(2024, 3, 20), address="https://example.org/2"
    )
    assert (case.state, case.outcome) == ("published", "published")
    assert ProactiveTask.objects.get(pk=task.pk).state == "published"
    assert case.notices.get().template == "suggestion_answer"


def test_a_suggestion_is_declined_by_another_than_who_examined_it(addressed):
    office = addressed
    case_id = _suggested(office).case_id
    head = office.person(Role.OFFICE_HEAD, name="request_clerk")
    office.must(actions.examine_suggestion, case_id, DAY)
    assert isinstance(office.do(actions.decline_suggestion, case_id, DAY, head, reason="不属于"), Refused)
    case = office.must(actions.decline_suggestion, case_id, DAY, office.head, reason="属于商业秘密")
    assert "属于商业秘密" in case.notices.get().text


def test_sent_twice_is_one_suggestion(office):
    first, second = _suggested(office, key="k1"), _suggested(office, key="k1")
    assert (second.case_id, second.code, second.again) == (first.case_id, first.code, True)
    other = actions.register_suggestion(
        actor=PUBLIC, now=office.at(DAY), body_id=office.bodies["forestry"], text="另一件", key="k1"
    )
    assert isinstance(other, Refused)
