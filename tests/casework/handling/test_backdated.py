"""A step on paper may be entered later under its own day. A letter that this system sends goes out now."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.models import Notice
from gongkai.foundation.ledger.verbs import Refused

from .conftest import PERSON, case_of
from .living import Life

MAIL = "今天才发出，日期不能早于今天"
LATE = date(2026, 3, 12)  # the eighth working day; the seventh was the day before

STEPS = [
    (actions.ask_correction, {"items": "年度", "until": date(2026, 3, 25)}),
    (actions.ask_fee, {"basis": "page", "pages": 40, "payment": "国库"}),
    (actions.ask_reasons, {"why": "一个月四十件", "until": date(2026, 3, 25)}),
]


@pytest.mark.parametrize(("verb", "more"), STEPS, ids=lambda each: getattr(each, "__name__", ""))
def test_no_letter_of_ours_is_older_than_its_sending(office, verb, more):
    seventh = date(2026, 3, 11)
    for way, allowed in (("email", False), ("online", False), ("handed", True), ("ems", True)):
        case_id = office.handled(date(2026, 3, 2), applicant=PERSON)
        done = office.do(verb, case_id, LATE, on=seventh, way=way, **more)
        assert bool(done) is allowed, way
        if not allowed:
            assert MAIL in str(done.reason)
            assert case_of(case_id).state == "handling", "nothing was written"


def test_who_is_told_by_mail_is_told_before_the_period_is_over(office):
    """Granted on the last day, entered the day after: the applicant could no longer be told in time."""
    life = Life(office).tell("request 2026-03-02; requested 2026-03-30 20")
    late = {"on": date(2026, 3, 30), "way": "email"}
    refused = office.do(actions.extend, life.case_id, date(2026, 3, 31), office.head, **late)
    assert MAIL in str(refused.reason)
    assert not Notice.objects.filter(case_id=life.case_id, template="extension").exists()


def test_a_third_party_asked_by_mail_was_not_asked_before(office):
    case_id = office.handled(date(2026, 3, 2))
    asked = {"party": "third_party", "name": "样本公司", "information": "合同", "email": "a@example.org"}
    refused = office.do(actions.consult, case_id, LATE, on=date(2026, 3, 5), **asked)
    assert isinstance(refused, Refused)
    assert office.do(actions.consult, case_id, LATE, on=date(2026, 3, 5), way="ems", **asked)
