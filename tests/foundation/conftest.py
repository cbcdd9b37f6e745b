"""A small city, founded by the verbs themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.organisations import actions, queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

NOW = datetime(2017, 1, 3, 1, 0, tzinfo=UTC)
FOUNDED = date(2010, 1, 1)
TODAY = date(2017, 1, 3)


@dataclass(frozen=True)
class City:
    """省 → 市 → 县 → 乡, with three departments of the city."""

    province: int
    city: int
    county: int
    township: int
    forestry: int
    land: int
    culture: int


def found(code: str, name: str, level: str, kind: str, parent: int | None, on: date = FOUNDED) -> int:
    made = actions.found_body(
        actor=SYSTEM, now=NOW, code=code, on=on,
        facts=actions.BodyFacts(name=name, level=level, kind=kind, parent=parent),
    )  # fmt: skip
    assert isinstance(made, int), made
    return made


@pytest.fixture
def city(db: None) -> City:
    province = found("province", "某省人民政府", "province", "government", None)
    the_city = found("city", "某市人民政府", "city", "government", province)
    county = found("county", "甲县人民政府", "county", "government", the_city)
    return City(
        province=province,
        city=the_city,
        county=county,
        township=found("township", "乙镇人民政府", "township", "government", county),
        forestry=found("forestry", "市林业局", "city", "department", the_city),
        land=found("land", "市国土资源局", "city", "department", the_city),
        culture=found("culture", "市文化广电新闻出版局", "city", "department", the_city),
    )


@pytest.fixture
def appointed(city: City) -> Callable[..., Actor]:
    """Someone with a role in a body, as he acts."""

    def _appointed(role: Role, body: int, username: str = "") -> Actor:
        made = actions.create_person(
            actor=SYSTEM, now=NOW, body_id=body, username=username or f"{role}-{body}", name="王某"
        )
        assert isinstance(made, int), made
        appointment = actions.appoint(
            actor=SYSTEM, now=NOW, person_id=made, body_id=body, role=role, on=FOUNDED
        )
        assert isinstance(appointment, int), appointment
        return queries.actor_for(made, TODAY)

    return _appointed
