"""A small city, and a stranger's program that asks one of its bodies."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from tests.journeys import city as small_city
from tests.journeys.city import FOUNDED, City

LETTER = "申请公开2024年度公益林补偿资金发放明细。".encode()


@dataclass
class Citizen:
    """A program outside."""

    client: Client = field(default_factory=Client)

    def get(self, path: str, code: str = "", **headers: str) -> HttpResponse:
        told = {"Query-Code": code} if code else {}
        return self.client.get(f"/api/citizen{path}", headers=told | headers)

    def post(self, path: str, body: Any, code: str = "", *, key: str = "", **headers: str) -> HttpResponse:
        told = {"Idempotency-Key": key or uuid.uuid4().hex, **({"Query-Code": code} if code else {})}
        return self.client.post(
            f"/api/citizen{path}", json.dumps(body), content_type="application/json", headers=told | headers,
        )  # fmt: skip

    def upload(self, role: str = "application", body: str = "linye", **more: Any) -> HttpResponse:
        return self.client.post(
            "/api/citizen/files",
            {"body": body, "role": role, "file": SimpleUploadedFile("申请书.txt", LETTER), **more},
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )


@pytest.fixture
def city(db: None, settings, tmp_path) -> City:
    settings.MEDIA_ROOT = tmp_path
    settings.PORTAL_REQUESTS_AN_HOUR = settings.PORTAL_UPLOADS_AN_HOUR = 1000
    cache.clear()
    made = small_city.build()
    person = organisations.create_person(
        actor=SYSTEM, now=small_city.OPENED, body_id=made.bodies["linye"], username="linye.rc", name="王某"
    )
    assert isinstance(person, int), person
    assert organisations.appoint(
        actor=SYSTEM, now=small_city.OPENED, person_id=person, body_id=made.bodies["linye"],
        role=Role.REQUEST_CLERK, on=FOUNDED,
    )  # fmt: skip
    made.people["linye", "request_clerk"] = person
    return made


@pytest.fixture
def clerk(city: City) -> Actor:
    return queries.actor_for(city.people["linye", "request_clerk"], small_city.DAY)


@pytest.fixture
def citizen(city: City) -> Citizen:
    return Citizen()


def request_of(**changed: Any) -> dict[str, Any]:
    return {
        "body": "linye",
        "applicant": {
            "name": "张小明", "id_kind": "居民身份证", "id_number": "990000199001010000",
            "phone": "13800000001", "email": "zhang@example.cn", "address": "青山市人民路1号",
        },
        "wanted": "2024年度公益林补偿资金发放明细",
        **changed,
    }  # fmt: skip


@pytest.fixture
def receipt(citizen: Citizen) -> dict[str, Any]:
    answer = citizen.post("/requests", request_of())
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()
