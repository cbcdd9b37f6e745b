"""Reconsiderations, lawsuits and complaints from the notice to the statistics."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.actions import ChallengeFacts, Conclusion
from gongkai.casework.models import Case, CaseStanding, Challenge
from gongkai.casework.queries.cases import NoSuchCaseError
from gongkai.core.counts import Period
from gongkai.foundation.ledger import chain, counting, rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Role
from tests.casework.handling.conftest import PERSON

pytestmark = pytest.mark.django_db
REVIEW = "某市人民政府"
COURT = "某市中级人民法院"


def _closed(office, day=date(2024, 3, 1), until=date(2024, 3, 20)):
    case_id = office.handled(day)
    office.must(actions.withdraw, case_id, until)
    return case_id


def _review(office, about, filed=date(2024, 4, 1), **more):
    made = actions.register_reconsideration(
        actor=office.clerk, now=office.at(filed), body_id=office.bodies["forestry"], about_id=about,
        facts=ChallengeFacts(REVIEW, filed, **more),
    )  # fmt: skip
    assert made, made
    return made.case_id


def _suit(office, about, filed, review=None):
    return actions.register_lawsuit(
        actor=office.clerk, now=office.at(filed), body_id=office.bodies["forestry"], about_id=about,
        review_id=review, facts=ChallengeFacts(COURT, filed),
    )  # fmt: skip


def _challenge(case_id):
    return Challenge.objects.get(case=case_id)


def _table(office, year, body="forestry"):
    period, at = Period.of_year(year), chain.position()
    found = {}
    for name in ("challenges_closed", "challenges_pending", "requests_closed", "requests_carried_out"):
        for (key, _), value in counting.members(name, [office.bodies[body]], period, at).items():
            found[f"{name}[{key}]"] = value
    return found


UPHELD = Conclusion("upheld", "某政复决〔2024〕1号", date(2024, 5, 20))
CORRECTED = Conclusion(
    "revoked", "某政复决〔2024〕2号", date(2024, 5, 20), corrected_what="撤销原答复", orders_reply=True,
    ordered_days=15,
)  # fmt: skip


def test_a_reconsideration_that_upholds(office):
    about = _closed(office)
    case_id = _review(office, about, accepted_on=date(2024, 4, 1))
    office.must(
        actions.notify_reconsideration, case_id, date(2024, 4, 8), document="某政复答〔2024〕1号",
        on=date(2024, 4, 8),
    )  # fmt: skip
    office.must(actions.answer_reconsideration, case_id, date(2024, 4, 15))
    office.must(actions.hear_reconsideration, case_id, date(2024, 4, 16), hearing_on=date(2024, 4, 30))
    case = office.must(actions.conclude_reconsideration, case_id, date(2024, 5, 22), conclusion=UPHELD)
    assert (case.state, case.outcome, case.closed_on) == ("decided", "upheld", date(2024, 5, 20))
    assert _challenge(case_id).answered_on == date(2024, 4, 15)
    assert Case.objects.get(pk=about).state == "closed"
    assert _table(office, 2024)["challenges_closed[reconsideration.upheld]"] == 1


def test_a_reconsideration_that_corrects_reopens_the_request(office):
    """The request gets a new clock from the day the order came; its first result stays in its year."""
    about = _closed(office)
    case_id = _review(office, about)
    office.must(
        actions.conclude_reconsideration,
        case_id,
        date(2024, 5, 24),
        conclusion=CORRECTED,
        on=date(2024, 5, 24),
    )
    request = Case.objects.get(pk=about)
    assert (request.state, request.outcome, request.closed_on) == ("handling", "", None)
    standings = CaseStanding.objects.standing().filter(case=about).order_by("round")
    assert [(each.round, each.received_on, each.closed_on, each.result) for each in standings] == [
        (1, date(2024, 3, 1), date(2024, 3, 20), "withdrawn"),
        (2, date(2024, 5, 24), None, ""),
    ]
    assert _table(office, 2024) == {
        "challenges_closed[reconsideration.corrected]": 1,
        "requests_closed[2019.withdrawn.natural]": 1,
    }
    assert list(rows.mismatches()) == []


def test_nobody_is_ordered_to_reply_by_a_decision_that_upholds(office):
    case_id = _review(office, _closed(office))
    wrong = Conclusion("upheld", "某政复决〔2024〕3号", date(2024, 5, 20), orders_reply=True)
    refused = office.do(actions.conclude_reconsideration, case_id, date(2024, 5, 24), conclusion=wrong)
    assert isinstance(refused, Refused)
    assert "只有纠正的结果" in str(refused.reason)


def test_a_correction_of_a_request_that_is_still_open_leaves_nothing_behind(office):
    """The order can't reopen what was never closed: the whole step is refused."""
    about = office.handled(date(2024, 3, 1))
    case_id = _review(office, about)
    refused = office.do(actions.conclude_reconsideration, case_id, date(2024, 5, 24), conclusion=CORRECTED)
    assert isinstance(refused, Refused)
    assert _challenge(case_id).result == ""


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [
        (Conclusion("splendid", "1号", date(2024, 5, 20)), "结果不在规定的范围内"),
        (Conclusion("upheld", "", date(2024, 5, 20)), "文号和日期"),
        (Conclusion("upheld", "1号", None), "文号和日期"),
        (Conclusion("upheld", "1号", date(2024, 3, 31)), "不能早于受理日期"),
        (Conclusion("upheld", "1号", date(2025, 1, 1)), "将来"),
        (Conclusion("revoked", "1号", date(2024, 5, 20)), "纠正了什么"),
    ],
)
def test_a_result_says_what_it_must(office, conclusion, said):
    case_id = _review(office, _closed(office))
    refused = office.do(actions.conclude_reconsideration, case_id, date(2024, 5, 24), conclusion=conclusion)
    assert isinstance(refused, Refused)
    assert said in str(refused.reason)


