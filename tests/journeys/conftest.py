"""A real browser before a real server, and desks at which the city's people sit, signed in."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from tests.journeys import city as small_city
from tests.journeys import request_office
from tests.journeys.browser import DESKTOP, shared
from tests.journeys.city import City
from tests.journeys.desk import sign_in
from tests.journeys.looking import Complaints
from tests.journeys.request_office import Office

PATIENCE = 15_000  # milliseconds; two suites may share the machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey that ran out of patience on a busy machine is walked once more; any other failure stands."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))


@pytest.fixture(scope="session")
def browser() -> Browser:
    """One browser for all journeys. Its driver's event loop runs in this thread to the end, beside Django."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    return shared()


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the running site, over plain HTTP."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.CITY_NAME = "青山市"
    cache.clear()
    return live_server.url


@pytest.fixture
def city(site: str) -> City:
    return small_city.build()


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Pages of browsers that know nothing of each other. Whatever they complain of fails the test."""
    complaints, contexts = Complaints(), []

    def _new_page(**more: object) -> Page:
        context = browser.new_context(
            base_url=site, viewport=DESKTOP, locale="zh-CN", accept_downloads=True, **more
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        complaints.listen(page)
        return page

    yield _new_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def reader(new_page: Callable[..., Page]) -> Page:
    """Somebody from the street."""
    return new_page()


@pytest.fixture
def desk(city: City, new_page: Callable[..., Page]) -> Callable[[str, str], Page]:
    """The page of a signed-in person: desk("linye", "clerk"). Each person signs in once."""
    seated: dict[tuple[str, str], Page] = {}

    def _desk(body: str, role: str) -> Page:
        if (body, role) not in seated:
            seated[body, role] = sign_in(new_page(), city.username(body, role))
        return seated[body, role]

    return _desk


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    return request_office.build()


@pytest.fixture
def seat(office: Office, new_page: Callable[..., Page]) -> Callable[[str], Page]:
    """The page of one of the office's people, signed in once: seat("clerk")."""
    seated: dict[str, Page] = {}

    def _seat(who: str) -> Page:
        if who not in seated:
            seated[who] = sign_in(new_page(), f"linye-{who}")
        return seated[who]

    return _seat
