"""Number and code let the applicant in; guessing does not, and is noticed."""

from datetime import date, timedelta

import pytest

from gongkai.casework import access_codes, actions, guessing, queries
from gongkai.casework.models import Draft, WrongTries
from gongkai.core.receipt import Channel
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Actor

from .conftest import case_of

DAY = date(2026, 3, 2)


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


def wrong(office, made, times, address="192.0.2.1", now=None, number=None):
    now = now or office.at(DAY)
    return [enter(office, made, "AAAA-BBBB-CCCC", address, now, number) for _ in range(times)]


def test_a_source_waits_longer_with_each_wrong_code_and_then_gets_in(office, made, settings):
    settings.CASE_CODE_FAILURES, settings.CASE_CODE_LOCK_SECONDS = 3, 100
    now = office.at(DAY)
    wrong(office, made, 3, now=now)
    assert guessing.seconds_to_wait("192.0.2.1", now) == 30
    waiting = enter(office, made, now=now)
    assert "1 分钟后再试" in str(waiting.reason)
    assert guessing.seconds_to_wait("192.0.2.1", now) == 30, "asking does not prolong it"
    for expected in (60, 100, 100):
        now += timedelta(seconds=guessing.seconds_to_wait("192.0.2.1", now))
        wrong(office, made, 1, now=now)
        assert guessing.seconds_to_wait("192.0.2.1", now) == expected
    assert isinstance(enter(office, made, now=now + timedelta(seconds=100)), Actor)


def test_wrong_codes_are_forgotten_after_an_hour(office, made, settings):
    settings.CASE_CODE_FAILURES = 3
    wrong(office, made, 2)
    later = office.at(DAY) + guessing.FORGOTTEN + timedelta(seconds=1)
    wrong(office, made, 2, now=later)
    assert guessing.seconds_to_wait("192.0.2.1", later) == 0
    kept = WrongTries.objects.count()
    assert guessing.forget(later + timedelta(hours=22)) == 0
    assert guessing.forget(later + timedelta(days=2)) == kept > 0


def test_nobody_can_shut_the_applicant_out(office, made, settings):
    settings.CASE_CODE_FAILURES = 3
    for n in range(50):
        wrong(office, made, 3, f"192.0.2.{n}")
    assert isinstance(enter(office, made, address="198.51.100.9"), Actor)


def test_waiting_does_not_tell_whether_a_number_exists(office, made, settings):
    settings.CASE_CODE_FAILURES = 3
    now = office.at(DAY)
    there = wrong(office, made, 9, "192.0.2.1", now)
    not_there = wrong(office, made, 9, "192.0.2.2", now, "forestry-S2026-99999")
    assert there == not_there
    assert len(set(map(str, (each.reason for each in there)))) == 2
    assert guessing.seconds_to_wait("192.0.2.1", now) == guessing.seconds_to_wait("192.0.2.2", now) > 0


def test_guessing_on_one_case_is_told_to_its_office_at_ten_and_a_hundred(office, made, settings):
    settings.CASE_CODE_FAILURES = 10
    for n in range(60):
        wrong(office, made, 2, f"192.0.2.{n}")
    noted = Event.objects.filter(verb="case.note_wrong_codes", body=office.bodies["forestry"])
    assert [each.after["wrong"] for each in noted.order_by("sequence")] == [10, 100]
    assert "192.0.2." not in str([each.after for each in noted])


def test_guessing_over_many_numbers_is_noticed_once_an_hour(office, made, settings, caplog):
    settings.CASE_ALARM_FAILURES = 5
    for n in range(12):
        wrong(office, made, 1, f"192.0.2.{n}", number=f"forestry-S2026-{n:05d}9")
    noted = Event.objects.get(verb="case.note_wrong_codes")
    assert (noted.body, noted.after["wrong"]) == (None, 5)
    assert "5 wrong query codes within the hour" in caplog.text


def test_a_source_gets_few_guesses_a_day_out_of_two_to_the_sixtieth(office, made):
    now, guesses = office.at(DAY), 0
    end = now + timedelta(days=1)
    while now < end:
        wait = guessing.seconds_to_wait("192.0.2.1", now)
        if wait:
            now += timedelta(seconds=wait)
            continue
        guessing.wrong("192.0.2.1", made.number, now)
        guesses += 1
    assert guesses < 150
    assert len(access_codes.ALPHABET) ** access_codes.LENGTH == 2**60


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
    kept = bytes(Draft.objects.get().sealed)
    assert "二".encode() not in kept
    assert b"wanted" not in kept
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
