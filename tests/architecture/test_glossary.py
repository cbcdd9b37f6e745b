"""Each role, state, outcome, condition, count, verb, kind and family of rules has its row in
docs/glossary.md, with the English the pages use."""

import re
import tomllib
from pathlib import Path

import pytest

from gongkai.casework.models import CaseKind
from gongkai.casework.models.applicants import ApplicantType, Delivery, Form
from gongkai.casework.models.cases import ChannelLabel, FileRole
from gongkai.casework.models.challenges import ChallengeGroup, Stage
from gongkai.casework.models.handling import FeeNotice, Opinion
from gongkai.casework.models.importing import Became, ImportState
from gongkai.casework.models.replies import Way
from gongkai.core.anonymise import Kind as Personal
from gongkai.core.case_conditions import Condition as CaseCondition
from gongkai.core.cells import State
from gongkai.core.challenge_results import Path as ChallengePath
from gongkai.core.challenge_results import Result
from gongkai.core.clock import Happened, Phase
from gongkai.core.crossfoot.judge import Kind as Broken
from gongkai.core.forms import Severity
from gongkai.core.lifecycle import Place
from gongkai.core.outcomes import Contested, Requirement
from gongkai.core.remedies.standing import CourtLevel, Line, Organ
from gongkai.core.replies import Placeholder
from gongkai.core.replies.templates import Notice
from gongkai.core.replies.words import PLACES
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.counting import COUNTS
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.models.incoming import IncomingKind, IncomingState
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.foundation.organisations.models import Succession
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook.book import RULES
from gongkai.foundation.tokens.scopes import Scope
from gongkai.foundation.webhooks.models import Delivery as WebhookDelivery
from gongkai.foundation.webhooks.models import SubscriptionState
from gongkai.project import messages
from gongkai.publishing.channels import choices as channels
from gongkai.reporting.checking import catalogue
from gongkai.reporting.models import ReturnState
from gongkai.reporting.policy import Condition
from gongkai.workbench.returns.words import verb_name

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", TEXT))
ROWS = re.findall(r"^\| ([^|]+?) \| `([^`|]+)` \| ([^|]*?) \|", TEXT, re.MULTILINE)
PAIRS = {(term, name) for term, name, _ in ROWS}
LABELLED = (
    Role, BodyLevel, BodyKind, CaseKind, ChannelLabel, ApplicantType, Form, Delivery, FileRole, Way, Opinion,
    ChallengeGroup, Stage, FeeNotice.Basis, Letter.State, IncomingKind, IncomingState, Scope,
    SubscriptionState, WebhookDelivery.State, ImportState, Became, channels.DeliveryState, channels.What,
    channels.PostingState, channels.AccountState, channels.MessageKind, channels.MessageState,
    channels.MailSubscriptionState, channels.Frequency, channels.News,
)  # fmt: skip
"""Lists whose members people see under their labels."""
UNLABELLED = (
    ReturnState, Succession.Kind, State, Severity, Condition, Place, Broken, CaseCondition, Contested,
    Requirement, Result, ChallengePath, Happened, Phase, Notice, Placeholder, Personal, Line, Organ,
    CourtLevel,
)  # fmt: skip


def _declared(folder: str, names: str = "*.toml") -> list[dict]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((RULES / folder).glob(names))]


STATES = {(label, state) for life in _declared("lifecycles") for state, label in life["states"].items()}
OUTCOMES = {
    (each["title"], each["code"])
    for listed in _declared("outcomes")
    for each in (*listed.get("outcome", ()), *listed.get("decision", ()))
}


@pytest.mark.parametrize("kind", [*LABELLED, *UNLABELLED])
def test_every_member_has_its_row(kind):
    assert {member.value for member in kind} - NAMED == set()


@pytest.mark.parametrize("kind", LABELLED)
def test_every_label_stands_beside_its_identifier(kind):
    assert {(str(member.label), member.value) for member in kind} - PAIRS == set()


def test_every_state_and_outcome_stands_beside_its_identifier():
    assert (STATES | OUTCOMES) <= PAIRS


def test_every_place_of_a_template_stands_beside_its_identifier():
    assert {(label, place.value) for place, label in PLACES.items()} - PAIRS == set()


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
    catalogue = messages.catalogue("en")
    english = {each.id: each.string for each in catalogue if isinstance(each.id, str) and not each.context}
    labels = {str(member.label) for kind in (*LABELLED, ReturnState) for member in kind}
    labels |= {verb_name(verb) for verb in REGISTRY} | {label for label, _ in STATES | OUTCOMES}
    told = {(term, said) for term, name, said in ROWS if term in labels and not name[0].isupper()}
    assert {(term, said) for term, said in told if english[term] != said} == set()
