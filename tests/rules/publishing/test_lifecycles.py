"""The life of an edition and of a document: what the lifecycles name exists, their worked examples hold, and
the whole matrix of state, role and verb is written down."""

from pathlib import Path

import pytest

from gongkai.core import lifecycle
from gongkai.core.lifecycle import APPLICANT, SYSTEM, Allowed, Place, decide
from gongkai.core.messages import Message
from gongkai.core.publishing.conditions import Condition
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook.book import RULES, declarations

LIVES = {
    life.subject: life
    for name in ("edition", "document")
    for life in [
        lifecycle.read(declarations(RULES, f"lifecycles/{name}.toml")[0], roles=Role, conditions=Condition)
    ]
}
EXAMPLES = [(life, example) for life in LIVES.values() for example in life.example]
EVERYBODY = [*(f"{role.value}@{place}" for role in Role for place in Place), SYSTEM, APPLICANT]
MATRICES = Path(__file__).parent / "lifecycles"
ENDS = {"edition": {"released", "discarded"}, "document": set()}

each_life = pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)


def nothing_fails(_):
    return None


@pytest.mark.parametrize(("life", "example"), EXAMPLES)
def test_worked_examples(life, example):
    def failing(name):
        return Message("不满足") if name in example.failing else None

    decision = decide(life, example.state, example.verb, {example.by}, failing)
    assert bool(decision) is example.allowed
    if isinstance(decision, Allowed) and example.becomes:
        assert decision.state == example.becomes


@each_life
def test_a_failing_example_fails_for_the_condition_it_names(life):
    for example in life.example:
        transition = life.transition_of(example.verb, example.state)
        assert transition is not None or not example.allowed
        assert set(example.failing) <= set(transition.requires if transition else ())


@each_life
def test_every_state_is_reached(life):
    reached, grown = {life.initial}, True
    while grown:
        after = {t.becomes for t in life.transition if t.becomes and reached & set(t.when)}
        grown = not after <= reached
        reached |= after
    assert reached == set(life.states)


@each_life
def test_every_state_has_a_way_on_or_is_an_end(life):
    going_on = {state for t in life.transition for state in t.when}
    assert set(life.states) - going_on == ENDS[life.subject]


@each_life
def test_every_verb_is_named_for_its_kind(life):
    assert {verb.split(".")[0] for verb in life.verbs} == {life.subject}


@each_life
def test_the_whole_matrix_of_state_role_and_verb(life):
    lines = []
    for state in life.states:
        for by in EVERYBODY:
            verbs = [
                f"{verb.partition('.')[2]}>{decision.state}"
                for verb in life.verbs
                if isinstance(decision := decide(life, state, verb, {by}, nothing_fails), Allowed)
            ]
            if verbs:
                lines.append(f"{state} {by}: {' '.join(verbs)}")
    assert "\n".join(lines) == (MATRICES / f"{life.subject}.txt").read_text(encoding="utf-8").strip()


@each_life
def test_every_refusal_has_its_reason_and_article(life):
    for state in life.states:
        for by in EVERYBODY:
            for verb in life.verbs:
                decision = decide(life, state, verb, {by}, Message)
                if not isinstance(decision, Allowed):
                    assert str(decision.reason)
                    assert decision.article.startswith(("《", "国办"))


@each_life
def test_each_condition_alone_can_refuse(life):
    for transition in life.transition:
        for condition in transition.requires:
            decision = decide(
                life, transition.when[0], transition.verb, {transition.by[0]},
                lambda name, wanted=condition: Message("不满足") if name == wanted else None,
            )  # fmt: skip
            assert str(decision.reason) == "不满足"


def test_every_condition_is_asked_for_somewhere():
    asked = {name for life in LIVES.values() for t in life.transition for name in t.requires}
    assert asked == {condition.value for condition in Condition}


def walks(state, verb_may):
    """Every state that can be reached from `state` by the transitions `verb_may` lets through."""
    edition, reached, grown = LIVES["edition"], {state}, True
    while grown:
        after = {t.becomes for t in edition.transition if t.becomes and reached & set(t.when) and verb_may(t)}
        grown = not after <= reached
        reached |= after
    return reached


def test_nobody_and_nothing_comes_past_the_gate():
    """Without the step that asks for a passed review, no way leads from a draft to a release."""
    without = walks("drafting", lambda t: t.verb != "edition.confidentiality_ok")
    assert not without & {"legal", "interpretation", "to_sign", "ready", "released", "kept"}


def test_the_gate_is_asked_again_at_release():
    release = LIVES["edition"].transition_of("edition.release", "ready")
    assert {"gate_passed", "approvals_current", "interpretation_ready"} <= set(release.requires)


def test_whoever_approves_is_another_person():
    approving = [
        t
        for life in LIVES.values()
        for t in life.transition
        if t.verb.endswith(("_ok", ".sign")) or t.verb == "document.approve_attribute"
    ]
    assert len(approving) == 6
    assert [t.verb for t in approving if "another_person" not in t.requires] == []


def test_a_released_or_discarded_edition_never_changes():
    assert not [t for t in LIVES["edition"].transition if {"released", "discarded"} & set(t.when)]


def test_every_change_of_standing_is_told_in_clean_words():
    document = LIVES["document"]
    standing = {"amended", "expired", "repealed", "consolidated", "withdrawn"}
    for transition in document.transition:
        if transition.becomes in standing:
            assert "notice_clean" in transition.requires
