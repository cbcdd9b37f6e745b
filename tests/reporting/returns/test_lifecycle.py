"""Every state, every role in every place, every verb: nothing is left to chance."""

from itertools import product

import pytest

from gongkai.core.lifecycle import SYSTEM, Allowed, Place, decide
from gongkai.core.messages import Message
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.organisations.roles import Role
from gongkai.reporting import actions
from gongkai.reporting.models import ReturnState
from gongkai.reporting.policy import Condition, return_lifecycle

LIFECYCLE = return_lifecycle()
STANDINGS = [f"{role.value}@{place}" for role in Role for place in Place] + [SYSTEM]

CLERK, REVIEWER, SIGNER = "statistics_clerk@own", "reviewer@own", "signer@own"
OFFICE, NEXT, ABOVE = "city_office@own", "city_office@superior", "city_office@above"
WITH_THE_CLERK = ("opened", "filling", "returned", "sent_back")

EXPECTED = {
    ("return.refresh_counts", WITH_THE_CLERK, (CLERK, SYSTEM), None),
    ("return.save_cells", WITH_THE_CLERK, (CLERK,), "filling"),
    ("return.state_zero", WITH_THE_CLERK, (CLERK,), "filling"),
    ("return.explain_warning", WITH_THE_CLERK, (CLERK,), None),
    ("return.send_to_review", WITH_THE_CLERK, (CLERK,), "in_review"),
    ("return.recall", ("in_review", "reviewed"), (CLERK,), "filling"),
    ("return.review_ok", ("in_review",), (REVIEWER,), "reviewed"),
    ("return.review_send_back", ("in_review",), (REVIEWER,), "returned"),
    ("return.submit", ("reviewed",), (CLERK, SIGNER), "submitted"),
    ("return.accept", ("submitted",), (NEXT,), "accepted"),
    ("return.send_back", ("submitted", "accepted"), (NEXT,), "sent_back"),
    ("return.reopen", ("submitted",), (OFFICE,), "sent_back"),
    ("return.remind", (*WITH_THE_CLERK, "in_review", "reviewed"), (ABOVE, SYSTEM), None),
    ("return.freeze", ("accepted",), (SIGNER, ABOVE), "frozen"),
    ("return.freeze", ("submitted",), (OFFICE,), "frozen"),
    ("return.publish", ("frozen",), (SIGNER, OFFICE, ABOVE), "published"),
    ("return.correct", ("frozen", "published"), (SIGNER, OFFICE, ABOVE), "filling"),
}


def expected(verb, state, standing):
    """The state after the verb, or None when it is not permitted."""
    for name, states, by, becomes in EXPECTED:
        if name == verb and state in states and standing in by:
            return becomes or state
    return None


VERBS = [verb for verb in LIFECYCLE.verbs if verb.startswith("return.")]


@pytest.mark.parametrize("verb", VERBS)
def test_state_by_role_by_verb(verb):
    for state, standing in product(LIFECYCLE.states, STANDINGS):
        decision = decide(LIFECYCLE, state, verb, {standing}, lambda _: None)
        after = decision.state if isinstance(decision, Allowed) else None
        assert after == expected(verb, state, standing), (state, standing)


def test_every_expected_verb_is_declared():
    assert {verb for verb, *_ in EXPECTED} == set(VERBS)


def test_every_declared_verb_exists_and_is_exported():
    assert set(LIFECYCLE.verbs) <= set(REGISTRY)
    for verb in VERBS:
        assert verb.partition(".")[2] in actions.__all__


@pytest.mark.parametrize("example", LIFECYCLE.example, ids=lambda each: f"{each.verb}-{each.state}-{each.by}")
def test_examples(example):
    decision = decide(
        LIFECYCLE, example.state, example.verb, {example.by},
        lambda name: Message("不满足") if name in example.failing else None,
    )  # fmt: skip
    assert isinstance(decision, Allowed) is example.allowed
    if example.becomes:
        assert decision.state == example.becomes


def test_no_verb_passes_with_a_failing_condition():
    for transition in LIFECYCLE.transition:
        for condition in transition.requires:
            decision = decide(
                LIFECYCLE, transition.when[0], transition.verb, set(transition.by),
                lambda name, failing=condition: Message("不满足") if name == failing else None,
            )  # fmt: skip
            assert not decision


def test_states_are_those_of_the_table():
    assert dict(LIFECYCLE.states) == dict(ReturnState.choices)


def test_every_condition_is_used():
    assert {name for each in LIFECYCLE.transition for name in each.requires} == set(Condition)


def test_every_state_can_be_left_and_reached():
    reached = {LIFECYCLE.initial} | {each.becomes for each in LIFECYCLE.transition if each.becomes}
    left = {
        state for each in LIFECYCLE.transition for state in each.when if each.becomes not in (None, state)
    }
    assert reached == set(LIFECYCLE.states) == left
