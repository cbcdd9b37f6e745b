"""公开属性: fixed at the source, on a ground of the regulation of the day."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.publishing.attribute import (
    Attribute,
    NoAttributeRulesError,
    Settled,
    attribute_problems,
    attributes_on,
    latest_reassessment,
    printed_note,
    publication_due,
)

DAY = date(2026, 3, 2)
OPEN = Settled(Attribute.OPEN, "list_1")
WITHHELD = Settled(
    Attribute.WITHHELD, "in_process", "方案尚在讨论，公开会影响决策", reassess_on=date(2026, 9, 2)
)


@pytest.fixture
def rules(law):
    return attributes_on(law.attributes, DAY)


def said(rules, settled):
    return [str(each.reason) for each in attribute_problems(rules, settled, DAY)]


def test_settled_attributes_are_complete(rules):
    assert said(rules, OPEN) == []
    assert said(rules, WITHHELD) == []


@pytest.mark.parametrize(
    ("settled", "told"),
    [
        (Settled(), "请确定公开属性"),
        (Settled(Attribute.OPEN), "依据中选择一项"),
        (Settled(Attribute.OPEN, "in_process"), "不能作为"),
        (Settled(Attribute.OPEN, "no_such"), "依据中选择一项"),
        (replace(WITHHELD, ground="list_1"), "不能作为"),
        (replace(WITHHELD, reason=" 不宜 公开 "), "至少 10 个字"),
        (replace(WITHHELD, reassess_on=None), "请定重新评估的日期"),
        (replace(WITHHELD, reassess_on=DAY), "应当在今后"),
        (replace(WITHHELD, reassess_on=date(2026, 9, 3)), "不晚于 2026年9月2日"),
    ],
)
def test_what_is_missing_is_said_once(rules, settled, told):
    (problem,) = said(rules, settled)
    assert told in problem


def test_the_regulation_of_the_day_is_asked(law):
    assert attributes_on(law.attributes, date(2019, 5, 14)).regime == "2007"
    assert attributes_on(law.attributes, date(2019, 5, 15)).regime == "2019"
    with pytest.raises(NoAttributeRulesError, match="2008年4月30日"):
        attributes_on(law.attributes, date(2008, 4, 30))


def test_a_reassessment_comes_within_the_ground_s_own_period_or_the_list_s(rules):
    assert latest_reassessment(rules, "in_process", date(2026, 8, 31)) == date(2027, 2, 28)
    assert latest_reassessment(rules, "third_party", date(2026, 8, 31)) == date(2027, 8, 31)


def test_every_attribute_has_grounds_and_every_ground_an_article(law):
    for rules in law.attributes:
        for attribute in Attribute:
            assert rules.grounds_of(attribute)
        assert all(each.article.startswith(("《", "国办")) for each in rules.ground)


def test_2019_has_the_fifteen_items_of_article_20(law):
    rules = attributes_on(law.attributes, DAY)
    listed = [each for each in rules.ground if "第二十条" in each.article]
    assert len(listed) == 15


@pytest.mark.parametrize(
    ("formed_on", "due"),
    [
        (date(2019, 5, 15), date(2019, 6, 13)),
        (date(2025, 9, 26), date(2025, 10, 30)),
        (date(2026, 2, 10), date(2026, 3, 16)),
    ],
)
def test_published_within_twenty_working_days(rules, calendar, formed_on, due):
    assert publication_due(rules, formed_on, calendar).date == due


def test_the_note_printed_under_a_document():
    assert [printed_note(each) for each in Attribute] == [
        "（此件公开发布）", "（此件依申请公开）", "（此件不予公开）",
    ]  # fmt: skip
