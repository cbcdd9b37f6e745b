"""Each role, state, outcome, count and verb of the program has its row in docs/glossary.md."""

import re
from pathlib import Path

import pytest

from gongkai.core.cells import State
from gongkai.core.forms import Severity
from gongkai.foundation.ledger.counting import COUNTS
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.foundation.organisations.models import Succession
from gongkai.foundation.organisations.roles import Role
from gongkai.reporting.models import ReturnState
from gongkai.workbench.returns.words import verb_name

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", TEXT))


@pytest.mark.parametrize(
    "kind", [Role, BodyLevel, BodyKind, ReturnState, Succession.Kind, State, Severity, Letter.State]
)
def test_every_member_has_its_row(kind):
    assert {member.value for member in kind} - NAMED == set()


def test_every_label_stands_beside_its_identifier():
    rows = dict(re.findall(r"^\| ([^|]+?) \| `([^`]+)` \|", TEXT, re.MULTILINE))
    told = {identifier: label for label, identifier in rows.items()}
    shown = {member.value: str(member.label) for kind in (Role, BodyLevel, BodyKind) for member in kind}
    assert {name: told.get(name) for name in shown} == shown


def test_every_count_and_verb_has_its_row():
    assert (set(COUNTS.all()) | set(REGISTRY)) - NAMED == set()


def test_every_verb_has_a_name_for_people():
    assert [verb for verb in REGISTRY if verb_name(verb) == verb] == []
