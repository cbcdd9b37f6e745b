"""Dated stories through the verbs: what is entered late, what came in time, what a release needs."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions, periodic
from gongkai.casework.models import CaseStanding
from gongkai.casework.queries.cases import reading
from gongkai.core.clock import Phase
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Actor

from .conftest import case_of, moment

FRIDAY, SATURDAY, MONDAY = date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 23)


def asked(office, until: date) -> int:
    case_id = office.handled(date(2026, 3, 2))
    office.must(actions.ask_correction, case_id, date(2026, 3, 4), items="写明年度", until=until)
    return case_id


def after_hours(day: date):
    return moment(day, 600)


def test_a_correction_of_the_last_day_entered_on_monday_is_in_time(office):
    """Friday is the last day; the letter lies in the box over the weekend."""
    case_id = asked(office, FRIDAY)
    for day in (FRIDAY, SATURDAY, SATURDAY + timedelta(days=1)):
        assert periodic.lapse_after_hours(after_hours(day)) == 0
    office.must(actions.receive_correction, case_id, MONDAY, text="2025年度", on=FRIDAY)
    assert periodic.lapse_after_hours(after_hours(MONDAY)) == 0
    assert reading(case_id, MONDAY).due == date(2026, 4, 20)  # 20 working days after 20 March, less Qingming


def test_silence_is_closed_on_monday_as_of_saturday(office):
    case_id = asked(office, FRIDAY)
    late = office.do(actions.receive_correction, case_id, MONDAY, text="2025年度")
    assert "2026年3月20日届满" in str(late.reason)
    assert "第三十条" in late.article
    assert periodic.lapse_after_hours(after_hours(MONDAY)) == 1
    assert (case_of(case_id).outcome, case_of(case_id).closed_on) == ("lapsed_correction", SATURDAY)
    assert CaseStanding.objects.standing().get(case_id=case_id).closed_on == SATURDAY


def test_who_says_that_he_paid_is_not_closed_unheard(office):
    case_id = office.handled(date(2026, 3, 2))
    office.must(
        actions.ask_fee, case_id, date(2026, 3, 2), basis="page", pages=40, payment="缴入国库", way="online"
    )
    last = reading(case_id, date(2026, 3, 2)).fee_by
    assert last == date(2026, 3, 30)
    applicant = Actor(f"applicant:{case_id}")
    office.must(actions.tell_payment, case_id, last, applicant, voucher="370000001")
    refused = office.do(actions.lapse, case_id, last + timedelta(days=1), SYSTEM)
    assert isinstance(refused, Refused)
    assert "请先核对" in str(refused.reason)
    office.must(actions.receive_fee, case_id, date(2026, 4, 1), voucher="370000001", on=last)
    assert reading(case_id, date(2026, 4, 1)).due == date(2026, 4, 28)


def test_a_fee_notice_runs_from_its_arrival(office):
    day = date(2026, 3, 2)
    case_id = office.handled(day)
    office.must(actions.ask_fee, case_id, day, basis="page", pages=40, payment="缴入国库", way="ems")
    assert reading(case_id, day).awaits_proof
    office.must(actions.record_service, case_id, date(2026, 3, 9), served_on=date(2026, 3, 6))
    assert reading(case_id, date(2026, 3, 31)).fee_by == date(2026, 4, 3)
    for actor in (SYSTEM, office.clerk):
        early = office.do(actions.lapse, case_id, date(2026, 4, 3), actor)
        assert "自2026年4月4日起才视为放弃申请" in str(early.reason)
        assert "109号" in early.article
    office.must(actions.lapse, case_id, date(2026, 4, 4), SYSTEM)
    assert case_of(case_id).closed_on == date(2026, 4, 4)


def test_a_letter_that_can_stop_nothing_any_more_goes_out_and_stops_nothing(office):
    """The last day still counts when the letter goes out on it. The third party has to be heard all the same,
    and the clock says why it runs on."""
    for late in (0, 1, 7):
        case_id = office.handled(date(2026, 3, 2))
        due = reading(case_id, date(2026, 3, 2)).due
        day = due + timedelta(days=late)
        office.must(
            actions.consult, case_id, day, party="third_party", name="样本公司", information="合同",
            address="样本路 9 号", served_on=day,
        )  # fmt: skip
        shown = reading(case_id, day + timedelta(days=1))
        assert (shown.due, shown.phase, shown.overdue) == (due, Phase.RUNNING, True)
        told = next(line for line in shown.lines if "征求第三方的意见" in str(line.message))
        assert "所需时间不能再从中扣除" in str(told.message)
        assert "第三十三条第三款" in told.article


# 渠道、提交、签收或到达、确认 → 收到之日、条例、届满日
ARRIVALS = [
    (Arrival(Channel.SIGNED_POST, date(2019, 5, 14), signed_for=date(2019, 5, 15)),
     "2019", date(2019, 6, 13)),
    (Arrival(Channel.COUNTER, date(2019, 5, 14)), "2007", date(2019, 6, 4)),
    (Arrival(Channel.EMAIL, date(2019, 5, 14), reached_system=date(2019, 5, 14)), "2007", date(2019, 6, 4)),
    (Arrival(Channel.ORDINARY_POST, date(2019, 5, 6), confirmed=date(2019, 5, 15)),
     "2019", date(2019, 6, 13)),
    (Arrival(Channel.COUNTER, date(2026, 2, 14)), "2019", date(2026, 3, 20)),
]  # fmt: skip


@pytest.mark.parametrize(("arrival", "regime", "due"), ARRIVALS)
def test_entered_years_later_by_its_own_day(office, arrival, regime, due):
    """Backdated registration: the day of receipt, not of typing, chooses regulation and period."""
    today = date(2026, 6, 1)
    made = office.register(today, arrival=arrival)
    assert made, made
    assert case_of(made.case_id).regime == regime
    assert reading(made.case_id, today).due == due
    assert reading(made.case_id, today).overdue


def test_an_email_waits_for_both_sides(office):
    sent = date(2026, 3, 6)
    made = office.register(sent, arrival=Arrival(Channel.EMAIL, sent, reached_system=sent))
    assert made.waiting_for is not None
    assert case_of(made.case_id).state == "unconfirmed"
    office.must(actions.confirm_receipt, made.case_id, date(2026, 3, 9), note="电话确认")
    assert case_of(made.case_id).received_on == date(2026, 3, 9)
    assert reading(made.case_id, date(2026, 3, 9)).due == date(2026, 4, 7)


def test_a_third_party_refusing_with_grounds_binds_until_told_otherwise(office):
    day = date(2026, 3, 2)
    case_id = office.handled(day)
    letter = office.must(
        actions.consult, case_id, day, party="third_party", name="样本公司", information="合同",
        address="样本路 9 号",
    )  # fmt: skip
    office.must(
        actions.receive_opinion, case_id, date(2026, 3, 4), consultation_id=letter.pk,
        opinion="refuses_with_grounds", text="含有技术秘密",
    )  # fmt: skip
    refused = office.do(actions.decide, case_id, date(2026, 3, 5), outcome="disclosed")
    assert isinstance(refused, Refused)
    assert "第三十二条" in refused.article
    office.must(
        actions.notify_override, case_id, date(2026, 3, 5), consultation_id=letter.pk, information="合同",
        reason="不公开可能对公共利益造成重大影响",
    )  # fmt: skip
    office.must(actions.decide, case_id, date(2026, 3, 5), outcome="disclosed")


def test_a_letter_received_before_it_was_sent_is_refused(office):
    case_id = office.handled(date(2026, 3, 2))
    refused = office.do(
        actions.consult, case_id, date(2026, 3, 9), party="third_party", name="样本公司", information="合同",
        address="样本路 9 号", served_on=date(2026, 3, 6),
    )  # fmt: skip
    assert isinstance(refused, Refused)
    assert "早于发出" in str(refused.reason)
