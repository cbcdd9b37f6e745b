"""What tests of several rooms share."""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.test import Client
from django.test.signals import setting_changed
from hypothesis import HealthCheck, settings

from gongkai.foundation.organisations import queries
from gongkai.portal.shelf import shelf
from gongkai.project import messages

# No test is timed: a busy machine is no fault. What lands is judged by the same examples each time (CI is set
# there); everywhere else new ones are tried on every run.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("landing", settings.get_profile("here"), derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "here")


def pytest_configure() -> None:
    """The suite speaks from the catalogues as they are written, never from a stale compilation."""
    messages.compile_stale()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m db` picks what needs the database: these run once more on the distribution's PostgreSQL."""
    for item in items:
        if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.db)


@pytest.fixture(scope="session")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Folders for indexes, one after another."""
    base, numbers = tmp_path_factory.mktemp("search"), count(1)
    return lambda: base / str(next(numbers))


@pytest.fixture(autouse=True)
def own_index(settings, indexes: Callable[[], Path]) -> None:
    """No test finds what another's index left on the disk."""
    settings.SEARCH_FOLDER = indexes()


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No test is answered with a page that was made for another, or under other settings."""
    shelf.clear()


@receiver(setting_changed)
def _make_pages_anew(**changed: object) -> None:
    shelf.clear()


@pytest.fixture
def sign_in(db: None) -> Callable[[int], Client]:
    return signed_in


def signed_in(person_id: int) -> Client:
    """A browser in which the person is signed in, second factor included."""
    Authenticator.objects.get_or_create(
        user_id=person_id, type=Authenticator.Type.TOTP, defaults={"data": {}}
    )
    browser = Client()
    browser.force_login(
        queries.account(person_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return browser
