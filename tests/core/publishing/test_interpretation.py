"""政策解读: who needs one, and that the document waits for it."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.publishing.interpretation import (
    Duty,
    Element,
    Form,
    Material,
    Plan,
    duty_of,
    material_due,
    material_problems,
    plan_problems,
    release_problems,
)

DAY = date(2026, 3, 2)
PLAN = Plan("背景、目标、主要措施、新旧变化", (Form.TEXT, Form.COMIC), ("website",), DAY, "王某某")
ALWAYS = (Element.BACKGROUND, Element.AIMS, Element.CONTENT)
TEXT = Material("一图读懂", Form.TEXT, ALWAYS, ready=True)
COMIC = Material("停车那些事", Form.COMIC, (), ready=True)
NEEDED = Duty(True)


@pytest.fixture
def rules(law):
    return law.interpretation


def said(problems):
    return [str(each.reason) for each in problems]


@pytest.mark.parametrize(
    ("kind", "formed_on", "ticked", "needed"),
    [
        ("normative", date(2017, 3, 1), "", True),
        ("rule", date(2026, 3, 1), "", True),
        ("normative", date(2016, 11, 9), "", False),
        ("normative", date(2016, 11, 10), "", True),
        ("official", date(2026, 3, 1), "", False),
        ("official", date(2026, 3, 1), "interests", True),
        ("official", date(2026, 3, 1), "no_such", False),
        ("news", date(2026, 3, 1), "", False),
    ],
)
def test_who_needs_one(rules, kind, formed_on, ticked, needed):
    duty = duty_of(rules, kind, formed_on, ticked)
    assert duty.needed is needed
    assert bool(duty.article) is needed


def test_a_whole_plan(rules):
    assert plan_problems(rules, PLAN) == ()


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (None, "请先编制解读方案"),
        (replace(PLAN, outline="见附件"), "提纲"),
        (replace(PLAN, forms=()), "至少要有 1 种"),
        (replace(PLAN, channels=()), "途径"),
        (replace(PLAN, planned_on=None), "时间"),
        (replace(PLAN, interpreter=" "), "由谁解读"),
    ],
)
def test_what_a_plan_lacks_is_said(rules, plan, told):
    (problem,) = said(plan_problems(rules, plan))
    assert told in problem


@pytest.mark.parametrize(
    ("materials", "told"),
    [
        ((), ["还没有解读材料"]),
        ((TEXT,), ["“漫画”"]),
        ((replace(TEXT, elements=(Element.AIMS,)), COMIC), ["背景依据", "主要内容"]),
        ((TEXT, replace(COMIC, ready=False)), ["“停车那些事”还没有审签完毕"]),
        ((TEXT, COMIC), []),
    ],
)
def test_what_the_material_lacks_is_said(rules, materials, told):
    problems = said(material_problems(rules, PLAN, materials))
    assert len(problems) == len(told)
    assert all(part in problem for part, problem in zip(told, problems, strict=True))


def test_events_are_no_material(rules):
    plan = replace(PLAN, forms=(Form.TEXT, Form.CONFERENCE, Form.INTERVIEW))
    assert material_problems(rules, plan, (TEXT,)) == ()


def test_the_document_waits_for_its_interpretation(rules, calendar):
    assert said(release_problems(rules, NEEDED, None, (), DAY, calendar)) == ["请先编制解读方案。"]
    assert said(release_problems(rules, NEEDED, PLAN, (), DAY, calendar)) == ["还没有解读材料。"]
    assert release_problems(rules, NEEDED, PLAN, (TEXT, COMIC), DAY, calendar) == ()
    assert release_problems(rules, Duty(False), None, (), DAY, calendar) == ()


def test_where_a_local_rule_lets_the_material_follow(rules, calendar):
    local = replace(rules, lag_workdays=3)
    assert material_due(local, date(2026, 9, 30), calendar) == date(2026, 10, 10)  # over the holidays
    assert release_problems(local, NEEDED, PLAN, (), DAY, calendar) == ()
    late = replace(PLAN, planned_on=date(2026, 3, 6))
    (problem,) = said(release_problems(local, NEEDED, late, (), DAY, calendar))
    assert "2026年3月5日" in problem
    assert said(release_problems(local, NEEDED, None, (), DAY, calendar)) == ["请先编制解读方案。"]


def test_every_member_of_the_closed_lists_is_declared(rules):
    assert [each.code for each in rules.element] == list(Element)
    assert [each.code for each in rules.form] == list(Form)
