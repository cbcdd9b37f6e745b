"""Number and code let the applicant in; guessing does not, and is noticed."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from gongkai.casework import actions, queries
from gongkai.casework.models import CaseAccess
from gongkai.core.receipt import Channel
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Actor

from .conftest import case_of

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()


@pytest.fixture
def made(office):
    return office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC)


def enter(office, made, code=None, address="192.0.2.1", now=None, number=None):
    return actions.enter(
        number=number or made.number, code=code or made.code, address=address, now=now or office.at(DAY)
    )


def test_number_and_code_let_in_however_they_are_typed(office, made):
    for number, code in (
        (made.number, made.code),
        (made.number.upper(), made.code.lower().replace("-", " ")),
        (f" {made.number} ", made.code.replace("-", "")),
    ):
        actor = enter(office, made, code=code, number=number)
        assert isinstance(actor, Actor), actor
        assert queries.own_case(actor, DAY).number == made.number


def test_wrong_code_and_unknown_number_say_the_same(office, made):
    wrong = enter(office, made, code="AAAA-BBBB-CCCC")
    unknown = enter(office, made, number="forestry-S2026-99999")
    assert isinstance(wrong, Refused)
    assert wrong == unknown


def test_guessing_locks_the_case_for_a_while_and_is_told(office, made, settings):
    settings.CASE_CODE_FAILURES = 3
    for n in range(3):
        enter(office, made, code="AAAA-BBBB-CCCC", address=f"192.0.2.{n}")
    locked = enter(office, made, address="192.0.2.77")
    assert isinstance(locked, Refused)
    assert "分钟" in str(locked.reason)
    assert Event.objects.filter(verb="case.note_wrong_codes", body=office.bodies["forestry"]).count() == 1
    later = office.at(DAY) + timedelta(seconds=settings.CASE_CODE_LOCK_SECONDS + 60)
    assert isinstance(enter(office, made, address="192.0.2.77", now=later), Actor)
    assert CaseAccess.objects.get(case_id=made.case_id).failures == 0


def test_guessing_over_many_cases_locks_the_address(office, made, settings):
    settings.CASE_ADDRESS_FAILURES = 4
    for n in range(4):
        enter(office, made, number=f"forestry-S2026-{n:05d}9", code="AAAA-BBBB-CCCC")
    assert isinstance(enter(office, made), Refused)
    assert isinstance(enter(office, made, address="198.51.100.9"), Actor)
    told = Event.objects.get(verb="case.note_wrong_codes")
    assert "192.0.2.1" not in str(told.after)


def test_the_applicant_sees_and_does_what_is_his(office, made):
    actor = enter(office, made)
    own = queries.own_case(actor, DAY)
    assert own.can == ("case.withdraw",) or "case.withdraw" in own.can
    assert "case.decide" not in own.can
    assert "case.unmask" not in own.can
    assert own.reading.due == date(2026, 3, 30)
    office.must(actions.withdraw, made.case_id, DAY, actor, reason="不需要了")
    assert case_of(made.case_id).outcome == "withdrawn"


def test_the_applicant_of_one_case_does_not_see_another(office, made):
    other = office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC, wanted="另一件")
    actor = enter(office, made)
    with pytest.raises(queries.NoSuchCaseError):
        office.do(actions.withdraw, other.case_id, DAY, actor)
    with pytest.raises(queries.NoSuchCaseError):
        queries.own_case(PUBLIC, DAY)


def test_he_answers_a_correction_notice(office, made):
    office.must(actions.ask_correction, made.case_id, DAY, items="请写明年度", until=date(2026, 3, 16))
    actor = enter(office, made)
    own = queries.own_case(actor, DAY)
    assert (own.items, own.until) == ("请写明年度", date(2026, 3, 16))
    assert "case.receive_correction" in own.can
    office.must(actions.receive_correction, made.case_id, date(2026, 3, 5), actor, text="2025年度")
    after = queries.own_case(actor, date(2026, 3, 5))
    assert (after.items, after.until) == ("", None)
    assert after.reading.due == date(2026, 4, 2)


def test_drafts_are_found_by_their_code_until_their_day(office, settings):
    now = office.at(DAY)
    code = actions.save_draft(data={"wanted": "一"}, now=now)
    assert actions.save_draft(data={"wanted": "二"}, now=now, code=code) == code
    assert actions.open_draft(code=code.lower(), now=now) == {"wanted": "二"}
    over = now + timedelta(days=settings.CASE_DRAFT_DAYS + 1)
    assert actions.open_draft(code=code, now=over) is None
    actions.discard_draft(code=code)
    assert actions.open_draft(code=code, now=now) is None


def test_a_lost_code_is_replaced_by_the_clerk(office, made):
    assert isinstance(office.do(actions.renew_code, made.case_id, DAY, reason=""), Refused)
    code = office.must(actions.renew_code, made.case_id, DAY, reason="申请人持身份证到窗口")
    assert isinstance(enter(office, made), Refused)
    assert isinstance(enter(office, made, code=code), Actor)
    assert not Event.objects.filter(after__icontains=code).exists()
