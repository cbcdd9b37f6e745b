"""Lifecycles of casework: what they name exists, and their worked examples hold."""

from pathlib import Path

import pytest

from gongkai.core import lifecycle
from gongkai.core.case_conditions import Condition
from gongkai.core.lifecycle import APPLICANT, SYSTEM, Allowed, Place, decide
from gongkai.core.messages import Message
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook.book import RULES, declarations

OTHERS = ("return", "edition", "document", "gazette", "release")  # of rooms that read theirs themselves
LIFECYCLES = [
    lifecycle.read(each, roles=Role, conditions=Condition)
    for each in declarations(RULES, "lifecycles/*.toml")
    if each.file not in {f"lifecycles/{name}.toml" for name in OTHERS}
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


MATRICES = Path(__file__).parent / "data" / "lifecycles"
EVERYBODY = [*(f"{role.value}@{place}" for role in Role for place in Place), SYSTEM, APPLICANT]


def matrix(one):
    """What everybody may do in every state: a line a state and standing, nothing left out."""
    for state in one.states:
        for by in EVERYBODY:
            verbs = [
                f"{verb.partition('.')[2]}>{decision.state}"
                for verb in one.verbs
                if isinstance(decision := decide(one, state, verb, {by}, lambda _: None), Allowed)
            ]
            if verbs:
                yield f"{state} {by}: {' '.join(verbs)}"


@pytest.mark.parametrize("file", sorted(MATRICES.glob("*.txt")), ids=lambda file: file.stem)
def test_the_whole_matrix_of_state_role_and_verb(file):
    one = next(each for each in LIFECYCLES if each.subject == file.stem)
    assert "\n".join(matrix(one)) == file.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("one", LIFECYCLES, ids=lambda one: one.subject)
def test_every_refusal_has_its_reason_and_article(one):
    for state in one.states:
        for by in EVERYBODY:
            for verb in one.verbs:
                decision = decide(one, state, verb, {by}, Message)
                if not isinstance(decision, Allowed):
                    assert str(decision.reason)
                    assert decision.article.startswith(("《", "国办"))


@pytest.mark.parametrize("one", LIFECYCLES, ids=lambda one: one.subject)
def test_each_condition_alone_can_refuse(one):
    for transition in one.transition:
        for condition in transition.requires:
            decision = decide(
                one, transition.when[0], transition.verb, {transition.by[0]},
                lambda name, wanted=condition: Message("不满足") if name == wanted else None,
            )  # fmt: skip
            assert str(decision.reason) == "不满足"
