"""An office of the city that owes the data sets of the disclosure tests, and a city office above it; at the
machine's own time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.core.disclosure.schema import Fields
from gongkai.disclosure import declared
from gongkai.disclosure.actions import Given
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from tests.disclosure.conftest import FINES, credit_code, fields_of

FOUNDED = date(2010, 1, 1)
OPENED = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
BODIES = {
    "city": ("某市人民政府", "government", None),
    "forestry": ("市林业局", "department", "city"),
    "land": ("市自然资源局", "department", "city"),
}
ROLES = (Role.DRAFTER, Role.REVIEWER, Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR)


@dataclass
class Office:
    """Bodies and people by short names; a desk is where a person sits, signed in once."""

    sign_in: Callable[[int], Client]
    bodies: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, Role], int] = field(default_factory=dict)
    desks: dict[tuple[str, Role], Client] = field(default_factory=dict)

    def desk(self, role: Role = Role.DRAFTER, body: str = "forestry") -> Client:
        if (body, role) not in self.desks:
            self.desks[body, role] = self.sign_in(self.people[body, role])
        return self.desks[body, role]

    def actor(self, role: Role = Role.DRAFTER, body: str = "forestry") -> Actor:
        return queries.actor_for(self.people[body, role], timezone.localdate())

    def do(self, act: Callable[..., Any], role: Role = Role.DRAFTER, **more: Any) -> Any:
        done = act(actor=self.actor(role), now=timezone.now(), **more)
        assert done, done
        return done


def fine(number: int, **more: str) -> dict[str, str]:
    """A row as the form sends it."""
    day = timezone.localdate() - timedelta(days=1)
    return {
        "number": f"样处〔2026〕{number}号", "party": "张小样", "kind": "罚款", "amount": "1.5",
        "decided_on": day.isoformat(), **more,
    }  # fmt: skip


def given(*rows: dict[str, str]) -> Given:
    return Given.rows(rows)


@pytest.fixture
def fields(monkeypatch: pytest.MonkeyPatch) -> Fields:
    """The declarations of these tests instead of the installation's."""
    known = fields_of(FINES)
    monkeypatch.setattr(declared, "installed", lambda: known)
    return known


@pytest.fixture
def office(
    db: None, fields: Fields, settings: Any, tmp_path: Any, sign_in: Callable[[int], Client]
) -> Office:
    settings.MEDIA_ROOT = tmp_path
    made = Office(sign_in)
    for serial, (code, (name, kind, parent)) in enumerate(BODIES.items(), start=1):
        facts = organisations.BodyFacts(
            name=name, level="city", kind=kind, parent=made.bodies.get(parent or ""),
            credit_code=credit_code(serial),
        )  # fmt: skip
        body = organisations.found_body(actor=SYSTEM, now=OPENED, code=code, on=FOUNDED, facts=facts)
        assert isinstance(body, int), body
        made.bodies[code] = body
        for role in ROLES if code != "city" else (Role.CITY_OFFICE,):
            made.people[code, role] = _person(body, f"{code}-{role.value}", role)
    return made


def _person(body: int, username: str, role: Role) -> int:
    made = organisations.create_person(
        actor=SYSTEM, now=OPENED, body_id=body, username=username, name=f"样本{role.label}"
    )
    assert isinstance(made, int), made
    done = organisations.appoint(
        actor=SYSTEM, now=OPENED, person_id=made, body_id=body, role=role, on=FOUNDED
    )
    assert done, done
    return made
