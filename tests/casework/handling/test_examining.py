"""Taken up, assigned, joined, referred; and found again by words."""

from datetime import date

import pytest
from django.db import connection

from gongkai.casework import actions, queries
from gongkai.casework.models import CaseAccess, Notice, Reply
from gongkai.casework.texts import grams_of, text_key
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import FOUNDED, PERSON, case_of, moment

DAY = date(2026, 3, 2)


def test_incomplete_requests_say_what_is_missing(office):
    case_id = office.received(DAY, applicant=type(PERSON)(name="张样本"))
    refused = office.do(actions.examine, case_id, DAY)
    assert isinstance(refused, Refused)
    assert "二十九条" in refused.article
    assert [name for name, _ in refused.details] == ["id_number", "contact"]


def appoint(office, body="forestry", role=Role.REQUEST_CLERK, username="li"):
    person = organisations.create_person(
        actor=SYSTEM, now=moment(FOUNDED), body_id=office.bodies[body], username=username, name="李经办"
    )
    organisations.appoint(
        actor=SYSTEM,
        now=moment(FOUNDED),
        person_id=person,
        body_id=office.bodies[body],
        role=role,
        on=FOUNDED,
    )
    return person


def test_assigned_to_people_of_the_body_only(office):
    case_id = office.handled(DAY)
    own, other = appoint(office), appoint(office, "land", username="wang")
    office.must(actions.assign, case_id, DAY, person_id=own, unit="造林科")
    assert (case_of(case_id).assigned_to_id, case_of(case_id).unit) == (own, "造林科")
    assert isinstance(office.do(actions.assign, case_id, DAY, person_id=other), Refused)


def test_a_petition_is_answered_and_sent_on(office):
    case_id = office.handled(DAY, wanted="请处理邻居违建")
    office.must(
        actions.retype, case_id, DAY, outcome="petition", target="市信访局", reason="要求处理违建",
        other_channel="市信访局，电话 0000-0000000",
    )  # fmt: skip
    case = case_of(case_id)
    assert (case.state, case.referred_to, case.outcome) == ("replying", "市信访局", "")
    assert Reply.objects.get(case=case).outcome == "petition"
    assert Notice.objects.get(case=case, template="referral").to_name == "市信访局"


@pytest.mark.parametrize("outcome", ["disclosed", "trade_secret", "no_such_outcome"])
def test_retyping_is_for_what_is_no_request(office, outcome):
    case_id = office.handled(DAY)
    refused = office.do(actions.retype, case_id, DAY, outcome=outcome, target="某处", reason="理由")
    assert isinstance(refused, Refused)


@pytest.mark.parametrize("outcome", ["lapsed_correction", "withdrawn", "no_such_outcome"])
def test_decided_only_by_an_outcome_that_is_a_reply(office, outcome):
    case_id = office.handled(DAY)
    assert isinstance(office.do(actions.decide, case_id, DAY, outcome=outcome), Refused)


def test_duplicates_are_linked_and_still_answered(office):
    first = office.handled(DAY)
    second = office.handled(date(2026, 3, 3), wanted="2016 年度退耕还林补助资金的发放名单。")
    assert [card.id for card in queries.duplicates(office.clerk, second, DAY)] == [first]
    assert isinstance(
        office.do(actions.mark_duplicate, second, date(2026, 3, 3), of_id=second, reason="重复"), Refused
    )
    office.must(actions.mark_duplicate, second, date(2026, 3, 3), of_id=first, reason="同一天寄来两封")
    assert (case_of(second).repeats_id, case_of(second).state) == (first, "handling")


def test_similar_ones_are_found_by_words_best_first(office):
    target = office.handled(DAY)
    other = type(PERSON)(name="李样本", phone="13900000000", id_number="99000Y")
    near = office.handled(DAY, wanted="2016年度退耕还林补助资金发放明细", applicant=other)
    office.handled(DAY, wanted="城区公交线路调整方案", applicant=other)
    (found,) = queries.alike(office.clerk, target, DAY)
    assert (found.card.id, found.same_person, found.same_text) == (near, False, False)
    assert 0.3 <= found.share < 1
    assert queries.alike(office.person(Role.REQUEST_CLERK, "forestry"), near, DAY)


def test_similar_requests_of_another_body_are_not_shown(office):
    target = office.handled(DAY)
    office.received(DAY, body="land")
    assert queries.alike(office.clerk, target, DAY) == []


def test_texts_compare_without_spaces_marks_and_widths():
    assert text_key("２０１６ 年度，名单。") == text_key("2016年度名单")
    assert text_key("甲") != text_key("乙")
    assert text_key(" 。") == ""
    assert grams_of("甲乙丙") == grams_of("甲 乙、丙")


def test_parts_share_the_code_and_keep_the_whole_text(office):
    case_id = office.received(DAY, wanted="甲的名单；乙的预算")
    (part,) = office.must(actions.split, case_id, DAY, matters=["甲的名单", "乙的预算"], reason="两件事")
    hashes = set(CaseAccess.objects.values_list("code_hash", flat=True))
    assert len(hashes) == 1
    assert CaseAccess.objects.count() == 2
    assert case_of(case_id).application.as_sent == part.application.as_sent == "甲的名单；乙的预算"
    assert part.application.wanted == "乙的预算"
    one = office.do(actions.split, case_id, DAY, matters=["甲的名单"], reason="一件")
    assert isinstance(one, Refused)


def test_the_search_for_similar_ones_uses_the_index(office):
    for n in range(3):
        office.received(DAY, wanted=f"第{n}件")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM casework_application WHERE grams && ARRAY[1, 2]")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "application_grams" in plan
