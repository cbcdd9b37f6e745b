"""Every state × role × verb of a request, as the policy answers it, against the declared table."""

from datetime import date
from itertools import product

import pytest

from gongkai.casework import policy
from gongkai.casework.law import lifecycle_of
from gongkai.casework.models import Case
from gongkai.core.case_conditions import Condition
from gongkai.core.lifecycle import Allowed
from gongkai.foundation.ledger.verbs import REGISTRY, Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor, Role

DAY = date(2026, 3, 2)
LIFE = lifecycle_of("request")
PLACES = ("own", "above", "beside")


def _actors(office):
    """Each role in the body, in the city above it and in another department; the applicant, his neighbour,
    the public and background work."""
    bodies = {"own": "forestry", "above": "city", "beside": "land"}
    for role, place in product(Role, PLACES):
        yield f"{role}@{place}", office.person(role, bodies[place])
    yield "applicant", policy.applicant_of(1)
    yield "another applicant", policy.applicant_of(2)
    yield "public", PUBLIC
    yield "system", SYSTEM
    yield "nobody", Actor("someone:idle")


def test_the_whole_matrix(office):
    """Allowed exactly where the table has the verb for the state and names the role at that place."""
    case = Case(pk=1, kind="request", body_id=office.bodies["forestry"])
    wrong, seen = [], 0
    for name, actor in _actors(office):
        for state, verb in product(LIFE.states, LIFE.verbs):
            case.state = state
            transition = LIFE.transition_of(verb, state)
            held = {name} | ({name.replace("@above", "@superior")} if "@above" in name else set())
            expected = transition is not None and bool(held & set(transition.by))
            decision = policy.decide(case, verb, actor, DAY, policy.all_hold())
            seen += 1
            if isinstance(decision, Allowed) != expected:
                wrong.append((name, state, verb))
            if isinstance(decision, Allowed) and decision.state != (transition.becomes or state):
                wrong.append((name, state, verb, decision.state))
            if isinstance(decision, Refused) and not (str(decision.reason) and decision.article):
                wrong.append((name, state, verb, "refused without reason or article"))
    assert wrong == []
    assert seen == len(list(_actors(office))) * len(LIFE.states) * len(LIFE.verbs)


@pytest.mark.parametrize("transition", LIFE.transition, ids=lambda one: f"{one.verb}-{one.when[0]}")
def test_each_condition_alone_stops_the_step(office, transition):
    """With one of its conditions failing, a permitted step is refused in that condition's words."""
    case = Case(pk=1, kind="request", body_id=office.bodies["forestry"], state=transition.when[0])
    held = frozenset({transition.by[0]})
    for condition in transition.requires:
        judges = dict(policy.all_hold()) | {Condition(condition): policy.when(True, f"不行：{condition}")}
        refused = policy.decide_in("request", case.state, transition.verb, held, judges)
        assert isinstance(refused, Refused)
        assert (str(refused.reason), refused.article) == (f"不行：{condition}", transition.article)


@pytest.mark.parametrize("transition", LIFE.transition, ids=lambda one: f"{one.verb}-{one.when[0]}")
def test_a_condition_nobody_judged_counts_as_failing(transition):
    decision = policy.decide_in("request", transition.when[0], transition.verb, {transition.by[0]}, {})
    assert isinstance(decision, Refused) == bool(transition.requires)


def test_every_verb_of_the_life_can_be_done():
    """What the table offers exists as a verb; sending, publishing and erasing have their own words."""
    elsewhere = {"case.send_reply"}  # done by reply.send, together with the reply
    assert set(LIFE.verbs) - set(REGISTRY) - elsewhere == set()
