"""What was entered wrongly is put right; what was believed before stays in the ledger and in older tables."""

from datetime import date

import pytest

from gongkai.casework import actions, periodic
from gongkai.casework.actions import ArrivalFacts
from gongkai.casework.models import CaseEvent, CaseStanding, Notice, Reply
from gongkai.casework.queries import reading
from gongkai.casework.queries.statistics import position_on
from gongkai.core.counts import Period
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger import counting
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import case_of, moment

DAY = date(2026, 3, 2)
COUNTER = ArrivalFacts(Channel.COUNTER, DAY)
POSTED = ArrivalFacts(Channel.SIGNED_POST, DAY, signed_for=date(2026, 3, 5))


def closed_in(office, year: int, position: int | None = None) -> dict[str, int]:
    """What the year's table says of results, as of a position of the ledger."""
    body = office.bodies["forestry"]
    at = position_on(date(2030, 1, 1)) if position is None else position
    found = counting.members("requests_closed", [body], Period.of_year(year), at)
    return {key: amount for (key, _), amount in found.items() if amount}


def right(office, case_id, day, arrival, actor=None, reason="登记时看错了日期"):
    return office.do(actions.correct_receipt, case_id, day, actor, arrival=arrival, reason=reason)


def test_a_wrong_day_of_receipt_moves_everything_that_counts_from_it(office):
    case_id = office.handled(DAY)
    assert reading(case_id, DAY).due == date(2026, 3, 30)
    done = right(office, case_id, date(2026, 3, 9), POSTED)
    assert done, done
    case = case_of(case_id)
    assert (case.channel, case.received_on, case.state) == ("signed_post", date(2026, 3, 5), "handling")
    assert reading(case_id, date(2026, 3, 9)).due == date(2026, 4, 2)
    struck, new = CaseEvent.objects.filter(case=case, kind="received").order_by("pk")
    assert (struck.struck_at is not None, struck.on, new.on) == (True, DAY, date(2026, 3, 5))
    event = Event.objects.filter(verb="case.correct_receipt", subject_type="case").latest("sequence")
    assert (event.before["received_on"], event.after["received_on"]) == ("2026-03-02", "2026-03-05")
    assert event.reason == "登记时看错了日期"
    standing = CaseStanding.objects.standing().get(case=case)
    assert (standing.received_on, standing.channel) == (date(2026, 3, 5), "signed_post")
    assert list(mismatches()) == []


def test_the_applicant_is_told_the_right_day_and_why(office):
    case_id = office.handled(DAY)
    right(office, case_id, date(2026, 3, 9), POSTED)
    letter = Notice.objects.get(case_id=case_id, template="receipt_corrected")
    assert letter.shown
    for said in (
        "收到申请之日：2026年3月5日", "答复期限：2026年4月2日",
        "由2026年3月2日更正为2026年3月5日。原因：登记时看错了日期",
    ):  # fmt: skip
        assert said in letter.text


def test_who_was_told_nothing_gets_no_letter(office):
    """Entered years later from paper: the applicant holds no letter of this system."""
    made = office.register(date(2026, 6, 1), arrival=Arrival(Channel.COUNTER, DAY), on=DAY)
    right(office, made.case_id, date(2026, 6, 2), POSTED)
    assert not Notice.objects.filter(case_id=made.case_id).exists()


def test_only_the_channel_was_wrong(office):
    case_id = office.handled(DAY)
    fax = ArrivalFacts(Channel.FAX, DAY, reached_system=DAY, confirmed=DAY)
    assert right(office, case_id, date(2026, 3, 9), fax)
    assert CaseStanding.objects.standing().get(case_id=case_id).channel == "fax"
    assert not Notice.objects.filter(case_id=case_id, template="receipt_corrected").exists()
    assert CaseEvent.objects.filter(case_id=case_id, kind="received").count() == 1


@pytest.mark.parametrize(
    ("arrival", "said"),
    [
        (ArrivalFacts(Channel.EMAIL, DAY, reached_system=DAY), "等待与申请人确认"),
        (ArrivalFacts(Channel.COUNTER, date(2026, 3, 10)), "将来"),
        (ArrivalFacts(Channel.SIGNED_POST, DAY, signed_for=date(2026, 3, 1)), "早于提交"),
        (ArrivalFacts(Channel.COUNTER, date(2026, 3, 6)), "在收到申请之前"),
        (ArrivalFacts(Channel.COUNTER, date(2008, 4, 30)), "2008年5月1日"),
    ],
)
def test_what_cannot_be_is_refused(office, arrival, said):
    case_id = office.received(DAY)
    office.must(actions.ask_correction, case_id, date(2026, 3, 4), items="年度", until=date(2026, 3, 18))
    refused = right(office, case_id, date(2026, 3, 9), arrival)
    assert isinstance(refused, Refused)
    assert said in str(refused.reason)
    assert case_of(case_id).received_on == DAY


