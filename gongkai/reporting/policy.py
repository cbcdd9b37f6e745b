"""Who may do what with a return: the declared lifecycle, and the conditions it names."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cache

from gongkai.core import lifecycle
from gongkai.core.lifecycle import Allowed, Lifecycle, Place
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger import deciding
from gongkai.foundation.ledger.deciding import Judge
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.rulebook.book import RULES, declarations
from gongkai.reporting.models import Return

OVERSEERS = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)
"""Roles that see the returns of all bodies below their own."""


class Condition(StrEnum):
    """What a transition may require. Each is judged by the verb that needs it."""

    COMPLETE = "complete"  # no cell is blank
    NO_ERRORS = "no_errors"  # cross-footing finds no error
    WARNINGS_EXPLAINED = "warnings_explained"
    ANOTHER_PERSON = "another_person"  # nobody approves what he wrote
    REASON_GIVEN = "reason_given"
    TOPMOST = "topmost"  # no return above in this reporting year
    SUPERIOR_OPEN = "superior_open"  # the return above has not been frozen
    REPORT_WRITTEN = "report_written"  # the report's required paragraphs stand, with their figures bound
    CHILDREN_UNCHANGED = "children_unchanged"  # figures below are those that were summed


type Conditions = Mapping[Condition, Judge]


@cache
def return_lifecycle() -> Lifecycle:
    """rules/lifecycles/return.toml."""
    (declaration,) = declarations(RULES, "lifecycles/return.toml")
    return lifecycle.read(declaration, roles=Role, conditions=Condition)


def standing(actor: Actor, of: Return) -> frozenset[str]:
    """The person's role@place towards a return; system for background work."""
    if actor.is_system:
        return frozenset({lifecycle.SYSTEM})
    held: dict[int, set[Place]] = {}
    for body, place in _places(of):
        held.setdefault(of.heirs.get(body, body), set()).add(place)
    return frozenset(f"{role}@{place}" for role, body in actor.roles for place in held.get(body, ()))


def _places(of: Return) -> Iterator[tuple[int, Place]]:
    yield of.body_id, Place.OWN
    if of.ancestors:
        yield of.ancestors[0], Place.SUPERIOR
    yield from ((body, Place.ABOVE) for body in of.ancestors)


def decide(verb: str, of: Return, actor: Actor, conditions: Conditions | None = None) -> Allowed | Refused:
    """May `actor` do `verb` on the return as it is? A condition the verb does not judge counts as failing."""
    return deciding.decide(return_lifecycle(), of.state, verb, standing(actor, of), conditions)


def permitted_verbs(actor: Actor, of: Return) -> tuple[str, ...]:
    """The verbs to offer this person now. Conditions are looked at when a verb is tried."""
    return return_lifecycle().permitted(of.state, standing(actor, of))


def another_person(actor: Actor, names: Collection[str]) -> Judge:
    """`names` are the people whose work is judged."""
    said = Message(N_("不能审核、接收或定稿自己经办的报表，请由他人办理。"))
    return lambda: said if actor.code in names else None


def topmost(of: Return) -> Judge:
    said = Message(N_("本单位有上级汇总单位，应由上级接收后定稿。"))
    return lambda: None if of.parent_id is None else said
