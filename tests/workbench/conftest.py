"""The small city of the journeys, and desks without a browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.journeys import city as small_city
from tests.journeys.city import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db: None) -> City:
    return small_city.build()


@pytest.fixture
def desk(city: City, sign_in: Callable[[int], Client]) -> Callable[[str, str], Client]:
    """`desk("linye", "clerk")`: where that person sits, signed in."""
    return lambda body, role: sign_in(city.people[body, role])
