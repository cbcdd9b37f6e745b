"""Each rule finds its own examples, only what is marked in them, and nothing in its counterexamples."""

import re
import unicodedata

import pytest

from gongkai.core.anonymise import find_personal_data
from gongkai.core.personal_numbers import RULES

_MARKED = re.compile("【(.*?)】", re.DOTALL)

FOUND = [(rule, text) for rule in RULES for text in rule.found]
LEFT = [(rule, text) for rule in RULES for text in rule.left]


def flat(text):
    """As rules are given it: examples are written with the punctuation of Chinese."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(("rule", "marked"), FOUND)
def test_an_example_is_found(rule, marked):
    text = _MARKED.sub(r"\1", marked)
    expected = _MARKED.findall(marked)
    assert [text[start:end] for start, end in rule.spans(flat(text))] == expected
    assert [text[each.start : each.end] for each in find_personal_data(text)] == expected


@pytest.mark.parametrize(("rule", "text"), LEFT)
def test_a_counterexample_is_left(rule, text):
    assert list(rule.spans(flat(text))) == []


def test_every_rule_has_both():
    assert all(rule.found and rule.left for rule in RULES)
