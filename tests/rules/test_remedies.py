"""Each outcome × body × date has its right remedy, and its right words."""

from datetime import date
from itertools import pairwise, product

import pytest

from gongkai.core.outcomes import Contested
from gongkai.core.remedies import (
    Address,
    Addresses,
    BodyKind,
    BodyLevel,
    BodyStanding,
    CourtLevel,
    Line,
    NoRouteError,
    Organ,
    remedy,
    remedy_for,
)
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import kinds

RULES = rulebook.remedies()
LISTS = [rulebook.request_outcomes(day) for day in (date(2019, 5, 14), date(2019, 5, 15))]
OUTCOMES = [(each.regime, outcome) for each in LISTS for outcome in each.outcome]

ADDRESSES = Addresses(
    organs={organ: Address(f"示例{organ.value}", "示例路1号", "0000-0000000") for organ in Organ},
    courts={court: Address(f"示例{court.value}法院", "示例路2号") for court in CourtLevel},
    online="https://review.example/",
)

# 机关：类型、层级、管理方式                 2023年12月31日以前                        2024年1月1日以后
BODIES = """
government     province ordinary    itself                                     itself
government     city     ordinary    superior_government                        superior_government
government     county   ordinary    superior_government                        superior_government
government     township ordinary    superior_government                        superior_government
government     township dispatched  founding_government                        founding_government
department     province ordinary    same_level_government/superior_department  same_level_government
department     city     ordinary    same_level_government/superior_department  same_level_government
department     county   ordinary    same_level_government/superior_department  same_level_government
department     city     vertical    superior_department                        superior_department
department     county   vertical    superior_department                        superior_department
department     city     justice     same_level_government/superior_department  same_level_government/+
department     county   justice     same_level_government/superior_department  same_level_government/+
department     city     dispatched  founding_department/government_of_founder  government_of_founder
department     county   dispatched  founding_department/government_of_founder  government_of_founder
department     township ordinary    founding_department/government_of_founder  government_of_founder
zone_committee city     ordinary    founding_government                        founding_government
zone_committee county   ordinary    founding_government                        founding_government
institution    city     ordinary    managing_body                              managing_government
institution    county   ordinary    managing_body                              managing_government
"""
BODY_ROWS = [line.split() for line in BODIES.strip().splitlines()]

DATES = [
    date(2008, 5, 1), date(2015, 4, 30), date(2015, 5, 1), date(2019, 5, 15), date(2023, 12, 31),
    date(2024, 1, 1), date(2025, 5, 31), date(2025, 6, 1), date(2026, 11, 26),
]  # fmt: skip

FIRST_FROM_2024 = {
    Contested.WITHHELD, Contested.PARTLY_GRANTED, Contested.QUERY_MATTER, Contested.NOT_READY,
    Contested.UNCLEAR, Contested.NOT_PROCESSED, Contested.OTHER, Contested.SILENCE, Contested.NOT_CORRECTED,
}  # fmt: skip
DIRECT_FROM_JUNE_2025 = {Contested.NOT_READY, Contested.UNCLEAR, Contested.NOT_PROCESSED}
"""无法提供、不予处理: the interpretation of 2025, article 1 (1), has the courts accept them."""

NOTHING = {
    Contested.NOTHING, Contested.CORRECTION_NOTICE, Contested.EXTENSION_NOTICE, Contested.FEE_NOTICE,
}  # fmt: skip


def comes_first(contested, on):
    """Whether the review comes before the court."""
    known = FIRST_FROM_2024 - (DIRECT_FROM_JUNE_2025 if on >= date(2025, 6, 1) else set())
    return on >= date(2024, 1, 1) and contested in known


def organs_of(row, new_law):
    """`+` stands for the other choice, left out for want of room."""
    return row[4 if new_law else 3].replace("+", "superior_department").split("/")


def standing_of(row):
    return BodyStanding(BodyKind(row[0]), BodyLevel(row[1]), Line(row[2]))


