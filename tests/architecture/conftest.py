"""A city with someone in every role, and one object of every kind that belongs to its land office."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from gongkai.foundation.files import actions as files
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.reporting import actions as reporting
from gongkai.reporting.queries import returns_visible_to
from tests.architecture.sample.casework import casework_of, workbook_of
from tests.architecture.sample.catalogues import archives_of, catalogue_of, site_of
from tests.architecture.sample.data import disclosure_of, interface_of
from tests.architecture.sample.people import FOUNDED, NOW, appoint, done, person, staff
from tests.architecture.sample.publishing import channels_of, document_of, gazette_of
from tests.conftest import signed_in
from tests.standing import standing

OVERSEEING = frozenset({Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR})


@dataclass(frozen=True)
class Place:
    """Browsers of people at home (in the land office, or overseeing it) by role; elsewhere of somebody who
    holds every role there."""

    arguments: dict[str, Any]
    at_home: dict[Role, Client]
    elsewhere: Client

    def url(self, pattern: str, where: Mapping[str, str]) -> str:
        """The address with the sample's objects in its holes, or with `where`."""
        arguments = {**self.arguments, **where}
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: str(arguments[hole[1]]), pattern)

    def anew(self) -> "Place":
        """The same with browsers of its own."""
        at_home = {role: _anew(browser) for role, browser in self.at_home.items()}
        return replace(self, at_home=at_home, elsewhere=_anew(self.elsewhere))


def _anew(browser: Client) -> Client:
    made = Client()
    made.cookies = copy.deepcopy(browser.cookies)
    return made


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        standing(django_db_blocker, _build) as place,
    ):
        yield place


@pytest.fixture
def place(built: Place, db: None) -> Place:
    return built.anew()


def _build() -> Place:
    bodies: dict[str, int] = {}
    for code, level, kind, parent in (
        ("city", "city", "government", None),
        ("land", "city", "department", "city"),
        ("forestry", "city", "department", "city"),
    ):
        facts = actions.BodyFacts(name=f"{code}局", level=level, kind=kind, parent=bodies.get(parent or ""))
        bodies[code] = done(actions.found_body(actor=SYSTEM, now=NOW, code=code, facts=facts, on=FOUNDED))
    done(reporting.open_year(actor=SYSTEM, now=NOW, root_id=bodies["city"], year=2017))
    someone = person(bodies["land"], "someone")
    appointment = appoint(someone, bodies["land"], Role.DRAFTER)
    meeting = actions.register_meeting(
        actor=SYSTEM, now=NOW, body_id=bodies["land"], on=timezone.localdate(), title="工作会议"
    )
    return Place(
        arguments={
            "body_id": bodies["land"],
            "return_id": returns_visible_to(SYSTEM, NOW.date()).get(body_id=bodies["land"]).pk,
            "person_id": someone,
            "appointment_id": appointment,
            "register": "meeting",
            "entry": done(meeting),
            "code": "3.1.1",
            "cell": "3.1.1",
            "change": "rename",
            "body": "land",
            "year": 2017,
            "reply_id": 1,
            "kind": "pdf",
            "key": "opening",
            "token": "1.x",
            **casework_of(bodies),
            **document_of(bodies["land"]),
            **channels_of(bodies["land"]),
            **gazette_of(bodies["land"]),
            **catalogue_of(bodies["land"]),
            **archives_of(bodies["land"]),
            **site_of(bodies["land"]),
            **interface_of(bodies["land"], someone),
            **disclosure_of(bodies["land"]),
            "run_id": workbook_of(bodies["land"]),
            "file_id": done(
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
        at_home={role: signed_in(staff(bodies[_home(role)], f"home.{role}", [role])) for role in Role},
        elsewhere=signed_in(staff(bodies["forestry"], "elsewhere", Role)),
    )


def _home(role: Role) -> str:
    return "city" if role in OVERSEEING else "land"
