"""Days on which no text of the regulation was in force: refused in words that name the day."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, ChallengeFacts
from gongkai.casework.models import Case
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role

from .conftest import case_of

FIRST = date(2008, 5, 1)
EVE = FIRST - timedelta(days=1)
TODAY = date(2026, 2, 10)
BEFORE = [
    Arrival(Channel.COUNTER, EVE),
    Arrival(Channel.COUNTER, date(1900, 1, 1)),
    Arrival(Channel.INTERNET, EVE),
    Arrival(Channel.SIGNED_POST, EVE),
    Arrival(Channel.SIGNED_POST, EVE - timedelta(days=9), signed_for=EVE),
]


@pytest.mark.parametrize("arrival", BEFORE)
@pytest.mark.parametrize("on", [None, FIRST])
def test_a_request_of_before_the_regulation_is_refused_and_the_day_named(office, arrival, on):
    made = office.register(TODAY, arrival=arrival, on=on)
    assert isinstance(made, Refused)
    day = arrival.submitted
    assert f"{day.year}年{day.month}月{day.day}日" in str(made.reason)
    assert not Case.objects.exists()


def test_a_registration_of_before_the_regulation_is_refused(office):
    made = office.register(TODAY, arrival=Arrival(Channel.COUNTER, FIRST), on=EVE)
    assert isinstance(made, Refused)


def test_posted_before_and_signed_for_after_its_first_day_is_under_the_regulation(office):
    arrival = Arrival(Channel.SIGNED_POST, EVE, signed_for=FIRST + timedelta(days=1))
    made = office.register(TODAY, arrival=arrival, on=arrival.signed_for)
    assert made, made
    case = case_of(made.case_id)
    assert (case.regime, case.received_on) == ("2007", arrival.signed_for)


def test_so_are_suggestions_data_corrections_and_challenges(office):
    common = {"actor": office.clerk, "now": office.at(TODAY), "body_id": office.bodies["forestry"]}
    person = ApplicantFacts(name="张样本", id_number="990000199001010012", phone="13800001234")
    made = [
        actions.register_suggestion(text="公开名单", applicant=person, on=EVE, **common),
        actions.register_data_correction(text="姓名有误", applicant=person, on=EVE, **common),
        actions.register_reconsideration(facts=ChallengeFacts("某市人民政府", EVE), **common),
        actions.register_lawsuit(facts=ChallengeFacts("某区人民法院", EVE, accepted_on=FIRST), **common),
        actions.register_complaint(
            facts=ChallengeFacts("某市人民政府", EVE),
            against_id=office.bodies["land"],
            text="不答复",
            **common,
        ),
    ]
    for each in made:
        assert isinstance(each, Refused)
        assert "2008年4月30日" in str(each.reason)


def test_a_machine_whose_clock_stands_before_it_gives_no_dates(office):
    made = office.register(EVE, actor=office.person(Role.REQUEST_CLERK))
    assert isinstance(made, Refused)
    assert "2008年4月30日" in str(made.reason)