@pytest.mark.parametrize("on", DATES, ids=str)
@pytest.mark.parametrize("row", BODY_ROWS, ids=lambda row: "-".join(row[:3]))
def test_every_outcome_for_every_body_on_every_date(row, on):
    new_law = on >= date(2024, 1, 1)
    organs = organs_of(row, new_law)
    months = 6 if on >= date(2015, 5, 1) else 3
    for regime, outcome in OUTCOMES:
        found = remedy(RULES, outcome, standing_of(row), on)
        block = "\n".join(found.text(ADDRESSES))
        if outcome.contested in NOTHING:
            assert (found.told, block) == (False, ""), outcome.code
            continue
        first = comes_first(outcome.contested, on)
        assert (found.review_first, found.review_days) == (first, 60), (regime, outcome.code)
        assert [route.organ.value for route in found.reviews] == organs
        assert found.court.direct is not first
        assert ("应当先申请行政复议" in block) is first
        assert (f"起{months}个月内直接向" in block) is not first
        assert ("届满之日起15日内向有管辖权的人民法院" in block) is first
        assert ("起60日内向示例" in block) is True
        assert all(f"示例{organ}（地址：示例路1号，电话：0000-0000000）" in block for organ in organs)
        assert ("https://review.example/" in block) is new_law
        assert ("第二十三条" in block) is (first and not found.undecided)
        assert "{" not in block


@pytest.mark.parametrize("contested", Contested)
def test_review_first_only_where_it_is(contested):
    body = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
    for on in DATES:
        assert remedy_for(RULES, contested, body, on).review_first is comes_first(contested, on)


SETTLED = [
    # 争议                       日期               已有定论
    (Contested.WITHHELD, date(2024, 1, 1), True),
    (Contested.NOT_HELD, date(2025, 5, 31), False),
    (Contested.NOT_HELD, date(2025, 6, 1), True),
    (Contested.LAPSED, date(2025, 6, 1), True),
    (Contested.FEE_UNPAID, date(2025, 6, 1), True),
    (Contested.GRANTED, date(2024, 1, 1), True),
    (Contested.PARTLY_GRANTED, date(2026, 1, 1), False),
    (Contested.QUERY_MATTER, date(2026, 1, 1), False),
    (Contested.NOT_READY, date(2025, 5, 31), False),
    (Contested.NOT_READY, date(2026, 1, 1), False),
    (Contested.UNCLEAR, date(2026, 1, 1), False),
    (Contested.NOT_PROCESSED, date(2026, 1, 1), False),
    (Contested.SILENCE, date(2026, 1, 1), False),
    (Contested.NOT_CORRECTED, date(2026, 1, 1), False),
    (Contested.SILENCE, date(2023, 12, 31), True),
]


@pytest.mark.parametrize(("contested", "on", "settled"), SETTLED)
def test_what_is_undecided_says_its_quarrel(contested, on, settled):
    found = remedy_for(RULES, contested, BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY), on)
    assert (found.undecided == "") is settled


COURTS = [
    ("government", "city", date(2024, 1, 1), CourtLevel.INTERMEDIATE),
    ("government", "county", date(2015, 5, 1), CourtLevel.INTERMEDIATE),
    ("government", "county", date(2015, 4, 30), CourtLevel.INTERMEDIATE),
    ("government", "city", date(2008, 5, 1), CourtLevel.INTERMEDIATE),
    ("government", "township", date(2015, 4, 30), CourtLevel.BASIC),
    ("department", "city", date(2015, 4, 30), CourtLevel.BASIC),
    ("government", "province", date(2015, 4, 30), CourtLevel.INTERMEDIATE),
    ("government", "township", date(2024, 1, 1), CourtLevel.BASIC),
    ("department", "city", date(2024, 1, 1), CourtLevel.BASIC),
    ("zone_committee", "city", date(2024, 1, 1), CourtLevel.BASIC),
]


@pytest.mark.parametrize(("kind", "level", "on", "court"), COURTS)
def test_which_court(kind, level, on, court):
    body = BodyStanding(BodyKind(kind), BodyLevel(level))
    assert remedy_for(RULES, Contested.NOT_HELD, body, on).court.level is court


