"""A body explains what it is complained of, and never learns from here who complained."""

from datetime import date

import pytest

from gongkai.casework import actions, queries
from gongkai.casework.actions import ChallengeFacts
from gongkai.casework.queries.explaining import complaints_asked_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Role
from tests.casework.handling.conftest import PERSON

pytestmark = pytest.mark.django_db


def _put_to_forestry(office, text="张样本（电话13800001234）投诉：市林业局逾期不答复"):
    """A complaint the city handles, put to the forestry office for an explanation."""
    city = office.person(Role.CITY_OFFICE, "city")
    made = actions.register_complaint(
        actor=PUBLIC, now=office.at(date(2024, 4, 1)), body_id=office.bodies["city"], text=text,
        against_id=office.bodies["forestry"], applicant=PERSON,
        facts=ChallengeFacts("某市人民政府办公室", date(2024, 4, 1)),
    )  # fmt: skip
    office.must(actions.examine_complaint, made.case_id, date(2024, 4, 2), city)
    office.must(actions.ask_explanation, made.case_id, date(2024, 4, 3), city, due_on=date(2024, 4, 17))
    return made.case_id


def test_the_body_complained_of_explains_without_seeing_who_complained(office):
    case_id = _put_to_forestry(office)
    clerk = office.clerk
    with pytest.raises(queries.NoSuchCaseError):
        queries.case_visible_to(clerk, case_id, date(2024, 4, 5))
    (asked,) = complaints_asked_of(clerk, date(2024, 4, 5))
    assert (asked.case_id, asked.due_on, asked.answers) == (case_id, date(2024, 4, 17), True)
    assert "市林业局逾期不答复" in asked.text
    assert "张样本" not in asked.text
    assert "13800001234" not in asked.text
    assert office.must(actions.explain, case_id, date(2024, 4, 10), clerk, text="已于期限内答复")
    (asked,) = complaints_asked_of(clerk, date(2024, 4, 11))
    assert (asked.answers, asked.explanation) == (False, "已于期限内答复")
    again = office.do(actions.explain, case_id, date(2024, 4, 11), clerk, text="再说一次")
    assert isinstance(again, Refused)


def test_nobody_else_explains(office):
    case_id, day = _put_to_forestry(office), date(2024, 4, 5)
    land = office.person(Role.REQUEST_CLERK, "land")
    assert complaints_asked_of(land, day) == []
    with pytest.raises(queries.NoSuchCaseError):
        office.do(actions.explain, case_id, day, land, text="不是我")
    for role in (Role.DRAFTER, Role.REVIEWER, Role.STATISTICS_CLERK):
        assert complaints_asked_of(office.person(role), day) == []
        assert isinstance(office.do(actions.explain, case_id, day, office.person(role), text="越权"), Refused)
    city = office.person(Role.CITY_OFFICE, "city")
    assert complaints_asked_of(city, day) == [], "who handles it has the case"
    assert queries.case_visible_to(city, case_id, day)


def test_before_it_is_put_to_the_body_there_is_nothing_to_see(office):
    made = actions.register_complaint(
        actor=PUBLIC, now=office.at(date(2024, 4, 1)), body_id=office.bodies["city"], text="逾期不答复",
        against_id=office.bodies["forestry"], applicant=PERSON,
        facts=ChallengeFacts("某市人民政府办公室", date(2024, 4, 1)),
    )  # fmt: skip
    assert made
    assert complaints_asked_of(office.clerk, date(2024, 4, 2)) == []
