"""A small city whose people have tokens, and one case at the forestry bureau."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.tokens import actions as tokens
from gongkai.foundation.tokens.scopes import Scope
from tests.journeys import city as small_city
from tests.journeys.city import FOUNDED, City

PEOPLE = {
    "request_clerk": Role.REQUEST_CLERK,
    "office_head": Role.OFFICE_HEAD,
    "signer": Role.SIGNER,
    "confidentiality": Role.CONFIDENTIALITY_REVIEWER,
    "legal": Role.LEGAL_REVIEWER,
}


@dataclass
class Program:
    """Another program, with a token of `body`'s `role`."""

    token: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"/api/staff{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> HttpResponse:
        told = {"Idempotency-Key": key or uuid.uuid4().hex, **headers}
        return self.client.post(
            f"/api/staff{path}", json.dumps(body or {}), content_type="application/json",
            headers=self._headers(told),
        )  # fmt: skip

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}


@pytest.fixture
def city(db: None) -> City:
    made = small_city.build()
    for body in ("linye", "jiaoyu"):
        for name, role in PEOPLE.items():
            made.people[body, name] = _person(made, body, name, role)
    return made


def _person(city: City, body: str, name: str, role: Role) -> int:
    made = organisations.create_person(
        actor=SYSTEM, now=small_city.OPENED, body_id=city.bodies[body], username=f"{body}.{name}", name="王某"
    )
    assert isinstance(made, int), made
    assert organisations.appoint(
        actor=SYSTEM, now=small_city.OPENED, person_id=made, body_id=city.bodies[body], role=role, on=FOUNDED
    )
    return made


@pytest.fixture
def program(city: City) -> Callable[..., Program]:
    """`program("linye", "request_clerk")`: a program with that person's token."""

    def _program(body: str, role: str, *scopes: Scope) -> Program:
        now = timezone.now()
        today = timezone.localdate(now)
        issued = tokens.issue_token(
            actor=queries.actor_for(city.people[body, role], today), now=now, body_id=city.bodies[body],
            name="对接程序", scopes=[*(scopes or Scope)], expires_on=today + timedelta(days=30),
        )  # fmt: skip
        assert issued, issued
        return Program(issued.token)

    return _program


@pytest.fixture
def clerk(program: Callable[..., Program]) -> Program:
    return program("linye", "request_clerk")


def request_of(**changed: Any) -> dict[str, Any]:
    """A request handed in at the counter today."""
    today = timezone.localdate().isoformat()
    return {
        "arrival": {"channel": "counter", "submitted": today},
        "applicant": {
            "name": "张小明", "id_kind": "id_card", "id_number": "990000199001010000", "phone": "13800000001",
            "email": "zhang@example.cn", "address": "青山市人民路1号",
        },
        "request": {"wanted": "2024年度公益林补偿资金发放明细", "form": "electronic", "delivery": "email"},
        **changed,
    }  # fmt: skip


@pytest.fixture
def case(clerk: Program) -> dict[str, Any]:
    """What registering told."""
    answer = clerk.post("/cases", request_of())
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()