def test_a_lawsuit_is_pending_until_its_judgment_is_final(office):
    about = _closed(office)
    case_id = _suit(office, about, date(2024, 9, 2)).case_id
    office.must(
        actions.notify_lawsuit, case_id, date(2024, 9, 5), document="（2024）某行初1号", on=date(2024, 9, 5)
    )
    office.must(actions.answer_lawsuit, case_id, date(2024, 9, 18))
    office.must(
        actions.judge_lawsuit, case_id, date(2024, 12, 20), decision="rejected", document="（2024）某行初1号",
        judged_on=date(2024, 12, 18),
    )  # fmt: skip
    assert _table(office, 2024)["challenges_pending[lawsuit_direct]"] == 1
    office.must(
        actions.appeal_lawsuit, case_id, date(2025, 1, 3), document="（2025）某行终1号", on=date(2025, 1, 3)
    )
    final = Conclusion("rejected", "（2025）某行终1号", date(2025, 3, 3))
    office.must(actions.conclude_lawsuit, case_id, date(2025, 3, 10), conclusion=final)
    assert _table(office, 2024)["challenges_pending[lawsuit_direct]"] == 1
    assert _table(office, 2025) == {"challenges_closed[lawsuit_direct.upheld]": 1}


def test_a_retrial_leaves_the_result_of_its_year(office):
    case_id = _suit(office, _closed(office), date(2024, 9, 2)).case_id
    first = Conclusion("suit_dismissed", "（2024）某行初1号", date(2024, 10, 8))
    office.must(actions.conclude_lawsuit, case_id, date(2024, 10, 9), conclusion=first)
    before = _table(office, 2024)
    office.must(
        actions.retry_lawsuit, case_id, date(2025, 2, 3), document="（2025）某行再1号", on=date(2025, 2, 3)
    )
    assert _table(office, 2024) == before
    assert _table(office, 2025) == {"challenges_pending[lawsuit_direct]": 1}
    again = Conclusion("revoked", "（2025）某行再1号", date(2025, 6, 3), corrected_what="撤销原答复")
    office.must(actions.conclude_lawsuit, case_id, date(2025, 6, 9), conclusion=again)
    assert _table(office, 2024) == before
    assert _table(office, 2025) == {"challenges_closed[lawsuit_direct.corrected]": 1}


def test_suing_after_a_review_needs_a_decided_review_of_the_same_matter(office):
    about = _closed(office)
    review = _review(office, about)
    undecided = _suit(office, about, date(2024, 6, 3), _challenge(review).pk)
    assert isinstance(undecided, Refused)
    assert "还没有结果" in str(undecided.reason)
    office.must(actions.conclude_reconsideration, review, date(2024, 5, 22), conclusion=UPHELD)
    early = _suit(office, about, date(2024, 5, 2), _challenge(review).pk)
    assert isinstance(early, Refused)
    other = _suit(office, _closed(office), date(2024, 6, 3), _challenge(review).pk)
    assert isinstance(other, Refused)
    assert _suit(office, about, date(2024, 6, 3), _challenge(review).pk)
    assert _table(office, 2024)["challenges_pending[lawsuit_after_review]"] == 1


def test_a_complaint_counts_for_the_body_complained_of(office):
    city = office.person(Role.CITY_OFFICE, "city")
    made = actions.register_complaint(
        actor=city, now=office.at(date(2024, 4, 1)), body_id=office.bodies["city"], text="逾期不答复",
        against_id=office.bodies["forestry"], facts=ChallengeFacts("某市人民政府办公室", date(2024, 4, 1)),
    )  # fmt: skip
    assert made, made
    case_id = made.case_id
    office.must(actions.examine_complaint, case_id, date(2024, 4, 2), city)
    office.must(actions.ask_explanation, case_id, date(2024, 4, 2), city, due_on=date(2024, 4, 12))
    with pytest.raises(NoSuchCaseError):
        office.do(
            actions.explain, case_id, date(2024, 4, 8), office.person(Role.REQUEST_CLERK, "land"), text="无"
        )
    office.must(actions.explain, case_id, date(2024, 4, 8), office.clerk, text="已于4月3日答复")
    ended = Conclusion("self_corrected", "某办函〔2024〕1号", date(2024, 4, 20), corrected_what="补发答复")
    himself = office.do(actions.conclude_complaint, case_id, date(2024, 4, 20), city, conclusion=ended)
    assert isinstance(himself, Refused)
    another = office.person(Role.CITY_OFFICE, "city", "another")
    office.must(actions.conclude_complaint, case_id, date(2024, 4, 20), another, conclusion=ended)
    office.must(actions.reply_to_complaint, case_id, date(2024, 4, 22), city, document="某办函〔2024〕2号")
    assert _table(office, 2024) == {"challenges_closed[complaint.corrected]": 1}
    assert _table(office, 2024, "city") == {}


