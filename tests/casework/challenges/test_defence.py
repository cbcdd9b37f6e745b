"""By when a body has to answer: the declared examples, and the day the organ told."""

from datetime import date

import pytest

from gongkai.casework.defence import defence_due, defence_rules
from gongkai.foundation import rulebook


@pytest.mark.parametrize("example", defence_rules().example, ids=lambda each: f"{each.kind} {each.notified}")
def test_examples(example):
    due = defence_due(example.kind, example.notified, rulebook.calendar(), simplified=example.simplified)
    assert (due.on, bool(due.article)) == (example.due, True), example.about


def test_a_complaint_has_no_period_of_its_own():
    assert defence_due("complaint", date(2024, 3, 1), rulebook.calendar()) is None


def test_a_simplified_suit_has_the_ordinary_period():
    assert defence_due("lawsuit", date(2024, 3, 1), rulebook.calendar(), simplified=True).on == date(
        2024, 3, 18
    )
