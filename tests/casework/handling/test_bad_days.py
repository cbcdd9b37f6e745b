"""A clock that jumps, dates that cannot be, things done twice."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions
from gongkai.casework.models import CaseEvent
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused

from .conftest import case_of, moment

DAY = date(2026, 3, 2)


def test_a_clock_that_fell_back_writes_nothing(office):
    case_id = office.handled(DAY)
    refused = actions.withdraw(actor=office.clerk, now=moment(date(2026, 3, 1)), case_id=case_id)
    assert isinstance(refused, Refused)
    assert "时钟" in str(refused.reason)
    assert case_of(case_id).state == "handling"


def test_machines_may_differ_by_minutes(office):
    case_id = office.handled(DAY)
    touched = case_of(case_id).touched_at
    done = actions.withdraw(actor=office.clerk, now=touched - timedelta(minutes=3), case_id=case_id)
    assert done, done
    assert case_of(case_id).touched_at == touched


@pytest.mark.parametrize("on", [date(2026, 3, 6), date(2026, 2, 27)])
def test_no_happening_in_the_future_or_before_the_request(office, on):
    case_id = office.handled(DAY)
    refused = office.do(actions.withdraw, case_id, date(2026, 3, 5), on=on)
    assert isinstance(refused, Refused)
    assert CaseEvent.objects.filter(case_id=case_id).count() == 1


def test_a_happening_before_an_earlier_one_is_refused_in_words(office):
    case_id = office.handled(DAY)
    office.must(actions.ask_correction, case_id, date(2026, 3, 5), items="一", until=date(2026, 3, 19))
    refused = office.do(actions.receive_correction, case_id, date(2026, 3, 6), text="答", on=date(2026, 3, 4))
    assert isinstance(refused, Refused)
    assert case_of(case_id).state == "correcting"


def test_what_happened_yesterday_may_be_entered_today(office):
    case_id = office.handled(DAY)
    office.must(actions.withdraw, case_id, date(2026, 3, 5), on=date(2026, 3, 4))
    assert case_of(case_id).closed_on == date(2026, 3, 4)


def test_closed_stays_closed(office):
    case_id = office.handled(DAY)
    office.must(actions.withdraw, case_id, DAY)
    for verb, more in (
        (actions.withdraw, {}),
        (actions.decide, {"outcome": "disclosed"}),
        (actions.examine, {}),
        (actions.ask_correction, {"items": "一", "until": date(2026, 3, 19)}),
    ):
        refused = office.do(verb, case_id, DAY, **more)
        assert isinstance(refused, Refused)
        assert refused.article
    reopened = office.do(actions.reopen, case_id, DAY)
    assert isinstance(reopened, Refused)


def test_tables_follow_from_the_ledger(office):
    case_id = office.handled(DAY, wanted="一；二")
    office.must(actions.split, case_id, DAY, matters=["一", "二"], reason="两件事")
    office.must(actions.request_extension, case_id, DAY, days=5, reason="多")
    office.must(actions.refuse_extension, case_id, DAY, office.head, reason="来得及")
    office.must(
        actions.consult, case_id, DAY, party="third_party", name="某公司", address="某路", information="合同"
    )
    office.must(actions.withdraw, case_id, DAY)
    assert list(mismatches()) == []
