"""Every state × role × verb of an issue, against the declared table; and each condition alone."""

from itertools import product

import pytest

from gongkai.core.lifecycle import Allowed
from gongkai.core.messages import Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Role
from gongkai.publishing.gazette import policy
from gongkai.publishing.gazette.policy import GazetteCondition, the_lifecycle
from tests.publishing.conftest import DAY, Office

PLACES = {"own": "forestry", "above": "city", "stranger": "land"}
ALL_HOLD = dict.fromkeys(GazetteCondition, lambda: None)


@pytest.mark.django_db
def test_allowed_exactly_where_the_table_says(office: Office):
    life, wrong = the_lifecycle(), []
    people = {f"{r}@{p}": office.person(r, PLACES[p]) for r, p in product(Role, PLACES)}
    for name, actor in {**people, "public": PUBLIC, "system": SYSTEM}.items():
        held = policy.standing(actor, office.bodies["forestry"], DAY)
        for state, verb in product(life.states, life.verbs):
            transition = life.transition_of(verb, state)
            expected = transition is not None and name in transition.by
            if isinstance(policy.decide(state, verb, held, ALL_HOLD), Allowed) != expected:
                wrong.append((name, state, verb))
    assert wrong == []


def test_each_condition_alone_stops_the_step():
    for transition in the_lifecycle().transition:
        for name in transition.requires:
            judges = {**ALL_HOLD, GazetteCondition(name): lambda said=name: Refused(Message(said))}
            refused = policy.decide(transition.when[0], transition.verb, {transition.by[0]}, judges)
            assert isinstance(refused, Refused)
            assert str(refused.reason) == name
            unjudged = policy.decide(transition.when[0], transition.verb, {transition.by[0]}, {})
            assert "未核实" in str(unjudged.reason)
