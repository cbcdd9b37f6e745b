"""Lifecycles of casework: what they name exists, and their worked examples hold."""

import pytest

from gongkai.core import lifecycle
from gongkai.core.case_conditions import Condition
from gongkai.core.lifecycle import Allowed, decide
from gongkai.core.messages import Message
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook.book import RULES, declarations

LIFECYCLES = [
    lifecycle.read(each, roles=Role, conditions=Condition)
    for each in declarations(RULES, "lifecycles/*.toml")
    if each.file != "lifecycles/return.toml"
]
EXAMPLES = [(one, example) for one in LIFECYCLES for example in one.example]


@pytest.mark.parametrize(("one", "example"), EXAMPLES)
def test_worked_examples(one, example):
    def failing(name):
        return Message("不满足") if name in example.failing else None

    decision = decide(one, example.state, example.verb, {example.by}, failing)
    assert bool(decision) is example.allowed
    if isinstance(decision, Allowed) and example.becomes:
        assert decision.state == example.becomes


@pytest.mark.parametrize("one", LIFECYCLES, ids=lambda one: one.subject)
def test_a_failing_example_fails_for_the_condition_it_names(one):
    for example in one.example:
        transition = one.transition_of(example.verb, example.state)
        assert transition is not None or not example.allowed
        assert set(example.failing) <= set(transition.requires if transition else ())


@pytest.mark.parametrize("one", LIFECYCLES, ids=lambda one: one.subject)
def test_every_state_is_reached_and_has_a_way_on_or_is_an_end(one):
    reached, grown = {one.initial}, True
    while grown:
        after = {t.becomes for t in one.transition if t.becomes and reached & set(t.when)}
        grown = not after <= reached
        reached |= after
    assert reached == set(one.states)


@pytest.mark.parametrize("one", LIFECYCLES, ids=lambda one: one.subject)
def test_every_verb_is_named_for_its_kind(one):
    subject = "case" if one.subject == "request" else one.subject
    assert {verb.split(".")[0] for verb in one.verbs} == {subject}


def test_whoever_approves_is_another_person():
    approving = {
        "case.extend", "case.close", "case.publish", "reply.review_ok", "reply.confidentiality_ok",
        "reply.legal_ok", "reply.sign",
    }  # fmt: skip
    told = {
        transition.verb
        for one in LIFECYCLES
        for transition in one.transition
        if transition.verb in approving and "another_person" in transition.requires
    }
    assert told == approving