def test_a_province_reviews_itself_and_the_state_council_may_rule():
    body = BodyStanding(BodyKind.GOVERNMENT, BodyLevel.PROVINCE)
    for on in (date(2023, 12, 31), date(2024, 1, 1)):
        assert "国务院申请裁决" in "".join(remedy_for(RULES, Contested.WITHHELD, body, on).text(ADDRESSES))


def test_the_whole_words_for_a_refusal_by_a_city_department():
    body = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
    addresses = Addresses(
        organs={
            Organ.SAME_LEVEL_GOVERNMENT: Address("示例市人民政府", "示例路1号"),
            Organ.SUPERIOR_DEPARTMENT: Address("示例省示例厅", "示例路2号"),
        },
        courts={CourtLevel.BASIC: Address("示例区人民法院", "示例路3号")},
    )
    assert remedy_for(RULES, Contested.WITHHELD, body, date(2023, 12, 31)).text(addresses) == (
        "如对本答复不服，可以自收到本答复之日起60日内向示例市人民政府（地址：示例路1号）或者示例省示例厅"
        "（地址：示例路2号）申请行政复议，也可以自收到本答复之日起6个月内直接向示例区人民法院（地址：示例路3号）"
        "提起行政诉讼。",
    )
    assert remedy_for(RULES, Contested.WITHHELD, body, date(2024, 1, 1)).text(addresses) == (
        "如对本答复不服，依据《行政复议法》（2023年修订）第二十三条第一款第四项，应当先申请行政复议：请自收到本答复之日起"
        "60日内向示例市人民政府（地址：示例路1号）提出。对行政复议决定不服，或者行政复议机关不予受理、驳回申请、"
        "逾期不作答复的，可以自收到决定书之日或者行政复议期限届满之日起15日内向有管辖权的人民法院提起行政诉讼。",
    )


def test_a_third_party_contests_the_decision_to_disclose():
    body = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
    (paragraph, _) = remedy_for(RULES, Contested.OVERRIDE, body, date(2024, 1, 1)).text(ADDRESSES)
    assert paragraph.startswith("如对本决定不服，可以自收到本通知之日起60日内向")
    assert "6个月内直接向" in paragraph


def test_silence_counts_from_the_end_of_the_period():
    body = BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY)
    for on in (date(2023, 12, 31), date(2024, 1, 1)):
        paragraph = remedy_for(RULES, Contested.SILENCE, body, on).text(ADDRESSES)[0]
        assert paragraph.startswith("如对逾期不予答复不服")
        assert "自答复期限届满之日起60日内" in paragraph


@pytest.mark.parametrize("kind", BodyKind)
def test_villages_are_no_administrative_organs(kind):
    for on in (date(2023, 12, 31), date(2024, 1, 1)):
        with pytest.raises(NoRouteError, match=r"没有规定由谁复议这类机关（.*，村级）"):
            remedy_for(RULES, Contested.WITHHELD, BodyStanding(kind, BodyLevel.VILLAGE), on)


@pytest.mark.parametrize(("kind", "line"), [*product(BodyKind, Line)])
def test_every_kind_and_line_above_the_village_has_a_route(kind, line):
    for level, on in product((BodyLevel.CITY, BodyLevel.COUNTY, BodyLevel.TOWNSHIP), DATES):
        assert remedy_for(RULES, Contested.WITHHELD, BodyStanding(kind, level, line), on).reviews


def test_kinds_and_levels_are_those_of_the_register():
    assert [each.value for each in BodyKind] == kinds.BodyKind.values
    assert [each.value for each in BodyLevel] == kinds.BodyLevel.values


def test_before_the_regulation_nothing_is_declared():
    with pytest.raises(NoRouteError, match="2008-04-30"):
        remedy_for(
            RULES, Contested.WITHHELD, BodyStanding(BodyKind.DEPARTMENT, BodyLevel.CITY), date(2008, 4, 30)
        )


def test_one_law_on_every_day():
    for laws in (RULES.review, RULES.court):
        for before, after in pairwise(laws):
            assert (after.first - before.last).days == 1
        assert laws[-1].last is None
