"""Another body sees nothing but what it was asked; whoever oversees looks and does not touch."""

from datetime import date

import pytest

from gongkai.casework import actions, queries
from gongkai.casework.queries.inquiries import asked_of
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Role

from .conftest import case_of

DAY = date(2026, 3, 2)


@pytest.mark.parametrize("role", Role)
def test_no_role_of_another_department_sees_the_case(office, role):
    case_id = office.handled(DAY)
    with pytest.raises(queries.NoSuchCaseError):
        queries.case_visible_to(office.person(role, "land"), case_id, DAY)
    with pytest.raises(queries.NoSuchCaseError):
        office.do(actions.withdraw, case_id, DAY, office.person(role, "land"))


@pytest.mark.parametrize("role", [Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR])
def test_overseers_see_and_do_not_touch(office, role):
    case_id = office.handled(DAY)
    above = office.person(role, "city")
    case = queries.case_visible_to(above, case_id, DAY)
    assert queries.permitted(above, case, DAY) == ()
    assert isinstance(office.do(actions.withdraw, case_id, DAY, above), Refused)
    assert isinstance(office.do(actions.unmask, case_id, DAY, above, reason="看看"), Refused)


def test_other_roles_of_the_city_do_not_see_departments(office):
    case_id = office.handled(DAY)
    with pytest.raises(queries.NoSuchCaseError):
        queries.case_visible_to(office.person(Role.REQUEST_CLERK, "city"), case_id, DAY)


def test_the_public_sees_no_case(office):
    case_id = office.handled(DAY)
    with pytest.raises(queries.NoSuchCaseError):
        queries.case_visible_to(PUBLIC, case_id, DAY)


def test_a_body_that_was_asked_answers_without_seeing_the_case(office):
    case_id = office.handled(DAY)
    inquiry = office.must(
        actions.inquire, case_id, DAY, question="是否制作过某规划", due_on=date(2026, 3, 9),
        to_body_id=office.bodies["land"],
    )  # fmt: skip
    land = office.person(Role.REQUEST_CLERK, "land")
    (seen,) = asked_of(land, DAY)
    assert (seen.id, seen.question, seen.due_on) == (inquiry.pk, "是否制作过某规划", date(2026, 3, 9))
    assert not hasattr(seen, "name")
    answered = actions.answer_inquiry(
        actor=land, now=office.at(DAY), inquiry_id=inquiry.pk, answer="没有制作过"
    )
    assert answered.answered_on == DAY
    with pytest.raises(queries.NoSuchCaseError):
        queries.case_visible_to(land, case_id, DAY)
    again = actions.answer_inquiry(actor=land, now=office.at(DAY), inquiry_id=inquiry.pk, answer="再答")
    assert isinstance(again, Refused)
    assert asked_of(office.person(Role.REQUEST_CLERK, "city"), DAY) == []


def test_a_body_not_asked_cannot_answer(office):
    case_id = office.handled(DAY)
    inquiry = office.must(
        actions.inquire, case_id, DAY, question="问", due_on=date(2026, 3, 9), to_unit="造林科"
    )
    with pytest.raises(queries.NoSuchCaseError):
        actions.answer_inquiry(
            actor=office.person(Role.REQUEST_CLERK, "land"), now=office.at(DAY), inquiry_id=inquiry.pk,
            answer="答",
        )  # fmt: skip


def test_a_co_author_within_the_system_gives_its_own_opinion(office):
    case_id = office.handled(DAY)
    asked = office.must(
        actions.consult, case_id, DAY, party="co_author", name="市自然资源局", information="联合发文",
        to_body_id=office.bodies["land"],
    )  # fmt: skip
    land = office.person(Role.REQUEST_CLERK, "land")
    given = actions.receive_opinion(
        actor=land, now=office.at(DAY), case_id=case_id, consultation_id=asked.pk, opinion="agrees"
    )
    assert given.opinion == "agrees"
    assert case_of(case_id).state == "handling"


def test_unmasking_is_an_event_with_its_reason_and_without_the_data(office):
    case_id = office.handled(DAY)
    revision = case_of(case_id).revision
    assert isinstance(office.do(actions.unmask, case_id, DAY, reason=" "), Refused)
    shown = office.must(actions.unmask, case_id, DAY, reason="电话联系申请人")
    assert (shown.name, shown.phone) == ("张样本", "13800001234")
    event = Event.objects.get(verb="case.unmask")
    assert (event.reason, event.actor) == ("电话联系申请人", office.clerk.code)
    assert case_of(case_id).revision == revision


def test_no_personal_data_in_the_ledger(office):
    case_id = office.handled(DAY, wanted="独一无二的描述")
    office.must(actions.withdraw, case_id, DAY, reason="不需要了")
    told = " ".join(f"{event.before} {event.after}" for event in Event.objects.all())
    for personal in ("张样本", "13800001234", "990000199001010012", "zhang@example.org", "独一无二"):
        assert personal not in told


def test_a_file_of_another_body_cannot_be_put_to_a_case(office):
    case_id = office.handled(DAY)
    refused = office.do(actions.add_file, case_id, DAY, file_id=999999, role="record")
    assert isinstance(refused, Refused)
