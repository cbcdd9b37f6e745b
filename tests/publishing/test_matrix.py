"""Every state × role × verb of editions and documents, against the declared tables."""

from itertools import product

import pytest

from gongkai.core.lifecycle import Allowed
from gongkai.foundation.ledger.verbs import REGISTRY, Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor, Role
from gongkai.publishing import actions, policy
from gongkai.publishing.policy import lifecycle_of

from .conftest import DAY, Office, fresh, said

KINDS = ("edition", "document")
PLACES = {"own": "forestry", "above": "city", "stranger": "land"}
OF_ITSELF = {"edition.pass_on", "document.publish", "document.keep"}
"""Steps the program does within another verb; nobody calls them."""


def _actors(office: Office):
    for role, place in product(Role, PLACES):
        yield f"{role}@{place}", office.person(role, PLACES[place])
    yield "public", PUBLIC
    yield "system", SYSTEM
    yield "nobody", Actor("someone:idle")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_allowed_exactly_where_the_table_says(office: Office, kind: str):
    life, wrong = lifecycle_of(kind), []
    for name, actor in _actors(office):
        held = policy.standing(actor, office.bodies["forestry"], DAY)
        names = {name} | ({name.replace("@above", "@superior")} if "@above" in name else set())
        for state, verb in product(life.states, life.verbs):
            transition = life.transition_of(verb, state)
            expected = transition is not None and bool(names & set(transition.by))
            decision = policy.decide(kind, state, verb, held, policy.all_hold())
            if isinstance(decision, Allowed) != expected:
                wrong.append((name, state, verb))
            if isinstance(decision, Refused) and not (str(decision.reason) and decision.article):
                wrong.append((name, state, verb, "refused without reason or article"))
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_verb_of_the_table_can_be_done(kind: str):
    assert set(lifecycle_of(kind).verbs) - set(REGISTRY) == OF_ITSELF & set(lifecycle_of(kind).verbs)


@pytest.mark.parametrize(
    ("kind", "transition"),
    [(kind, each) for kind in KINDS for each in lifecycle_of(kind).transition if each.requires],
    ids=lambda each: each if isinstance(each, str) else f"{each.verb}-{each.when[0]}",
)
def test_each_condition_alone_stops_the_step(kind: str, transition):
    held = {transition.by[0]}
    for condition in transition.requires:
        judges = dict(policy.all_hold()) | {
            policy.Condition(condition): policy.when(True, f"不行：{condition}")
        }
        refused = policy.decide(kind, transition.when[0], transition.verb, held, judges)
        assert isinstance(refused, Refused)
        assert str(refused.reason) == f"不行：{condition}"
    unjudged = policy.decide(kind, transition.when[0], transition.verb, held, {})
    assert isinstance(unjudged, Refused)


@pytest.mark.django_db
def test_every_verb_judges_all_its_conditions(office: Office):
    """Done by who may, in a state that allows it, no verb is refused for a condition that nobody judged."""
    edition, material = office.normative()
    done = office.release(edition)
    assert done, said(done)
    number = edition.document_id
    head, lawyer = office.person(Role.OFFICE_HEAD), office.person(Role.LEGAL_REVIEWER)
    drafter, keeper = office.drafter(), office.gatekeeper(edition)
    told = [
        office.do(actions.evaluate, lawyer, document_id=number, conclusion="keep", reason="仍然需要"),
        office.do(actions.renew, head, document_id=number, expires_on=DAY, basis="评估报告"),
        office.do(actions.amend, head, document_id=number, reason="调整标准", basis="样林规〔2026〕9号"),
        office.do(actions.expire, head, document_id=number),
        office.do(actions.repeal, head, document_id=number, reason="不再需要", basis="样林规〔2026〕9号"),
        office.do(actions.consolidate, head, document_id=number, reason="并入", basis="样林规〔2026〕9号"),
        office.do(actions.withdraw, keeper, document_id=number, reason="内容有误"),
        office.do(actions.new_edition, drafter, document_id=number),
        office.do(
            actions.propose_attribute, drafter, document_id=number, attribute="withheld", ground="x",
            reason="x"
        ),
        office.do(actions.approve_attribute, head, document_id=number),
        office.do(actions.refuse_attribute, head, document_id=number, reason="x"),
        office.do(actions.register, head, document_id=fresh(material).document_id),
    ]  # fmt: skip
    unjudged = [
        str(each.reason) for each in told if isinstance(each, Refused) and "未核实" in str(each.reason)
    ]
    assert unjudged == []
