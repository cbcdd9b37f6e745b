"""A forestry office with everybody a request needs, at the machine's own time, and a neighbour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, Intake, RemedyFacts, RequestFacts
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

FOUNDED = date(2010, 1, 1)
OPENED = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
PERSON = ApplicantFacts(
    name="张样本", id_kind="居民身份证", id_number="990000199001010012", phone="13800001234",
    email="zhang@example.org", address="样本市样本区样本路1号",
)  # fmt: skip
WANTED = "2025年度退耕还林补助资金的发放名单"
ADDRESSES = RemedyFacts(
    government_name="某市人民政府", government_address="样本大道1号", superior_name="某省林业局",
    superior_address="样本大道2号", court_name="某区人民法院", court_address="样本大道3号",
    reply_prefix="样林依",
)  # fmt: skip
BODIES = {
    "city": ("某市人民政府", "government", None),
    "forestry": ("市林业局", "department", "city"),
    "land": ("市自然资源局", "department", "city"),
}


@dataclass
class Office:
    """Bodies and people by short names; verbs at this moment."""

    sign_in: Callable[[int], Client]
    bodies: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, Role], int] = field(default_factory=dict)
    desks: dict[tuple[str, Role], Client] = field(default_factory=dict)

    def desk(self, role: Role, body: str = "forestry") -> Client:
        """Where that person sits, signed in once."""
        if (body, role) not in self.desks:
            self.desks[body, role] = self.sign_in(self.people[body, role])
        return self.desks[body, role]

    def actor(self, role: Role, body: str = "forestry") -> Actor:
        return queries.actor_for(self.people[body, role], timezone.localdate())

    def received(self, *, wanted: str = WANTED, body: str = "forestry", **more: Any) -> int:
        """A request handed in at the counter today."""
        made = actions.register(
            actor=self.actor(Role.REQUEST_CLERK, body), now=timezone.now(), body_id=self.bodies[body],
            arrival=more.pop("arrival", None) or Arrival(Channel.COUNTER, timezone.localdate()),
            facts=Intake(RequestFacts(wanted=wanted), more.pop("applicant", PERSON)), **more,
        )  # fmt: skip
        assert made, made
        return made.case_id

    def do(self, act: Callable[..., Any], role: Role = Role.REQUEST_CLERK, **more: Any) -> Any:
        done = act(actor=self.actor(role), now=timezone.now(), **more)
        assert done, done
        return done

    def handled(self, **more: Any) -> int:
        case_id = self.received(**more)
        self.do(actions.examine, case_id=case_id)
        return case_id


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Any, sign_in: Callable[[int], Client]) -> Office:
    settings.MEDIA_ROOT = tmp_path
    made = Office(sign_in)
    for code, (name, kind, parent) in BODIES.items():
        facts = organisations.BodyFacts(
            name=name, level="city", kind=kind, parent=made.bodies[parent] if parent else None
        )
        body = organisations.found_body(actor=SYSTEM, now=OPENED, code=code, facts=facts, on=FOUNDED)
        assert isinstance(body, int), body
        made.bodies[code] = body
        for role in Role:
            made.people[code, role] = _person(body, code, role)
        told = actions.register_addresses(
            actor=SYSTEM, now=OPENED, body_id=body, valid_from=FOUNDED, facts=ADDRESSES
        )
        assert told, told
    return made


def _person(body: int, code: str, role: Role) -> int:
    person = organisations.create_person(
        actor=SYSTEM, now=OPENED, body_id=body, username=f"{code}.{role}", name=f"{role.label}某"
    )
    assert isinstance(person, int), person
    held = organisations.appoint(
        actor=SYSTEM, now=OPENED, person_id=person, body_id=body, role=role, on=FOUNDED
    )
    assert held, held
    return person


def text_of(answer: Any, status: int = 200) -> str:
    """The page's text; anything but a page is a failure."""
    assert answer.status_code == status, (answer.status_code, answer.get("Location"))
    return str(answer.content.decode())


def follow(desk: Client, answer: Any) -> str:
    """The page a form led to."""
    assert answer.status_code == 302, text_of(answer)[:3000]
    return text_of(desk.get(answer["Location"]))
