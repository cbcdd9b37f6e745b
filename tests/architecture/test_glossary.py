"""Each role, state, outcome, condition, count, verb and family of rules has its row in docs/glossary.md, with
the English the pages use."""

import re
from pathlib import Path

import pytest

from gongkai.core.cells import State
from gongkai.core.crossfoot.judge import Kind as Broken
from gongkai.core.forms import Severity
from gongkai.core.lifecycle import Place
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.counting import COUNTS
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.foundation.organisations.models import Succession
from gongkai.foundation.organisations.roles import Role
from gongkai.project import messages
from gongkai.reporting.checking import catalogue
from gongkai.reporting.models import ReturnState
from gongkai.reporting.policy import Condition
from gongkai.workbench.returns.words import verb_name

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", TEXT))
ROWS = re.findall(r"^\| ([^|]+?) \| `([^`|]+)` \| ([^|]*?) \|", TEXT, re.MULTILINE)


@pytest.mark.parametrize(
    "kind",
    [
        Role,
        BodyLevel,
        BodyKind,
        ReturnState,
        Succession.Kind,
        State,
        Severity,
        Letter.State,
        Condition,
        Place,
        Broken,
    ],
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


def test_every_family_of_rules_has_its_row():
    ids = {entry.rule for _, entry in catalogue.rules_of_forms(rulebook.forms())}
    families = {re.sub(r"\d{2}$", "", rule.split("-")[0]) for rule in ids}
    assert families - NAMED == set()
    assert {title for title, _ in catalogue.GROUPS} - {term for term, _, _ in ROWS} == set()


def test_every_row_has_its_english():
    assert [term for term, _, english in ROWS if not english.strip()] == []


def test_the_english_is_that_of_the_pages():
    english = {entry.id: entry.string for entry in messages.catalogue("en") if isinstance(entry.id, str)}
    labels = {str(member.label) for kind in (Role, BodyLevel, BodyKind, ReturnState) for member in kind}
    labels |= {verb_name(verb) for verb in REGISTRY}
    told = {(term, said) for term, name, said in ROWS if term in labels and not name[0].isupper()}
    assert {(term, said) for term, said in told if english[term] != said} == set()
