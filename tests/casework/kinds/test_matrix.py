"""Every state × role × verb of the other kinds of case, of advice and tasks, against the declared tables."""

from datetime import date
from itertools import product

import pytest

from gongkai.casework import policy
from gongkai.casework.law import lifecycle_of
from gongkai.core.lifecycle import Allowed
from gongkai.foundation.ledger.verbs import REGISTRY, Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor, Role

DAY = date(2026, 3, 2)
KINDS = (
    "reconsideration", "lawsuit", "complaint", "suggestion", "data_correction", "advice", "proactive_task",
)  # fmt: skip
BODIES = {"own": "forestry", "above": "city", "addressed": "land"}


def _actors(office):
    """Each role in the case's body, in the city above it and in the body asked about it; and the others."""
    for role, place in product(Role, BODIES):
        yield f"{role}@{place}", office.person(role, BODIES[place])
    yield "applicant", policy.applicant_of(1)
    yield "another applicant", policy.applicant_of(2)
    yield "public", PUBLIC
    yield "system", SYSTEM
    yield "nobody", Actor("someone:idle")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_allowed_exactly_where_the_table_says(office, kind):
    life, wrong = lifecycle_of(kind), []
    for name, actor in _actors(office):
        held = policy.standing(
            actor, office.bodies["forestry"], DAY, case_id=1, addressed=office.bodies["land"]
        )
        names = {name} | ({name.replace("@above", "@superior")} if "@above" in name else set())
        for state, verb in product(life.states, life.verbs):
            transition = life.transition_of(verb, state)
            expected = transition is not None and bool(names & set(transition.by))
            decision = policy.decide_in(kind, state, verb, held, policy.all_hold())
            if isinstance(decision, Allowed) != expected:
                wrong.append((name, state, verb))
            if isinstance(decision, Refused) and not (str(decision.reason) and decision.article):
                wrong.append((name, state, verb, "refused without reason or article"))
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_verb_of_the_table_can_be_done(kind):
    assert set(lifecycle_of(kind).verbs) - set(REGISTRY) == set()


@pytest.mark.parametrize(
    ("kind", "transition"),
    [(kind, each) for kind in KINDS for each in lifecycle_of(kind).transition if each.requires],
    ids=lambda each: each if isinstance(each, str) else f"{each.verb}-{each.when[0]}",
)
def test_each_condition_alone_stops_the_step(kind, transition):
    held = {transition.by[0]}
    for condition in transition.requires:
        judges = dict(policy.all_hold()) | {
            policy.Condition(condition): policy.when(True, f"不行：{condition}")
        }
        refused = policy.decide_in(kind, transition.when[0], transition.verb, held, judges)
        assert isinstance(refused, Refused)
        assert str(refused.reason) == f"不行：{condition}"
    unjudged = policy.decide_in(kind, transition.when[0], transition.verb, held, {})
    assert isinstance(unjudged, Refused)
