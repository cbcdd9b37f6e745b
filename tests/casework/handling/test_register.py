"""A request comes in: number, code, day of receipt; once, whatever happens on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.casework import actions
from gongkai.casework.access_codes import ALPHABET, plain_code
from gongkai.casework.models import Case, CaseAccess, CaseStanding, Notice
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Role

from .conftest import PERSON, case_of

DAY = date(2026, 2, 10)


def test_a_request_at_the_counter_is_received_at_once(office):
    made = office.register(DAY)
    assert made, made
    assert made.number == "forestry-S2026-00001"
    assert made.reading.due == date(2026, 3, 16)
    case = case_of(made.case_id)
    assert (case.state, case.received_on, case.regime) == ("registered", DAY, "2019")
    assert Notice.objects.get(case=case).template == "receipt"
    assert list(mismatches()) == []


def test_numbers_follow_one_another_by_body_and_year(office):
    numbers = [office.register(DAY).number for _ in range(3)]
    assert numbers == [f"forestry-S2026-0000{n}" for n in (1, 2, 3)]
    assert office.register(DAY, body="land").number == "land-S2026-00001"
    assert office.register(date(2027, 1, 4)).number == "forestry-S2027-00001"


def test_a_case_entered_later_keeps_its_own_dates(office):
    made = office.register(
        DAY, now=office.at(date(2026, 6, 1)), on=DAY, arrival=Arrival(Channel.COUNTER, DAY)
    )
    case = case_of(made.case_id)
    assert (case.received_on, case.submitted_on, case.year) == (DAY, DAY, 2026)
    assert case.created_at.date() == date(2026, 6, 1)


CHANNELS_2019 = [
    (Arrival(Channel.COUNTER, DAY), DAY),
    (Arrival(Channel.SIGNED_POST, DAY, signed_for=DAY + timedelta(days=1)), DAY + timedelta(days=1)),
    (Arrival(Channel.ORDINARY_POST, DAY), None),
    (Arrival(Channel.ORDINARY_POST, DAY, confirmed=DAY + timedelta(days=2)), DAY + timedelta(days=2)),
    (Arrival(Channel.SIGNED_POST, DAY, signed_for=DAY, misdirected=True), None),
    (Arrival(Channel.FAX, DAY, reached_system=DAY), None),
    (Arrival(Channel.EMAIL, DAY, reached_system=DAY), None),
    (Arrival(Channel.EMAIL, DAY, reached_system=DAY, confirmed=DAY), DAY),
]


@pytest.mark.parametrize(("arrival", "received"), CHANNELS_2019)
def test_the_day_of_receipt_by_channel(office, arrival, received):
    made = office.register(DAY + timedelta(days=3), arrival=arrival)
    case = case_of(made.case_id)
    assert case.received_on == received
    assert case.state == ("registered" if received else "unconfirmed")
    assert (made.waiting_for is None) == (received is not None)
    assert CaseStanding.objects.filter(case=case).exists() == (received is not None)


def test_confirmation_by_telephone_starts_the_clock(office):
    case_id = office.received(DAY, channel=Channel.ORDINARY_POST)
    office.must(actions.log_call, case_id, DAY, reached=False, number="1380000****", note="无人接听")
    assert case_of(case_id).state == "unconfirmed"
    office.must(actions.confirm_receipt, case_id, date(2026, 2, 12), note="已与申请人通话")
    case = case_of(case_id)
    assert (case.state, case.received_on) == ("registered", date(2026, 2, 12))
    assert case.phonelogs.filter(reached=True).count() == 1


def test_a_letter_across_the_change_of_the_text_is_under_the_text_of_its_receipt(office):
    sent, received = date(2019, 5, 13), date(2019, 5, 15)
    made = office.register(received, arrival=Arrival(Channel.SIGNED_POST, sent, signed_for=received))
    case = case_of(made.case_id)
    assert (case.regime, made.reading.due) == ("2019", date(2019, 6, 13))
    before = office.register(date(2019, 5, 14))
    assert case_of(before.case_id).regime == "2007"
    assert before.reading.of == 15


IMPOSSIBLE = [
    Arrival(Channel.COUNTER, DAY + timedelta(days=1)),
    Arrival(Channel.EMAIL, DAY, confirmed=DAY + timedelta(days=5)),
]


@pytest.mark.parametrize("arrival", IMPOSSIBLE)
def test_impossible_dates_are_refused(office, arrival):
    assert isinstance(office.register(DAY, arrival=arrival), Refused)
    assert not Case.objects.exists()


def test_nothing_asked_is_nothing_registered(office):
    refused = office.register(DAY, wanted="  ")
    assert isinstance(refused, Refused)
    assert refused.details[0][0] == "wanted"


def test_the_portal_registers_what_comes_over_the_internet(office):
    made = office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC)
    assert case_of(made.case_id).received_on == DAY
    assert isinstance(office.register(DAY, channel=Channel.COUNTER, actor=PUBLIC), Refused)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REQUEST_CLERK])
def test_only_the_clerk_of_the_body_registers(office, role):
    assert isinstance(office.register(DAY, actor=office.person(role)), Refused)


def test_another_bodys_clerk_does_not_register(office):
    assert isinstance(office.register(DAY, actor=office.person(Role.REQUEST_CLERK, "land")), Refused)


def test_the_same_sending_twice_is_one_request_with_one_code(office):
    first = office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC, key="k-1")
    again = office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC, key="k-1")
    assert (again.case_id, again.number, again.code, again.again) == (
        first.case_id, first.number, first.code, True,
    )  # fmt: skip
    assert Case.objects.count() == 1


def test_the_same_key_with_another_content_is_refused(office):
    office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC, key="k-1")
    other = office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC, key="k-1", wanted="另一件事")
    assert isinstance(other, Refused)
    changed = office.register(
        DAY, channel=Channel.INTERNET, actor=PUBLIC, key="k-1", applicant=replace(PERSON, name="李样本")
    )
    assert isinstance(changed, Refused)
    assert Case.objects.count() == 1


def test_the_code_is_long_unambiguous_and_kept_nowhere(office):
    made = office.register(DAY)
    code = plain_code(made.code)
    assert len(code) == 12
    assert len(set(ALPHABET)) == 32
    assert set(code) <= set(ALPHABET)
    assert not set("IO01") & set(ALPHABET)
    kept = CaseAccess.objects.get(case_id=made.case_id)
    assert made.code not in kept.code_hash
    for notice in Notice.objects.all():
        assert made.code not in notice.text
