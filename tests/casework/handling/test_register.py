"""A request comes in: number, code, day of receipt; once, whatever happens on the way."""

from datetime import date

from gongkai.casework.models import Case
from gongkai.core.receipt import Channel
from gongkai.foundation.organisations.roles import PUBLIC

DAY = date(2026, 2, 10)


def test_a_request_at_the_counter_is_received_at_once(office):
    made = office.register(DAY)
    assert made, made
    assert made.number == "forestry-S2026-00001"
    assert made.reading.due == date(2026, 3, 16)
    case = Case.objects.get(pk=made.case_id)
    assert (case.state, case.received_on, case.regime) == ("registered", DAY, "2019")


def test_numbers_follow_one_another_by_body_and_year(office):
    numbers = [office.register(DAY).number for _ in range(3)]
    assert numbers == [f"forestry-S2026-0000{n}" for n in (1, 2, 3)]
    assert office.register(DAY, body="land").number == "land-S2026-00001"
    assert office.register(date(2027, 1, 4)).number == "forestry-S2027-00001"


def test_a_letter_waits_for_confirmation(office):
    made = office.register(DAY, channel=Channel.ORDINARY_POST)
    assert made.waiting_for is not None
    case = Case.objects.get(pk=made.case_id)
    assert (case.state, case.received_on) == ("unconfirmed", None)


def test_the_portal_registers(office):
    made = office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC)
    assert made, made