def test_without_a_reason_it_is_refused(office):
    refused = right(office, office.handled(DAY), date(2026, 3, 9), POSTED, reason=" ")
    assert isinstance(refused, Refused)


def test_receipt_and_correction_notice_on_one_day(office):
    """The new receipt is written down after the notice of the same day, and still comes before it."""
    case_id = office.received(DAY)
    office.must(actions.ask_correction, case_id, date(2026, 3, 4), items="年度", until=date(2026, 3, 18))
    assert right(office, case_id, date(2026, 3, 9), ArrivalFacts(Channel.COUNTER, date(2026, 3, 4)))
    assert reading(case_id, date(2026, 3, 9)).lapse.on == date(2026, 3, 19)


def test_an_unconfirmed_request_may_turn_out_to_have_come_otherwise(office):
    made = office.register(DAY, arrival=Arrival(Channel.EMAIL, DAY, reached_system=DAY))
    assert case_of(made.case_id).state == "unconfirmed"
    still = right(office, made.case_id, date(2026, 3, 3), ArrivalFacts(Channel.FAX, DAY, reached_system=DAY))
    assert still, still
    assert (case_of(made.case_id).state, case_of(made.case_id).channel) == ("unconfirmed", "fax")
    assert right(office, made.case_id, date(2026, 3, 4), COUNTER)
    case = case_of(made.case_id)
    assert (case.state, case.received_on) == ("registered", DAY)
    assert reading(case.pk, date(2026, 3, 4)).due == date(2026, 3, 30)


def test_another_text_may_apply(office):
    """Signed for on the first day of the revised text, entered as of the day before."""
    case_id = office.handled(date(2019, 5, 14))
    assert reading(case_id, date(2019, 5, 20)).due == date(2019, 6, 4)
    came = ArrivalFacts(Channel.SIGNED_POST, date(2019, 5, 13), signed_for=date(2019, 5, 15))
    assert right(office, case_id, date(2019, 5, 20), came)
    assert (case_of(case_id).regime, reading(case_id, date(2019, 5, 20)).due) == ("2019", date(2019, 6, 13))
    assert CaseStanding.objects.standing().get(case_id=case_id).regime == "2019"


def test_what_the_other_text_does_not_know_stays_impossible(office):
    """A fee was asked: the text of 2007 knows none."""
    case_id = office.handled(date(2021, 3, 1))
    office.must(actions.ask_fee, case_id, date(2021, 3, 2), basis="page", pages=40, payment="缴入国库")
    refused = right(office, case_id, date(2021, 3, 3), ArrivalFacts(Channel.COUNTER, date(2019, 5, 14)))
    assert "当时没有信息处理费" in str(refused.reason)


def test_a_draft_goes_back_to_its_drafter(office):
    case_id = office.handled(DAY)
    reply = office.must(actions.decide, case_id, DAY, outcome="not_this_body", grounds="不是本机关制作")
    assert right(office, case_id, date(2026, 3, 9), POSTED)
    reply = Reply.objects.get(pk=reply.pk)
    assert (reply.state, reply.approved_by) == ("returned", {})
    assert "由2026年3月2日更正为2026年3月5日" in reply.returned
    actions.draft(actor=office.clerk, now=office.at(date(2026, 3, 9)), reply_id=reply.pk)
    assert "2026年3月5日" in Reply.objects.get(pk=reply.pk).text


def test_once_closed_only_the_head_of_the_office(office):
    case_id = office.handled(DAY)
    office.must(actions.withdraw, case_id, date(2026, 3, 31))
    assert CaseStanding.objects.standing().get(case_id=case_id).late
    before = position_on(date(2026, 4, 1))
    assert isinstance(right(office, case_id, date(2026, 4, 2), POSTED), Refused)
    assert right(office, case_id, date(2026, 4, 2), POSTED, office.head)
    assert not CaseStanding.objects.standing().get(case_id=case_id).late
    assert CaseStanding.objects.as_of(before).get(case_id=case_id).late, "as it was believed then"
    later = ArrivalFacts(Channel.COUNTER, date(2026, 4, 1))
    assert "晚于办结的日期" in str(right(office, case_id, date(2026, 4, 2), later, office.head).reason)


