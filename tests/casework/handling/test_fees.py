"""Too many requests: reasons asked, delayed, or charged by the tariff; never by both bases."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions, periodic, proving
from gongkai.casework.actions.notices import make_sure
from gongkai.casework.charges import number_in_month
from gongkai.casework.models import CaseEvent, CaseStanding, FeeNotice, Notice
from gongkai.casework.queries import Bucket, board, reading
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.post import deliver

from .conftest import PERSON, case_of, moment

DAY = date(2026, 3, 2)


def many(office, count):
    """So many requests of the same person within the month; the last one's number."""
    for n in range(count - 1):
        office.received(DAY, wanted=f"第{n}件")
    return office.handled(DAY, wanted="最后一件")


@pytest.mark.parametrize(
    ("count", "fen"), [(10, None), (11, 100_00), (30, 100_00), (31, 200_00), (41, 300_00)]
)
def test_by_item_the_notice_asks_for_what_this_one_costs(office, count, fen):
    case_id = many(office, count)
    assert number_in_month(case_of(case_id)) == count
    asked = office.do(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库")
    if fen is None:
        assert isinstance(asked, Refused)
        assert asked.article
    else:
        assert asked, asked
        assert (asked.fen, asked.quantity) == (fen, count)
        assert case_of(case_id).state == "fee_asked"


@pytest.mark.parametrize(
    ("pages", "fen"), [(30, None), (31, 10_00), (100, 700_00), (101, 720_00), (201, 2740_00)]
)
def test_by_page(office, pages, fen):
    case_id = office.handled(DAY)
    asked = office.do(actions.ask_fee, case_id, DAY, basis="page", pages=pages, payment="缴入国库")
    assert asked.fen == fen if fen else isinstance(asked, Refused)


def test_never_both(office):
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库")
    office.must(actions.receive_fee, case_id, date(2026, 3, 5), voucher="001")
    both = office.do(actions.ask_fee, case_id, date(2026, 3, 6), basis="page", pages=500, payment="缴入国库")
    assert isinstance(both, Refused)
    assert FeeNotice.objects.count() == 1


def test_payment_starts_the_period_anew_and_is_counted(office):
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, date(2026, 3, 9), basis="item", payment="缴入国库")
    assert reading(case_id, date(2026, 3, 10)).due is None
    office.must(actions.receive_fee, case_id, date(2026, 3, 16), voucher="001")
    assert reading(case_id, date(2026, 3, 16)).due == date(2026, 4, 14)
    standing = CaseStanding.objects.standing().get(case_id=case_id)
    assert (standing.fee_fen, standing.fee_paid_on) == (100_00, date(2026, 3, 16))


def test_unpaid_lapses_and_a_late_payment_is_refused(office):
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库", way="handed")
    last = reading(case_id, DAY).fee_by
    assert last == date(2026, 3, 30)
    late = office.do(actions.receive_fee, case_id, last + timedelta(days=1), voucher="001")
    assert isinstance(late, Refused)
    assert periodic.lapse_abandoned(moment(last + timedelta(days=1))) == 1
    assert (case_of(case_id).outcome, case_of(case_id).closed_on) == ("fee_unpaid", last + timedelta(days=1))


def test_the_period_to_pay_counts_from_service(office):
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库")
    office.must(actions.record_service, case_id, date(2026, 3, 5), served_on=date(2026, 3, 4))
    assert reading(case_id, date(2026, 3, 5)).fee_by == date(2026, 4, 1)


def test_without_proof_of_service_nothing_lapses(office):
    """Posted, and nobody knows when it arrived: the days for paying have not begun."""
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库", way="ems")
    shown = reading(case_id, date(2026, 6, 30))
    assert (shown.awaits_proof, shown.fee_by, shown.lapse) == (True, None, None)
    (row,) = board(office.clerk, date(2026, 6, 30), bucket=Bucket.PAUSED).rows
    assert (row.card.id, row.awaits_proof, row.waits_until) == (case_id, True, None)
    assert periodic.lapse_abandoned(moment(date(2026, 6, 30))) == 0
    refused = office.do(actions.lapse, case_id, date(2026, 6, 30))
    assert "请先登记送达" in str(refused.reason)
    assert "109号" in refused.article
    office.must(actions.receive_fee, case_id, date(2026, 6, 30), voucher="001", on=date(2026, 5, 29))
    assert case_of(case_id).state == "handling"


