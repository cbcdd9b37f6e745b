"""Requests under the text of 2007, and those across its end."""

from datetime import date

from gongkai.casework import actions
from gongkai.casework.queries import reading
from gongkai.foundation.ledger.verbs import Refused

from .conftest import PERSON, case_of


def test_fifteen_days_and_fifteen_more(office):
    case_id = office.handled(date(2017, 9, 22))
    assert reading(case_id, date(2017, 9, 25)).due == date(2017, 10, 19)
    too_long = office.do(actions.request_extension, case_id, date(2017, 10, 9), days=16, reason="多")
    assert isinstance(too_long, Refused)
    office.must(actions.request_extension, case_id, date(2017, 10, 9), days=15, reason="多")
    office.must(actions.extend, case_id, date(2017, 10, 10), office.head)
    assert reading(case_id, date(2017, 10, 10)).due == date(2017, 11, 9)


def test_no_proof_of_identity_was_needed(office):
    nameless = type(PERSON)(name="张样本", phone="13800001234")
    case_id = office.received(date(2018, 3, 1), applicant=nameless)
    assert office.do(actions.examine, case_id, date(2018, 3, 1))
    later = office.received(date(2026, 3, 2), applicant=nameless)
    refused = office.do(actions.examine, later, date(2026, 3, 2))
    assert isinstance(refused, Refused)
    assert [name for name, _ in refused.details] == ["id_number"]


def test_any_refusal_of_a_third_party_binds(office):
    """第二十三条: without its consent nothing is released, whatever its grounds."""
    for day, blocked in ((date(2018, 3, 1), True), (date(2026, 3, 2), False)):
        case_id = office.handled(day)
        asked = office.must(
            actions.consult, case_id, day, party="third_party", name="某公司", address="某路",
            information="合同", days=15,
        )  # fmt: skip
        office.must(
            actions.receive_opinion, case_id, day, consultation_id=asked.pk, opinion="refuses_without_grounds"
        )
        decided = office.do(actions.decide, case_id, day, outcome="disclosed")
        assert isinstance(decided, Refused) == blocked, decided


def test_outcomes_are_those_of_the_day_of_receipt(office):
    old = office.handled(date(2019, 5, 14))
    new = office.handled(date(2019, 5, 15))
    day = date(2019, 5, 20)
    grounds = {"grounds": "经查", "ground_codes": ()}
    assert isinstance(office.do(actions.decide, old, day, outcome="excessive", **grounds), Refused)
    assert isinstance(office.do(actions.decide, new, day, outcome="told_to_clarify", **grounds), Refused)
    assert office.do(actions.decide, old, day, outcome="told_to_clarify", **grounds)
    assert (case_of(old).regime, case_of(new).regime) == ("2007", "2019")
