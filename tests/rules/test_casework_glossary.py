"""Outcomes, states, conditions and the other closed lists of casework stand in docs/glossary.md."""

import re
from pathlib import Path

import pytest

from gongkai.core import anonymise
from gongkai.core.case_conditions import Condition
from gongkai.core.challenge_results import Path as Way
from gongkai.core.challenge_results import Result
from gongkai.core.outcomes import Contested, Requirement
from gongkai.core.remedies import CourtLevel, Line, Organ
from gongkai.core.replies import Notice
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.book import RULES, declarations

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = set(re.findall(r"^\| ([^|]+?) \| `([^`|]+)` \| [^|]*\S[^|]* \|", TEXT, re.MULTILINE))
NAMED = {identifier for _, identifier in ROWS}


@pytest.mark.parametrize(
    "kind",
    [
        Condition,
        Contested,
        Requirement,
        Result,
        Way,
        Line,
        Organ,
        CourtLevel,
        Notice,
        anonymise.Kind,
    ],
)
def test_every_member_has_its_row(kind):
    assert {member.value for member in kind} - NAMED == set()


@pytest.mark.parametrize("file", [each.file for each in declarations(RULES, "lifecycles/*.toml")])
def test_every_state_stands_beside_its_words(file):
    (declaration,) = declarations(RULES, file)
    states = declaration.content["states"]
    assert {(words, state) for state, words in states.items()} - ROWS == set()


def test_every_outcome_has_its_row():
    codes = {outcome.code for each in rulebook.current().request_outcomes for outcome in each.outcome}
    assert codes - NAMED == set()
