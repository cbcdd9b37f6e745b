"""Bodies' people in the sample of the walk, and what all of it is dated by."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

NOW = datetime(2018, 1, 8, 2, 0, tzinfo=UTC)
FOUNDED = date(2010, 1, 1)


def clerk(body: int) -> Actor:
    return Actor("someone", roles=frozenset({(Role.REQUEST_CLERK.value, body)}))


def staff(body: int, name: str, roles: Iterable[Role]) -> int:
    made = person(body, name)
    for role in roles:
        appoint(made, body, role)
    return made


def person(body: int, username: str) -> int:
    return done(actions.create_person(actor=SYSTEM, now=NOW, body_id=body, username=username, name="王某"))


def appoint(person: int, body: int, role: Role) -> int:
    return done(actions.appoint(actor=SYSTEM, now=NOW, person_id=person, body_id=body, role=role, on=FOUNDED))


def done(result: Any) -> Any:
    assert result, result
    return result
