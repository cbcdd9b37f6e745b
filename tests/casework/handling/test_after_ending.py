"""What is left lying when a request ends: drafts go nowhere, the applicant's words stay out of the ledger."""

from datetime import date

from gongkai.casework import actions
from gongkai.casework.models import Reply
from gongkai.casework.policy import applicant_of
from gongkai.core.receipt import Channel
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC

from .conftest import case_of

DAY = date(2026, 3, 2)


def test_a_draft_of_a_withdrawn_request_goes_nowhere(office):
    case_id = office.handled(DAY)
    office.must(actions.decide, case_id, DAY, outcome="disclosed")
    reply = Reply.objects.get(case_id=case_id)
    office.must(actions.withdraw, case_id, DAY)
    refused = actions.draft(actor=office.clerk, now=office.at(DAY), reply_id=reply.pk, grounds="写")
    assert isinstance(refused, Refused)
    assert "终止" in str(refused.reason)


def test_the_applicants_own_words_stay_out_of_the_ledger(office):
    case_id = office.received(DAY)
    office.must(actions.withdraw, case_id, DAY, applicant_of(case_id), reason="我叫张样本，已经拿到了")
    assert case_of(case_id).events.get(kind="closed").note == "我叫张样本，已经拿到了"
    assert not Event.objects.filter(reason__contains="张样本").exists()


def test_a_request_withdrawn_before_receipt_never_counted(office):
    case_id = office.received(DAY, channel=Channel.ORDINARY_POST)
    office.must(actions.withdraw, case_id, DAY)
    case = case_of(case_id)
    assert (case.state, case.received_on) == ("closed", None)
    assert not case.standings.exists()
    assert not case.events.exists()


def test_a_portal_whose_clock_fell_back_takes_nothing(office):
    office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC)
    refused = office.register(date(2026, 2, 27), channel=Channel.INTERNET, actor=PUBLIC)
    assert isinstance(refused, Refused)
    assert "时钟" in str(refused.reason)
    assert office.register(date(2026, 2, 27)), "the counter knows the day without our clock"
