"""What the calendar does by itself, on time, late and twice."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions, periodic
from gongkai.casework.models import Case, Consultation
from gongkai.casework.queries import reading
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import FOUNDED, case_of, moment

DAY = date(2026, 3, 2)


@pytest.mark.parametrize("days_late", [0, 1, 40])
def test_an_unanswered_correction_ends_on_the_lawful_day(office, days_late):
    case_id = office.received(DAY)
    office.must(actions.ask_correction, case_id, DAY, items="一", until=date(2026, 3, 18))
    assert periodic.lapse_abandoned(moment(date(2026, 3, 18), 600)) == 0
    run = moment(date(2026, 3, 19) + timedelta(days=days_late))
    assert periodic.lapse_abandoned(run) == 1
    assert periodic.lapse_abandoned(run) == 0
    assert (case_of(case_id).outcome, case_of(case_id).closed_on) == ("lapsed_correction", date(2026, 3, 19))


def test_a_last_day_on_a_holiday_moves_to_the_next_working_day(office):
    case_id = office.received(date(2026, 2, 9))
    until = date(2026, 2, 20)  # within the Spring Festival, which ends on 23 February
    office.must(actions.ask_correction, case_id, date(2026, 2, 10), items="一", until=until)
    assert periodic.lapse_abandoned(moment(date(2026, 2, 24))) == 0
    assert periodic.lapse_abandoned(moment(date(2026, 2, 25))) == 1
    assert case_of(case_id).closed_on == date(2026, 2, 25)


def test_silence_of_everybody_lets_handling_go_on(office):
    case_id = office.handled(DAY)
    for name in ("甲公司", "乙公司"):
        office.must(
            actions.consult, case_id, DAY, party="third_party", name=name, address="某路", information="合同"
        )
    due = reading(case_id, DAY).consultations
    last = max(each.date for each in due.values())
    assert last == date(2026, 3, 23)
    assert periodic.end_silent_consultations(moment(last, 600)) == 0
    assert periodic.end_silent_consultations(moment(last + timedelta(days=3))) == 1
    assert periodic.end_silent_consultations(moment(last + timedelta(days=3))) == 0
    assert case_of(case_id).state == "handling"
    assert set(Consultation.objects.values_list("opinion", "ended_on")) == {("silent", last)}


def test_a_served_letter_counts_from_its_service(office):
    case_id = office.handled(DAY)
    asked = office.must(
        actions.consult, case_id, DAY, party="third_party", name="某公司", address="某路", information="合同"
    )
    office.must(
        actions.record_service,
        case_id,
        date(2026, 3, 6),
        served_on=date(2026, 3, 5),
        consultation_id=asked.pk,
    )
    (due,) = reading(case_id, date(2026, 3, 6)).consultations.values()
    assert due.date == date(2026, 3, 26)


def test_a_late_opinion_is_kept_and_moves_nothing(office):
    case_id = office.handled(DAY)
    asked = office.must(
        actions.consult, case_id, DAY, party="third_party", name="某公司", address="某路", information="合同"
    )
    periodic.end_silent_consultations(moment(date(2026, 3, 24)))
    before = reading(case_id, date(2026, 3, 25)).due
    office.must(
        actions.receive_opinion, case_id, date(2026, 3, 25), consultation_id=asked.pk, opinion="agrees"
    )
    assert reading(case_id, date(2026, 3, 25)).due == before
    assert Consultation.objects.get(pk=asked.pk).opinion == "agrees"


def _head(office):
    made = organisations.create_person(
        actor=SYSTEM, now=moment(FOUNDED), body_id=office.bodies["forestry"], username="head", name="负责人",
        email="head@example.org",
    )  # fmt: skip
    organisations.appoint(
        actor=SYSTEM, now=moment(FOUNDED), person_id=made, body_id=office.bodies["forestry"],
        role=Role.OFFICE_HEAD, on=FOUNDED,
    )  # fmt: skip


def test_the_head_is_warned_before_the_day_and_once(office):
    _head(office)
    case_id = office.handled(DAY)
    due = reading(case_id, DAY).due
    assert due == date(2026, 3, 30)
    assert periodic.escalate_near(moment(date(2026, 3, 24))) == 0
    assert periodic.escalate_near(moment(date(2026, 3, 25))) == 1
    assert periodic.escalate_near(moment(date(2026, 3, 26))) == 0
    letters = Letter.objects.filter(to="head@example.org")
    assert letters.count() == 1
    assert case_of(case_id).number in letters.get().subject
    assert Event.objects.filter(verb="case.escalate").count() == 1


def test_a_moved_date_is_warned_of_again(office):
    _head(office)
    case_id = office.handled(DAY)
    assert periodic.escalate_near(moment(date(2026, 3, 25))) == 1
    office.must(actions.request_extension, case_id, date(2026, 3, 26), days=5, reason="卷宗多")
    office.must(actions.extend, case_id, date(2026, 3, 26), office.head)
    assert periodic.escalate_near(moment(date(2026, 3, 30))) == 0
    assert periodic.escalate_near(moment(date(2026, 4, 2))) == 1


def test_one_case_that_cannot_be_done_holds_up_no_other(office, monkeypatch):
    for wanted in ("一", "二"):
        case_id = office.received(DAY, wanted=wanted)
        office.must(actions.ask_correction, case_id, DAY, items="一", until=date(2026, 3, 18))
    first = Case.objects.order_by("pk").first()
    first.touched_at = moment(date(2027, 1, 1))
    first.save()
    assert periodic.lapse_abandoned(moment(date(2026, 3, 20))) == 1


def test_old_drafts_go(office):
    actions.save_draft(data={}, now=moment(DAY))
    assert periodic.expire_drafts(moment(DAY)) == 0
    assert periodic.expire_drafts(moment(DAY + timedelta(days=31))) == 1
