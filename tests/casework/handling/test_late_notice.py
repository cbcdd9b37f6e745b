"""A holiday notice comes late: open requests move, the ledger says from what to what, and whose date came
earlier is listed."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.deadlines import came_earlier
from gongkai.casework.queries import reading
from gongkai.foundation.calendar_notices.actions import load_notice
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations.roles import SYSTEM, Role

DAY = date(2026, 12, 21)
NOTICE = """year = 2027
[[notice]]
title = "国务院办公厅关于2027年部分节假日安排的通知（示例）"
number = "国办发明电〔2026〕0号"
issued = 2026-12-22
verified = false
[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
"""


@pytest.fixture
def waiting(office):
    """Received before anybody knew next year's holidays: the dates are provisional."""
    case_id = office.handled(DAY)
    closed = office.handled(DAY, wanted="另一件")
    office.must(actions.withdraw, closed, DAY)
    return case_id, closed


def load(office, text=NOTICE):
    done = load_notice(actor=SYSTEM, now=office.at(date(2026, 12, 23)), text=text, reason="国办通知")
    assert isinstance(done, tuple), done
    return done


def test_open_requests_move_and_the_ledger_tells(office, waiting):
    case_id, closed = waiting
    before = reading(case_id, DAY)
    assert before.provisional
    moved = load(office)
    after = reading(case_id, DAY)
    assert after.due > before.due
    assert {each.subject for each in moved if each.subject[0] == "case"} == {("case", str(case_id))}
    event = Event.objects.get(subject_type="deadline", subject_id=f"case:{case_id}")
    assert event.before["due"] == before.due.isoformat()
    assert event.after["due"] == after.due.isoformat()
    assert not Event.objects.filter(subject_id=f"case:{closed}", subject_type="deadline").exists()


def test_applicants_whose_date_came_earlier_are_listed(office, waiting):
    """A Sunday is worked and no weekday is free: one working day more before the date told."""
    case_id, _ = waiting
    before = reading(case_id, DAY).due
    load(office, NOTICE.replace("first = 2027-01-01", "first = 2027-01-02") + "make_up = [2026-12-27]\n")
    after = reading(case_id, DAY).due
    assert after < before
    (listed,) = came_earlier(office.clerk, date(2026, 12, 24), since=date(2026, 12, 1))
    assert (listed.card.id, listed.before, listed.after) == (case_id, before, after)
    assert came_earlier(office.person(Role.REQUEST_CLERK, "land"), date(2026, 12, 24), DAY) == []


def test_an_awaited_opinion_moves_too(office, waiting):
    case_id, _ = waiting
    asked = office.must(
        actions.consult, case_id, DAY, party="third_party", name="某公司", address="某路", information="合同"
    )
    moved = load(office)
    assert ("consultation", str(asked.pk)) in {each.subject for each in moved}
