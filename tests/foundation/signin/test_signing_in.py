"""Password, second factor, recovery codes, lockout, limits on sessions."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gongkai.foundation.ledger import chain, rows
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.signin import actions, middleware
from gongkai.foundation.signin.address import client_address
from gongkai.foundation.signin.models import SignIn

pytestmark = pytest.mark.django_db
LOGIN, AUTHENTICATE, WORKBENCH = "/accounts/login/", "/accounts/2fa/authenticate/", "/workbench/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def _code(secret: str = SECRET, half_minutes_ago: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - half_minutes_ago))


def _password(browser: Client, person, password: str | None = None):
    return browser.post(LOGIN, {"login": person.username, "password": password or person.password})


def _signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def _with_totp(person) -> Authenticator:
    return TOTP.activate(queries.account(person.id), SECRET).instance


def test_a_password_alone_leads_to_enrolment_and_nowhere_else(account):
    browser = Client()
    _password(browser, account())
    assert _signed_in(browser)
    assert browser.get(WORKBENCH)["Location"] == "/accounts/2fa/totp/activate/"


def test_enrolling_opens_the_workbench(account):
    browser, person = Client(), account()
    _password(browser, person)
    page = browser.get("/accounts/2fa/totp/activate/")
    secret = browser.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    assert browser.post("/accounts/2fa/totp/activate/", {"code": _code(secret)}).status_code == 302
    assert browser.get(WORKBENCH).status_code == 200
    kinds = set(Authenticator.objects.filter(user_id=person.id).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_the_second_factor_is_asked_for_and_checked(account):
    browser, person = Client(), account()
    _with_totp(person)
    assert _password(browser, person)["Location"] == AUTHENTICATE
    assert not _signed_in(browser)
    assert browser.get(WORKBENCH)["Location"].startswith(LOGIN)
    browser.post(AUTHENTICATE, {"code": "000000"})
    assert not _signed_in(browser)
    browser.post(AUTHENTICATE, {"code": _code()})
    assert browser.get(WORKBENCH).status_code == 200


def test_a_code_that_took_its_time_to_type_still_works_and_an_old_one_does_not(account):
    person = account()
    _with_totp(person)
    for half_minutes, expected in ((4, False), (1, True)):
        browser = Client()
        _password(browser, person)
        browser.post(AUTHENTICATE, {"code": _code(half_minutes_ago=half_minutes)})
        assert _signed_in(browser) is expected


def test_a_recovery_code_works_once(account):
    person = account()
    _with_totp(person)
    code = RecoveryCodes.activate(queries.account(person.id)).get_unused_codes()[0]
    for expected in (True, False):
        browser = Client()
        _password(browser, person)
        browser.post(AUTHENTICATE, {"code": code})
        assert _signed_in(browser) is expected


def test_secrets_are_not_readable_in_the_database(account):
    stored = _with_totp(account())
    assert SECRET not in str(stored.data)


def test_wrong_passwords_lock_the_name_and_say_so(account, settings):
    browser, person = Client(), account()
    for _each in range(settings.AXES_FAILURE_LIMIT):
        answer = _password(browser, person, "wrong-password-1")
    assert answer.status_code == 429
    assert "账号已暂时锁定" in answer.content.decode()
    assert _password(browser, person).status_code == 429
    assert not _signed_in(browser)
    _password(browser, account("li"))
    assert _signed_in(browser)


def test_an_account_that_was_deactivated_cannot_sign_in(account):
    browser, person = Client(), account()
    found = queries.account(person.id)
    found.is_active = False
    found.save()
    _password(browser, person)
    assert not _signed_in(browser)


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "password/reset/", "password/set/", "3rdparty/", "3rdparty/signup/", "login/code/"],
)
def test_what_is_for_the_public_at_large_is_closed(address):
    assert Client().get(f"/accounts/{address}").status_code == 404


def test_no_more_sessions_than_allowed(account, settings):
    settings.SESSIONS_PER_PERSON = 2
    person = account()
    browsers = [Client() for _each in range(3)]
    for browser in browsers:
        _password(browser, person)
        browser.get("/accounts/2fa/")
    assert [_signed_in(browser) for browser in browsers] == [False, True, True]
    assert SignIn.objects.filter(person_id=person.id).count() == 2


@pytest.mark.parametrize(
    ("minutes", "step", "ended"),
    [(29, 29, None), (31, 31, "长时间没有操作"), (7 * 60, 20, None), (8 * 60 + 20, 20, "已到时限")],
)
def test_idle_and_old_sessions_end(account, monkeypatch, minutes, step, ended):
    browser, person = Client(), account()
    _with_totp(person)
    clock = _Clock(timezone.now())
    monkeypatch.setattr(middleware, "timezone", clock)
    _password(browser, person)
    browser.post(AUTHENTICATE, {"code": _code()})
    assert browser.get(WORKBENCH).status_code == 200
    Session.objects.update(expire_date=datetime(2100, 1, 1, tzinfo=UTC))
    said = ""
    for _each in range(0, minutes, step):
        clock.at += timedelta(minutes=step)
        said = browser.get(WORKBENCH, follow=True).content.decode()
    assert _signed_in(browser) is (ended is None)
    assert ended is None or ended in said


class _Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def test_a_lost_second_factor_is_taken_away_by_an_administrator(account, appointed, city):
    browser, person = Client(), account()
    _with_totp(person)
    _password(browser, person)
    browser.post(AUTHENTICATE, {"code": _code()})
    browser.get(WORKBENCH)
    colleague = appointed(Role.DRAFTER, city.land, "colleague")
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land, "administrator")
    elsewhere = appointed(Role.BODY_ADMINISTRATOR, city.forestry, "elsewhere")
    asked = {"now": timezone.now(), "person_id": person.id, "reason": "手机遗失"}
    assert not actions.reset_second_factor(actor=colleague, **asked)
    assert not actions.reset_second_factor(actor=elsewhere, **asked)
    assert browser.get(WORKBENCH).status_code == 200
    assert actions.reset_second_factor(actor=administrator, **asked)
    assert browser.get(WORKBENCH)["Location"].startswith(LOGIN)
    assert not Authenticator.objects.filter(user_id=person.id).exists()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (1, "", "9.9.9.9"),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(rf.get("/", REMOTE_ADDR="9.9.9.9", **headers)) == address


def test_a_page_for_the_public_starts_no_session(client, django_assert_num_queries):
    answer = client.get("/check/")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


def test_a_superuser_has_no_way_past_the_roles(account, sign_in, city):
    person = account()
    queries.account(person.id).appointments.all().delete()
    type(queries.account(person.id)).objects.filter(pk=person.id).update(is_superuser=True)
    actor = queries.actor_for(person.id, timezone.localdate())
    assert not actor.is_system
    assert queries.visible_body_ids(actor, timezone.localdate()) == frozenset()
    browser = sign_in(person.id)
    assert browser.get(WORKBENCH).status_code == 403
    assert browser.get(f"{WORKBENCH}bodies/{city.land}/").status_code in (403, 404)


def test_personal_data_is_erased_and_the_ledger_still_holds(account, appointed, city):
    person = account("zhangsan", email="zhang@example.cn")
    _with_totp(person)
    _password(Client(), person, "wrong-password-1")
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land, "administrator")
    asked = {"actor": administrator, "now": timezone.now(), "person_id": person.id, "reason": "离职满三年"}
    assert not actions.erase_person(**asked)
    assert organisations.deactivate_person(**asked)
    assert actions.erase_person(**asked)
    found = queries.account(person.id)
    assert (found.username, found.email, found.has_usable_password()) == (f"erased-{person.id}", "", False)
    assert not Authenticator.objects.filter(user_id=person.id).exists()
    assert not AccessAttempt.objects.filter(username="zhangsan").exists()
    assert list(chain.breaks()) == []
    assert list(rows.mismatches()) == []


def test_who_only_oversees_administers_nobody(account, appointed, city):
    person = account()
    administrator = appointed(Role.BODY_ADMINISTRATOR, city.land, "administrator")
    auditor = appointed(Role.AUDITOR, city.city, "auditor")
    asked = {"now": timezone.now(), "person_id": person.id, "reason": "试"}
    for leave in (False, True):
        if leave:
            assert organisations.deactivate_person(actor=administrator, **asked)
        assert not actions.reset_second_factor(actor=auditor, **asked)
        assert not actions.end_sessions(actor=auditor, **asked)
        assert not organisations.set_password(
            actor=auditor, now=timezone.now(), person_id=person.id, password="a-long-password-1"
        )