def test_a_withdrawn_complaint_is_another_result(office):
    city = office.person(Role.CITY_OFFICE, "city")
    made = actions.register_complaint(
        actor=city, now=office.at(date(2024, 4, 1)), body_id=office.bodies["city"], text="逾期不答复",
        against_id=office.bodies["forestry"], facts=ChallengeFacts("某市人民政府办公室", date(2024, 4, 1)),
    )  # fmt: skip
    office.must(actions.withdraw_complaint, made.case_id, date(2024, 4, 5), city)
    assert _table(office, 2024) == {"challenges_closed[complaint.other]": 1}


def test_a_wrong_entry_of_a_result_is_corrected_with_its_reason(office):
    case_id = _review(office, _closed(office))
    office.must(actions.conclude_reconsideration, case_id, date(2024, 5, 22), conclusion=UPHELD)
    position = chain.position()
    right = Conclusion("mediated", "某政复调〔2024〕1号", date(2024, 5, 21))
    refused = office.do(
        actions.correct_reconsideration_result, case_id, date(2024, 6, 1), conclusion=right, reason=" "
    )
    assert isinstance(refused, Refused)
    office.must(
        actions.correct_reconsideration_result, case_id, date(2024, 6, 1), conclusion=right, reason="登记错误"
    )
    assert _table(office, 2024)["challenges_closed[reconsideration.other]"] == 1
    then = counting.members("challenges_closed", [office.bodies["forestry"]], Period.of_year(2024), position)
    assert list(then.values()) == [1]
    assert next(iter(then))[0] == "reconsideration.upheld"


def test_the_verb_of_another_kind_finds_nothing(office):
    case_id = _review(office, _closed(office))
    with pytest.raises(NoSuchCaseError):
        office.do(actions.conclude_lawsuit, case_id, date(2024, 5, 22), conclusion=UPHELD)


def test_only_the_body_s_clerk_registers(office):
    facts = ChallengeFacts(REVIEW, date(2024, 4, 1))
    for actor in (office.person(Role.REQUEST_CLERK, "land"), office.person(Role.DRAFTER)):
        refused = actions.register_reconsideration(
            actor=actor, now=office.at(date(2024, 4, 1)), body_id=office.bodies["forestry"], facts=facts
        )
        assert isinstance(refused, Refused)


def test_suspended_and_resumed(office):
    case_id = _review(office, _closed(office))
    office.must(
        actions.notify_reconsideration, case_id, date(2024, 4, 8), document="1号", on=date(2024, 4, 8)
    )
    office.must(
        actions.suspend_reconsideration, case_id, date(2024, 4, 20), document="2号", on=date(2024, 4, 20)
    )
    case = office.must(
        actions.resume_reconsideration, case_id, date(2024, 5, 20), document="3号", on=date(2024, 5, 20)
    )
    assert case.state == "in_review"
    office.must(
        actions.extend_reconsideration, case_id, date(2024, 5, 28), document="4号", on=date(2024, 5, 28),
        until=date(2024, 6, 28),
    )  # fmt: skip
    office.must(actions.mediate_reconsideration, case_id, date(2024, 6, 1), note="组织调解")
    office.must(actions.conclude_reconsideration, case_id, date(2024, 6, 3), conclusion=UPHELD)
    office.must(actions.perform_reconsideration, case_id, date(2024, 6, 9), note="无须履行")


def test_a_complainant_is_answered_by_a_letter_of_ours(office):
    city = office.person(Role.CITY_OFFICE, "city")
    made = actions.register_complaint(
        actor=PUBLIC, now=office.at(date(2024, 4, 1)), body_id=office.bodies["city"], text="逾期不答复",
        against_id=office.bodies["forestry"], applicant=PERSON,
        facts=ChallengeFacts("某市人民政府办公室", date(2024, 4, 1)),
    )  # fmt: skip
    assert made.code
    office.must(actions.examine_complaint, made.case_id, date(2024, 4, 2), city)
    ended = Conclusion("unfounded", "某办函〔2024〕1号", date(2024, 4, 20))
    another = office.person(Role.CITY_OFFICE, "city", "another")
    office.must(actions.conclude_complaint, made.case_id, date(2024, 4, 20), another, conclusion=ended)
    nothing = office.do(actions.reply_to_complaint, made.case_id, date(2024, 4, 22), city)
    assert isinstance(nothing, Refused)
    case = office.must(
        actions.reply_to_complaint, made.case_id, date(2024, 4, 22), city, text="经查，已在期限内答复。"
    )
    letter = case.notices.get()
    assert "经查，已在期限内答复" in letter.text
    assert letter.shown
    assert _challenge(made.case_id).document == letter.number != ""
