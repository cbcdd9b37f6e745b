"""Who may do what with a case: the declared lifecycle of its kind, and the conditions it names."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache

from gongkai.casework.law import lifecycle_of
from gongkai.casework.models import Case
from gongkai.core import lifecycle
from gongkai.core.case_conditions import Condition
from gongkai.core.lifecycle import Allowed, Denied, Place
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger import deciding
from gongkai.foundation.ledger.deciding import Judge, when, written
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role

__all__ = [
    "ASSIGNEES",
    "HANDLERS",
    "OVERSEERS",
    "VIEWERS",
    "Condition",
    "Conditions",
    "Judge",
    "all_hold",
    "another_person",
    "applicant_of",
    "case_of_applicant",
    "decide",
    "decide_in",
    "denial",
    "permitted_verbs",
    "standing",
    "when",
    "written",
]

HANDLERS = (
    Role.REQUEST_CLERK,
    Role.REVIEWER,
    Role.CONFIDENTIALITY_REVIEWER,
    Role.LEGAL_REVIEWER,
    Role.SIGNER,
    Role.OFFICE_HEAD,
)
"""Roles with a part in a case of their own body."""

OVERSEERS = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)
"""Roles that see, masked, the cases of all bodies below their own."""

ASSIGNEES = (*HANDLERS, Role.DRAFTER)
"""Roles to whose holders a case of their own body may be given. A drafter sees the cases given to him, and no
others: he has no part in who else asked for what."""

VIEWERS = (*HANDLERS, Role.STATISTICS_CLERK)
"""Roles that see the cases of their own body; the statistics clerk opens figures down to them."""

_APPLICANT = "applicant:"

type Conditions = Mapping[Condition, Judge]


def applicant_of(case_id: int) -> Actor:
    """Whoever showed the case's number and query code: he stands to this case alone."""
    return Actor(code=f"{_APPLICANT}{case_id}")


def case_of_applicant(actor: Actor) -> int | None:
    """The one case an applicant was let in to; None for everybody else."""
    code, _, number = actor.code.partition(":")
    return int(number) if f"{code}:" == _APPLICANT and number.isdecimal() else None


def standing(
    actor: Actor, body_id: int, day: date, *, case_id: int | None = None, addressed: int | None = None
) -> frozenset[str]:
    """The person's role@place towards cases of a body; system for background work, applicant for the
    applicant of `case_id`. `addressed`: a body that was asked about the case.

    Who has a role in the body that took over a closed one stands to its cases as to his own.
    """
    if actor.is_system:
        return frozenset({lifecycle.SYSTEM})
    if case_id is not None and case_of_applicant(actor) == case_id:
        return frozenset({lifecycle.APPLICANT})
    if not actor.roles:
        return frozenset()
    places: dict[int, set[Place]] = {}
    for body, place in _places(actor, body_id, day, addressed):
        places.setdefault(body, set()).add(place)
    return frozenset(f"{role}@{place}" for role, body in actor.roles for place in places.get(body, ()))


def _places(actor: Actor, body_id: int, day: date, addressed: int | None) -> Iterator[tuple[int, Place]]:
    if body_id in actor.bodies:
        yield body_id, Place.OWN
    else:
        yield organisations.heirs_on(day).get(body_id, body_id), Place.OWN
    if addressed is not None:
        yield addressed, Place.ADDRESSED
    if actor.bodies_as(*OVERSEERS):
        for steps, above in enumerate(organisations.ancestors(body_id, day)):
            if steps == 0:
                yield above.id, Place.SUPERIOR
            yield above.id, Place.ABOVE


def decide(
    case: Case,
    verb: str,
    actor: Actor,
    day: date,
    conditions: Conditions | None = None,
    *,
    addressed: int | None = None,
) -> Allowed | Refused:
    """May `actor` do `verb` on the case as it is? A condition the verb does not judge counts as failing."""
    held = standing(actor, case.body_id, day, case_id=case.pk, addressed=addressed)
    return decide_in(case.kind, case.state, verb, held, conditions)


def decide_in(
    kind: str, state: str, verb: str, held: Collection[str], conditions: Conditions | None = None
) -> Allowed | Refused:
    """The same for anything with a lifecycle: a case, a reply, a piece of advice. `held`: `standing`."""
    return deciding.decide(lifecycle_of(kind), state, verb, held, conditions)


def permitted_verbs(actor: Actor, case: Case, day: date) -> tuple[str, ...]:
    """The verbs to offer this person now. Conditions are looked at when a verb is tried."""
    held = standing(actor, case.body_id, day, case_id=case.pk)
    return lifecycle_of(case.kind).permitted(case.state, held)


@cache
def all_hold() -> Conditions:
    """For a step that follows of itself from another, whose conditions were judged."""
    return dict.fromkeys(Condition, lambda: None)


def denial(decision: Allowed | Denied) -> Denied | None:
    """What `core.clock.decisions` has against a step, as a judge tells it."""
    return decision if isinstance(decision, Denied) else None


def another_person(actor: Actor, names: Collection[str]) -> Judge:
    """`names` are the people whose work is judged."""
    said = Message(N_("不能审批自己提出的事项，请由他人办理。"))
    return lambda: said if actor.code in names else None
