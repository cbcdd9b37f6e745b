"""A forestry office whose people publish at their desks, at the machine's own time, and a neighbour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Edition
from tests.publishing.conftest import credit_code

FOUNDED = date(2010, 1, 1)
OPENED = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
TEXT = "<p>根据有关规定，现就退耕还林补助资金发放工作通知如下。</p><p>一、按时足额发放。</p>"
BODIES = {
    "city": ("某市人民政府", "government", None),
    "forestry": ("市林业局", "department", "city"),
    "land": ("市自然资源局", "department", "city"),
}
ROLES = (
    Role.DRAFTER, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.LEGAL_REVIEWER, Role.SIGNER,
    Role.OFFICE_HEAD,
)  # fmt: skip


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

    def do(self, act: Callable[..., Any], role: Role = Role.DRAFTER, **more: Any) -> Any:
        done = act(actor=self.actor(role), now=timezone.now(), **more)
        assert done, done
        return done

    def drafted(self, kind: str = "news", **more: Any) -> Edition:
        """A draft of the forestry office, its attribute settled: open."""
        words = Words(
            title=more.pop("title", "春季造林现场会"), html=more.pop("html", TEXT),
            formed_on=timezone.localdate(), **more,
        )  # fmt: skip
        made = self.do(actions.begin, body_id=self.bodies["forestry"], kind=kind, words=words).edition
        self.do(actions.set_attribute, document_id=made.document_id, attribute="open", ground="widely_known")
        return made

    def step(self, role: Role, edition: Edition, verb: str, **given: str) -> HttpResponse:
        """A step taken on its page."""
        address = f"/workbench/documents/{edition.document_id}/steps/{verb}/"
        return self.desk(role).post(address, given, follow=True)


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("document").get(pk=edition.pk)


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Any, sign_in: Callable[[int], Client]) -> Office:
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
        for role in (*ROLES, *([Role.CITY_OFFICE] if code == "city" else [])):
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
