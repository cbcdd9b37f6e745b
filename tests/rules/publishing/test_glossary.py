"""The closed lists of publishing stand in docs/glossary.md, each beside its words."""

import re
from pathlib import Path

import pytest

from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.catalogue import Column
from gongkai.core.publishing.channels import ChannelRow
from gongkai.core.publishing.cleanup import Conclusion, Next
from gongkai.core.publishing.conditions import Condition
from gongkai.core.publishing.findings import FindingKind, Part
from gongkai.core.publishing.gate import Answer, GateResult, Verdict
from gongkai.core.publishing.index_numbers import Scheme
from gongkai.core.publishing.interpretation import Element, Form
from gongkai.core.publishing.kinds import Effect, GazetteDuty, Required, Step
from gongkai.core.publishing.marks import MarkKind
from gongkai.core.publishing.standing import Happened, Standing
from gongkai.core.publishing.time_limits import Base, Every, Rhythm, Unit
from gongkai.core.publishing.validity import Span
from gongkai.foundation import rulebook

TEXT = (Path(__file__).parents[3] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+?) \| `([^`|]+)` \| [^|]*\S[^|]* \|", TEXT, re.MULTILINE)
PAIRS = set(ROWS)
NAMED = {identifier for _, identifier in ROWS}


@pytest.mark.parametrize(
    "kind",
    [
        Attribute, Column, ChannelRow, Conclusion, Next, Condition, FindingKind, Part, Answer, GateResult,
        Verdict, Scheme, Element, Form, Effect, GazetteDuty, Required, Step, MarkKind, Happened,
        Standing, Base, Every, Rhythm, Unit, Span,
    ],
)  # fmt: skip
def test_every_member_has_its_row(kind):
    assert {member.value for member in kind} - NAMED == set()


def test_kinds_stand_beside_their_words():
    kinds = rulebook.publishing().kinds.kind
    assert {each.code for each in kinds} - NAMED == set()


def test_elements_and_forms_stand_beside_their_words():
    rules = rulebook.publishing().interpretation
    assert {(each.title, each.code.value) for each in (*rules.element, *rules.form)} - PAIRS == set()
