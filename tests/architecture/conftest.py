"""A city with someone in every role, and one object of every kind that belongs to its land office."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.foundation.files import actions as files
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.reporting import actions as reporting
from gongkai.reporting.queries import returns_visible_to

NOW = datetime(2018, 1, 8, 2, 0, tzinfo=UTC)
FOUNDED = date(2010, 1, 1)


@dataclass(frozen=True)
class Place:
    """Browsers of people at home (in the land office, or overseeing it) and elsewhere, by role."""

    arguments: dict[str, Any]
    at_home: dict[Role, Client]
    elsewhere: dict[Role, Client]

    def url(self, pattern: str, where: Mapping[str, str]) -> str:
        """The address with the sample's objects in its holes, or with `where`."""
        arguments = {**self.arguments, **where}
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: str(arguments[hole[1]]), pattern)


@pytest.fixture
def place(db: None, settings, tmp_path, sign_in: Callable[[int], Client]) -> Place:
    settings.MEDIA_ROOT = tmp_path
    bodies: dict[str, int] = {}
    for code, level, kind, parent in (
        ("city", "city", "government", None),
        ("land", "city", "department", "city"),
        ("forestry", "city", "department", "city"),
    ):
        facts = actions.BodyFacts(name=f"{code}局", level=level, kind=kind, parent=bodies.get(parent or ""))
        bodies[code] = _done(actions.found_body(actor=SYSTEM, now=NOW, code=code, facts=facts, on=FOUNDED))
    _done(reporting.open_year(actor=SYSTEM, now=NOW, root_id=bodies["city"], year=2017))
    someone = _person(bodies["land"], "someone")
    appointment = _appoint(someone, bodies["land"], Role.DRAFTER)
    meeting = actions.register_meeting(
        actor=SYSTEM, now=NOW, body_id=bodies["land"], on=timezone.localdate(), title="工作会议"
    )
    overseeing = {Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR}
    return Place(
        arguments={
            "body_id": bodies["land"],
            "return_id": returns_visible_to(SYSTEM, NOW.date()).get(body_id=bodies["land"]).pk,
            "person_id": someone,
            "appointment_id": appointment,
            "register": "meeting",
            "entry": _done(meeting),
            "code": "3.1.1",
            "cell": "3.1.1",
            "change": "rename",
            "body": "land",
            "year": 2017,
            "reply_id": 1,
            "kind": "pdf",
            "key": "opening",
            "file_id": _done(
                files.attach(
                    actor=SYSTEM,
                    now=NOW,
                    body_id=bodies["land"],
                    name="a.txt",
                    content=b"attached",
                    purpose="return_entry",
                )
            ),
        },
        at_home={
            role: sign_in(_staff(bodies["city" if role in overseeing else "land"], role, "home"))
            for role in Role
        },
        elsewhere={role: sign_in(_staff(bodies["forestry"], role, "elsewhere")) for role in Role},
    )


def _staff(body: int, role: Role, where: str) -> int:
    made = _person(body, f"{role}.{where}")
    _appoint(made, body, role)
    return made


def _person(body: int, username: str) -> int:
    return _done(actions.create_person(actor=SYSTEM, now=NOW, body_id=body, username=username, name="王某"))


def _appoint(person: int, body: int, role: Role) -> int:
    return _done(
        actions.appoint(actor=SYSTEM, now=NOW, person_id=person, body_id=body, role=role, on=FOUNDED)
    )


def _done(result: Any) -> Any:
    assert result, result
    return result
