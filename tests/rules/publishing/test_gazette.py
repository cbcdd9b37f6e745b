"""The life of an issue of the gazette: its worked examples hold, and nobody comes past its approval."""

import pytest

from gongkai.core.lifecycle import Allowed, Place, decide
from gongkai.core.messages import Message
from gongkai.core.publishing.gazette import GazetteCondition
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.gazette.policy import the_lifecycle

LIFE = the_lifecycle()
EVERYBODY = [*(f"{role.value}@{place}" for role in Role for place in Place), "system"]


@pytest.mark.parametrize("example", LIFE.example, ids=lambda each: f"{each.verb}-{each.state}-{each.by}")
def test_worked_examples(example):
    def failing(name):
        return Message("不满足") if name in example.failing else None

    decision = decide(LIFE, example.state, example.verb, {example.by}, failing)
    assert bool(decision) is example.allowed
    if isinstance(decision, Allowed) and example.becomes:
        assert decision.state == example.becomes
    transition = LIFE.transition_of(example.verb, example.state)
    assert set(example.failing) <= set(transition.requires if transition else ())


def test_every_state_is_reached_and_goes_on_or_is_an_end():
    reached, grown = {LIFE.initial}, True
    while grown:
        after = {t.becomes for t in LIFE.transition if t.becomes and reached & set(t.when)}
        grown = not after <= reached
        reached |= after
    assert reached == set(LIFE.states)
    assert set(LIFE.states) - {state for t in LIFE.transition for state in t.when} == {"dropped"}
    assert {verb.split(".")[0] for verb in LIFE.verbs} == {"gazette"}


def test_every_verb_can_be_done_and_every_condition_is_asked_for():
    outside = {"gazette.set_up", "gazette.enter_late"}
    assert set(LIFE.verbs) == {verb for verb in REGISTRY if verb.startswith("gazette.")} - outside
    assert {name for t in LIFE.transition for name in t.requires} == {each.value for each in GazetteCondition}


def test_what_goes_out_was_approved_by_another_person():
    """Without the step that asks for another person no way leads to the public."""
    for end, step in (("published", "gazette.approve"), ("digitised", "gazette.digitise")):
        assert (
            "another_person"
            in LIFE.transition_of(step, {"gazette.approve": "closed"}.get(step, "offered")).requires
        )
        reached, grown = {LIFE.initial}, True
        while grown:
            ways = [t for t in LIFE.transition if t.verb != step and reached & set(t.when)]
            after = {t.becomes for t in ways if t.becomes}
            grown = not after <= reached
            reached |= after
        assert end not in reached


def test_what_is_out_is_only_counted_and_set_again():
    for state in ("published", "digitised"):
        may = {t.verb for t in LIFE.transition if state in t.when}
        assert may <= {"gazette.record_copies", "gazette.strike_copies", "gazette.note_proof"}


def test_every_refusal_has_its_reason_and_article():
    for state in LIFE.states:
        for by in EVERYBODY:
            for verb in LIFE.verbs:
                decision = decide(LIFE, state, verb, {by}, Message)
                if not isinstance(decision, Allowed):
                    assert str(decision.reason)
                    assert decision.article.startswith(("《", "国办"))
