"""Two bodies with a site each, their editors and approvers, and something published to fill the columns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.portal.pages import actions
from gongkai.portal.pages.models import PublicSite
from tests.publishing.conftest import Office, office

__all__ = ["office"]
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)


@dataclass
class Sites:
    """The sites by the name of their body; people by body and name."""

    office: Office
    sites: dict[str, PublicSite] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def open(self, body: str, slug: str, **facts: str) -> PublicSite:
        told = actions.Facts(**{"name": f"{slug}网站", "host": "某市人民政府办公室", **facts})
        self.sites[body] = done(
            actions.open_site(actor=SYSTEM, now=NOW, body_id=self.office.bodies[body], slug=slug, facts=told)
        )
        return self.sites[body]

    def person(self, body: str, name: str, *roles: Role) -> int:
        number = self.office.bodies[body]
        made = done(
            organisations.create_person(
                actor=SYSTEM,
                now=NOW,
                body_id=number,
                username=f"{body}.{name}",
                name=f"{name}某",
                is_sample=True,
            )
        )
        for role in roles:
            done(
                organisations.appoint(
                    actor=SYSTEM, now=NOW, person_id=made, body_id=number, role=role, on=SINCE
                )
            )
        self.people[f"{body}.{name}"] = made
        return made

    def actor(self, who: str) -> Actor:
        return queries.actor_for(self.people[who], NOW.date())


def done(result: Any) -> Any:
    assert result, getattr(result, "reason", result)
    return result


@pytest.fixture
def sites(office: Office) -> Sites:
    made = Sites(office)
    made.open("city", "city", code="9900000001", icp="某ICP备00000000号")
    made.open("forestry", "forestry")
    for body in ("city", "forestry"):
        made.person(body, "ann", Role.SITE_EDITOR)
        made.person(body, "ben", Role.SITE_EDITOR)
    made.person("forestry", "cai", Role.SIGNER, Role.BODY_ADMINISTRATOR)
    made.person("forestry", "dan", Role.DRAFTER)
    return made


@pytest.fixture
def browser(sites: Sites, sign_in: Callable[[int], Client]) -> Callable[[str], Client]:
    return lambda who: sign_in(sites.people[who])
