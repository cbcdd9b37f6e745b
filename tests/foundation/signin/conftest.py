"""A person with a password."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.roles import SYSTEM, Role

PASSWORD = "correct-horse-battery-9"


@dataclass(frozen=True)
class Account:
    id: int
    username: str
    password: str = PASSWORD


@pytest.fixture
def account(city) -> Callable[..., Account]:
    """Makes an account of the land office."""

    def _account(username: str = "wang", role: Role = Role.DRAFTER, email: str = "") -> Account:
        now = datetime(2017, 1, 3, tzinfo=UTC)
        made = actions.create_person(
            actor=SYSTEM, now=now, body_id=city.land, username=username, name="王某", email=email,
            password=PASSWORD,
        )  # fmt: skip
        assert isinstance(made, int), made
        assert actions.appoint(
            actor=SYSTEM, now=now, person_id=made, body_id=city.land, role=role, on=now.date()
        )
        return Account(made, username)

    return _account
