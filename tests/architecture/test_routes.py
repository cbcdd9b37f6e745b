"""Every address of the installation, opened as every role, as another body's people, and as a stranger."""

from fnmatch import fnmatch

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from gongkai.foundation.ledger import chain
from tests.architecture import enrolment, routes, walking
from tests.architecture.routes.places import Public, Staff

pytestmark = pytest.mark.django_db
FAILED = 500
REFUSED = {403, 404}
LOGIN, ENROL = "/accounts/login/", "/accounts/2fa/"


def _is_sign_in(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in routes.SIGN_IN_ROUTES)


def _is_editors(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in routes.EDITOR_ROUTES)


def _of(kind: type) -> list:
    return [each for each in walking.addresses() if isinstance(routes.ROUTES.get(each.name), kind)]


def test_every_address_has_its_row_and_no_row_is_left_over():
    names = {each.name for each in walking.addresses()}
    known = {name for name in names if name in routes.ROUTES or _is_sign_in(name) or _is_editors(name)}
    assert names - known == set()
    assert routes.ROUTES.keys() - names == set()


def _open(browser: Client, address, place, post: bool) -> HttpResponse:
    browser.raise_request_exception = False
    rule = routes.ROUTES[address.name]
    url = place.url(address.pattern, getattr(rule, "where", {}))
    return browser.post(url, getattr(rule, "data", {})) if post else browser.get(url)


def test_what_is_public_is_open_to_a_stranger_and_to_staff(place):
    found = []
    for address in _of(Public):
        expected = routes.ROUTES[address.name]
        for who, browser in (("stranger", Client()), ("staff", next(iter(place.at_home.values())))):
            status = _open(browser, address, place, expected.post).status_code
            if status != expected.status:
                found.append(f"{address.name} as {who}: {status}, not {expected.status}")
    assert not found, "\n".join(found)


def test_pages_of_signing_in_answer_everybody_without_failing(place):
    found = []
    for address in walking.addresses():
        if not _is_sign_in(address.name) or "^" in address.pattern:
            continue
        for browser in (Client(), place.elsewhere):
            browser.raise_request_exception = False
            url = "/" + address.pattern.replace("<int:pk>", "1")
            with transaction.atomic():
                status = browser.get(url).status_code
                transaction.set_rollback(True)
            if status >= FAILED:
                found.append(f"{address.name}: {status}")
    assert not found, "\n".join(found)


def test_a_stranger_is_sent_to_sign_in_from_every_staff_page(place):
    found = []
    for address in _of(Staff):
        for post in (False, True):
            answer = _open(Client(), address, place, post)
            if answer.status_code != 302 or not answer["Location"].startswith(LOGIN):
                found.append(f"{address.name}: {answer.status_code}")
    assert not found, "\n".join(found)


def test_without_a_second_factor_every_staff_page_leads_to_enrolment(place, sign_in):
    browser = next(iter(place.at_home.values()))
    user = browser.session["_auth_user_id"]
    enrolment.forget(int(user))
    found = []
    for address in _of(Staff):
        for post in (False, True):
            answer = _open(browser, address, place, post)
            if answer.status_code != 302 or not answer["Location"].startswith(ENROL):
                found.append(f"{address.name}: {answer.status_code}")
    assert not found, "\n".join(found)


def test_each_role_opens_what_it_may_and_nothing_else(place):
    found = []
    for address in _of(Staff):
        rule = routes.ROUTES[address.name]
        for role, browser in place.at_home.items():
            _judge(
                found, f"{address.name} as {role}", _try(browser, address, place, rule), role in rule.roles
            )
    assert not found, "\n".join(found)


def test_another_bodys_people_open_nothing_of_ours(place):
    """Somebody who holds every role there."""
    found = []
    for address in _of(Staff):
        rule = routes.ROUTES[address.name]
        if not rule.elsewhere and address.arguments:
            came = _try(place.elsewhere, address, place, rule)
            _judge(found, f"{address.name} elsewhere", came, False)
    assert not found, "\n".join(found)


def _try(browser: Client, address, place, rule) -> tuple[int, bool]:
    """Status, and whether the ledger grew; undone afterwards."""
    before = chain.position()
    with transaction.atomic():
        status = _open(browser, address, place, rule.post).status_code
        grew = chain.position() > before
        transaction.set_rollback(True)
    return status, grew


def _judge(found: list[str], what: str, came: tuple[int, bool], may: bool) -> None:
    status, grew = came
    if status >= FAILED or (may and status in REFUSED) or (not may and (grew or status not in REFUSED)):
        found.append(f"{what}: {status}{' and the ledger grew' if grew else ''}, may {may}")
