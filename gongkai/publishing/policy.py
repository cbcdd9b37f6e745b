"""Who may do what with a document or an edition: the two declared lifecycles and their conditions."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache

from gongkai.core import lifecycle
from gongkai.core.lifecycle import Allowed, Denied, Lifecycle, Place
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.conditions import Condition
from gongkai.foundation.ledger import deciding
from gongkai.foundation.ledger.deciding import Judge, when, written
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.rulebook.book import RULES, declarations

__all__ = [
    "HANDLERS",
    "OVERSEERS",
    "Condition",
    "Conditions",
    "Judge",
    "all_hold",
    "another_person",
    "decide",
    "lifecycle_of",
    "refused",
    "standing",
    "when",
    "written",
]

HANDLERS = (
    Role.DRAFTER,
    Role.REVIEWER,
    Role.CONFIDENTIALITY_REVIEWER,
    Role.LEGAL_REVIEWER,
    Role.SIGNER,
    Role.OFFICE_HEAD,
)
"""Roles with a part in a document of their own body: they see its drafts."""

OVERSEERS = (Role.CITY_OFFICE,)
"""Sees state and title of what the bodies below have on the way, never a draft's text."""

OBSERVERS = (Role.PROVINCE_OBSERVER, Role.AUDITOR)
"""See what was released, and what the reviews said of it."""

type Conditions = Mapping[Condition, Judge]


@cache
def lifecycle_of(kind: str) -> Lifecycle:
    """rules/lifecycles/edition.toml or document.toml."""
    (declaration,) = declarations(RULES, f"lifecycles/{kind}.toml")
    return lifecycle.read(declaration, roles=Role, conditions=Condition)


def standing(actor: Actor, body_id: int, day: date) -> frozenset[str]:
    """The person's role@place towards documents of a body; system for background work. Who has a role in the
    body that took over a closed one stands to its documents as to his own."""
    if actor.is_system:
        return frozenset({lifecycle.SYSTEM})
    if not actor.roles:
        return frozenset()
    places: dict[int, set[Place]] = {}
    for body, place in _places(actor, body_id, day):
        places.setdefault(body, set()).add(place)
    return frozenset(f"{role}@{place}" for role, body in actor.roles for place in places.get(body, ()))


def _places(actor: Actor, body_id: int, day: date) -> Iterator[tuple[int, Place]]:
    if body_id in actor.bodies:
        yield body_id, Place.OWN
    else:
        yield organisations.heirs_on(day).get(body_id, body_id), Place.OWN
    if actor.bodies_as(*OVERSEERS):
        for steps, above in enumerate(organisations.ancestors(body_id, day)):
            if steps == 0:
                yield above.id, Place.SUPERIOR
            yield above.id, Place.ABOVE


def decide(
    kind: str, state: str, verb: str, held: Collection[str], conditions: Conditions | None = None
) -> Allowed | Refused:
    """May the verb be done in this state by somebody of this standing? A condition the verb does not judge
    counts as failing."""
    return deciding.decide(lifecycle_of(kind), state, verb, held, conditions)


@cache
def all_hold() -> Conditions:
    """For a step that follows of itself from another, whose conditions were judged."""
    return dict.fromkeys(Condition, lambda: None)


def another_person(actor: Actor, names: Collection[str]) -> Judge:
    """`names` are the people whose work is judged."""
    said = Message(N_("不能审批自己起草、修改或者提出的内容，请由他人办理。"))
    return lambda: said if actor.code in names else None


def refused(problems: Collection[Denied], part: str) -> Refused | None:
    """What `core` has against a step as a verb gives it back: the first in front, all as details of
    `part`."""
    if not problems:
        return None
    first, *_ = problems
    return Refused(first.reason, first.article, tuple((part, each.reason) for each in problems))