def test_others_may_not(office):
    case_id = office.handled(DAY)
    for role in (Role.REVIEWER, Role.SIGNER, Role.STATISTICS_CLERK):
        assert isinstance(right(office, case_id, DAY, POSTED, office.person(role)), Refused)


# ── 撤销逾期终止 ──────────────────────────────────────────────────────


@pytest.fixture
def lapsed(office):
    """Asked to correct by 18 December; closed on the 19th, last year's table told so."""
    case_id = office.received(date(2025, 12, 1))
    office.must(actions.ask_correction, case_id, date(2025, 12, 4), items="年度", until=date(2025, 12, 18))
    assert periodic.lapse_abandoned(moment(date(2025, 12, 22))) == 1
    assert case_of(case_id).outcome == "lapsed_correction"
    return case_id


def undo(office, case_id, day, on, actor=None, **more):
    given = {"text": "2025年度", "reason": "信件压在收发室"} | more
    return office.do(actions.undo_correction_lapse, case_id, day, actor or office.head, on=on, **given)


def test_a_letter_found_in_the_post_room(office, lapsed):
    before = position_on(date(2026, 1, 10))
    assert closed_in(office, 2025, before) == {"2019.lapsed_correction.natural": 1}
    done = undo(office, lapsed, date(2026, 1, 12), date(2025, 12, 18))
    assert done, done
    case = case_of(lapsed)
    assert (case.state, case.outcome, case.closed_on) == ("registered", "", None)
    assert reading(lapsed, date(2026, 1, 12)).due == date(2026, 1, 16)
    letter = Notice.objects.get(case=case, template="lapse_undone")
    for said in ("已于2025年12月18日收到，没有逾期", "现撤销该告知", "2026年1月16日"):
        assert said in letter.text
    assert closed_in(office, 2025) == {}, "no longer among last year's ends"
    assert closed_in(office, 2025, before) == {"2019.lapsed_correction.natural": 1}, "as of then it is"
    assert list(mismatches()) == []


def test_one_that_came_late_needs_a_good_reason(office, lapsed):
    late = date(2025, 12, 19)
    refused = undo(office, lapsed, date(2026, 1, 12), late)
    assert "补正期限已于2025年12月18日届满" in str(refused.reason)
    assert "第三十条" in refused.article
    assert undo(office, lapsed, date(2026, 1, 12), late, good_reason="申请人住院")
    assert "有正当理由（申请人住院）" in Notice.objects.get(case_id=lapsed, template="lapse_undone").text


def test_who_may_undo_and_what(office, lapsed):
    assert isinstance(undo(office, lapsed, date(2026, 1, 12), date(2025, 12, 18), office.clerk), Refused)
    nothing = undo(office, lapsed, date(2026, 1, 12), date(2025, 12, 18), text=" ")
    assert "请写明补正的内容" in str(nothing.reason)
    withdrawn = office.handled(DAY)
    office.must(actions.withdraw, withdrawn, date(2026, 3, 3))
    assert "不是因此终止" in str(undo(office, withdrawn, date(2026, 3, 4), date(2026, 3, 3)).reason)


def test_a_payment_found_after_the_end(office):
    case_id = office.handled(DAY)
    office.must(actions.ask_fee, case_id, DAY, basis="page", pages=40, payment="国库", way="handed")
    office.must(actions.lapse, case_id, date(2026, 3, 31), SYSTEM)
    late = office.do(
        actions.undo_fee_lapse, case_id, date(2026, 4, 2), office.head, on=date(2026, 3, 31), voucher="1",
        reason="国库回单迟到",
    )  # fmt: skip
    assert "缴费期限已于2026年3月30日届满" in str(late.reason)
    done = office.do(
        actions.undo_fee_lapse, case_id, date(2026, 4, 2), office.head, on=date(2026, 3, 30), voucher="1",
        reason="国库回单迟到",
    )  # fmt: skip
    assert done, done
    case = case_of(case_id)
    assert (case.state, reading(case_id, date(2026, 4, 2)).due) == ("handling", date(2026, 4, 28))
    standing = CaseStanding.objects.standing().get(case_id=case_id)
    assert (standing.fee_fen, standing.fee_paid_on) == (100_00, date(2026, 3, 30))
    assert list(mismatches()) == []