def test_the_letter_tells_the_last_day_as_if_it_arrived_at_once(office):
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库", way="ems")
    letter = Notice.objects.get(case_id=case_id, template="fee")
    assert letter.until == date(2026, 3, 30)
    assert "2026年3月30日以前；实际收到较晚的，自收到次日起算" in letter.text


def test_a_wrong_day_of_service_is_struck_and_entered_anew(office):
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库", way="ems")
    office.must(actions.record_service, case_id, date(2026, 3, 5), served_on=date(2026, 3, 3))
    wrong = CaseEvent.objects.get(case_id=case_id, kind="served")
    office.must(
        actions.strike_event, case_id, date(2026, 3, 9), office.head, event_id=wrong.pk, reason="看错邮戳"
    )
    assert reading(case_id, date(2026, 3, 9)).awaits_proof
    office.must(actions.record_service, case_id, date(2026, 3, 9), served_on=date(2026, 3, 4))
    assert reading(case_id, date(2026, 3, 9)).fee_by == date(2026, 4, 1)


def test_a_mailed_notice_proves_its_own_service(office):
    """On the day the server took it, once it can no longer come back."""
    case_id = many(office, 11)
    office.must(actions.ask_fee, case_id, DAY, basis="item", payment="缴入国库", way="email")
    letter = Notice.objects.get(case_id=case_id, template="fee")
    make_sure(letter.pk, moment(DAY, 90))
    letter.refresh_from_db()
    deliver(letter.letter, moment(DAY, 95))
    assert proving.prove_mailed(moment(DAY, 120)) == 0, "it may still come back"
    assert proving.prove_mailed(moment(date(2026, 3, 4))) == 1
    assert FeeNotice.objects.get(case_id=case_id).served_on == DAY
    assert reading(case_id, date(2026, 3, 4)).fee_by == date(2026, 3, 30)


def test_another_person_and_another_month_are_not_counted(office):
    many(office, 12)
    other = office.handled(
        DAY, applicant=type(PERSON)(name="李样本", phone="13900000000", id_number="99000X")
    )
    assert number_in_month(case_of(other)) == 1
    next_month = office.handled(date(2026, 4, 1))
    assert number_in_month(case_of(next_month)) == 1


def test_before_the_tariff_nothing_is_charged(office):
    case_id = office.handled(date(2020, 12, 1))
    refused = office.do(
        actions.ask_fee, case_id, date(2020, 12, 2), basis="page", pages=300, payment="缴入国库"
    )
    assert isinstance(refused, Refused)


def test_a_delay_needs_reasons_that_were_asked_and_given(office):
    case_id = office.handled(DAY)
    until = date(2026, 5, 29)
    early = office.do(actions.delay, case_id, DAY, office.head, until=until, reason="数量大")
    assert isinstance(early, Refused)
    assert "三十五条" in early.article
    office.must(actions.ask_reasons, case_id, DAY, why="一个月 40 件", until=date(2026, 3, 9))
    office.must(actions.receive_reasons, case_id, date(2026, 3, 9), text="研究需要")
    assert isinstance(office.do(actions.delay, case_id, date(2026, 3, 10), until=until, reason="大"), Refused)
    office.must(actions.delay, case_id, date(2026, 3, 10), office.head, until=until, reason="数量大")
    assert reading(case_id, date(2026, 3, 10)).due == until


def test_reasons_need_a_why_and_the_right_text(office):
    case_id = office.handled(DAY)
    assert isinstance(office.do(actions.ask_reasons, case_id, DAY, why="", until=date(2026, 3, 9)), Refused)
    old = office.handled(date(2018, 3, 1))
    refused = office.do(actions.ask_reasons, old, date(2018, 3, 2), why="多", until=date(2018, 3, 9))
    assert isinstance(refused, Refused)
    assert refused.article
