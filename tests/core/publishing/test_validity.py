"""Validity of normative documents, and what a document is on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.publishing.dates import DatedArticle, add_months, article_on, last_day_of
from gongkai.core.publishing.validity import (
    Span,
    Term,
    expiry_range,
    lapses_on,
    renewal_problems,
    renewal_window,
    span_of,
    validity_on,
    validity_problems,
)
from gongkai.foundation import rulebook

RULES = rulebook.publishing().validity
EXAMPLES = [(rules, example) for rules in RULES for example in rules.example]


@pytest.mark.parametrize(("rules", "example"), EXAMPLES)
def test_worked_examples(rules, example):
    because = "防汛形势紧急" if example.urgent else ""
    term = Term(example.title, example.published_on, example.effective_on, example.expires_on, because)
    problems = validity_problems(rules, term)
    assert len(problems) == example.breaks
    assert all(each.article and str(each.reason) for each in problems)


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("示例市停车管理办法", Span.USUAL),
        ("示例市停车管理办法（试行）", Span.TRIAL),
        ("示例市人才认定暂行办法", Span.TRIAL),
    ],
)
def test_span_by_title(title, span):
    assert span_of(title) is span


def test_which_text_binds():
    assert validity_on(RULES, date(2011, 12, 31)) is None
    assert validity_on(RULES, date(2012, 1, 1)).verified
    assert not validity_on(RULES, date(2024, 2, 1)).verified


DAYS = st.dates(date(2012, 1, 1), date(2060, 12, 31))


@given(DAYS, st.booleans())
def test_both_ends_of_the_range_are_allowed_and_the_days_outside_are_not(published, trial):
    rules = RULES[0]
    title = "示例办法（试行）" if trial else "示例办法"
    effective = published + timedelta(days=rules.effect_days)
    first, last = expiry_range(rules, title, effective)
    assert not validity_problems(rules, Term(title, published, effective, first))
    assert not validity_problems(rules, Term(title, published, effective, last))
    assert validity_problems(rules, Term(title, published, effective, first - timedelta(days=1)))
    assert validity_problems(rules, Term(title, published, effective, last + timedelta(days=1)))


@given(DAYS)
def test_a_window_of_six_months_ends_with_the_last_day(expires_on):
    window = renewal_window(RULES[0], expires_on)
    assert window.holds(window.opens)
    assert window.holds(expires_on)
    assert not window.holds(window.opens - timedelta(days=1))
    assert not window.holds(lapses_on(expires_on))
    assert 181 <= (expires_on - window.opens).days + 1 <= 187


def renewal(**changed):
    given = {
        "expires_on": date(2026, 9, 30),
        "evaluated_on": date(2026, 5, 6),
        "renewed_on": date(2026, 6, 1),
        "registration": "SLDR-2026-0010007",
        "earlier_registrations": ("SLDR-2021-0010003",),
        "expires_next": date(2031, 5, 31),
        "title": "示例市停车管理办法",
    }
    return [str(each.reason) for each in renewal_problems(RULES[0], **{**given, **changed})]


def test_a_renewal_in_order():
    assert renewal() == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"renewed_on": date(2026, 10, 1), "expires_next": date(2031, 9, 30)}, "自动失效"),
        (
            {
                "renewed_on": date(2026, 3, 1),
                "evaluated_on": None,
                "expires_next": date(2031, 2, 28),
            },
            "届满前 6 个月内",
        ),
        ({"evaluated_on": None}, "要评估"),
        ({"evaluated_on": date(2026, 3, 29)}, "要评估"),
        ({"evaluated_on": date(2026, 6, 2)}, "要评估"),
        ({"registration": "SLDR-2021-0010003"}, "新的登记号"),
        ({"registration": ""}, "新的登记号"),
        ({"expires_next": date(2031, 9, 30)}, "重新公布之日起算"),
    ],
)
def test_a_renewal_out_of_order(changed, told):
    assert any(told in each for each in renewal(**changed))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 9, 30), -6, date(2026, 3, 30)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months(day, months, after):
    assert add_months(day, months) == after


def test_years_end_on_the_day_before_the_anniversary():
    assert last_day_of(date(2017, 4, 1), 5) == date(2022, 3, 31)
    assert last_day_of(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_articles_by_day():
    articles = (DatedArticle(date(2019, 1, 1), "新"), DatedArticle(date(2008, 1, 1), "旧"))
    assert [article_on(articles, date(year, 6, 1)) for year in (2000, 2008, 2018, 2019)] == [
        "旧", "旧", "旧", "新",
    ]  # fmt: skip
