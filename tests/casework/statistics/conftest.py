"""Two bodies of one city."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.roles import SYSTEM


@dataclass(frozen=True)
class Town:
    city: int
    land: int
    forestry: int

    @property
    def all(self) -> tuple[int, ...]:
        return (self.city, self.land, self.forestry)


def _found(code: str, name: str, kind: str, parent: int | None) -> int:
    made = actions.found_body(
        actor=SYSTEM, now=datetime(2017, 1, 3, 1, 0, tzinfo=UTC), code=code, on=date(2010, 1, 1),
        facts=actions.BodyFacts(name=name, level="city", kind=kind, parent=parent),
    )  # fmt: skip
    assert isinstance(made, int), made
    return made


@pytest.fixture
def town(db: None) -> Town:
    city = _found("city", "某市人民政府", "government", None)
    return Town(
        city, _found("land", "市国土局", "department", city), _found("lin", "市林业局", "department", city)
    )
