"""The city's single sign-on, against a real OpenID Connect server on this machine."""

import importlib.util
import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from gongkai.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db

_spec = importlib.util.spec_from_file_location(
    "identity_server", Path(__file__).parent / "identity_server.py"
)
identity_server = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(identity_server)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@pytest.fixture
def server(settings):
    with identity_server.running() as running:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "city", "name": "统一身份认证", "client_id": identity_server.CLIENT,
                        "secret": identity_server.SECRET, "settings": {"server_url": running.url},
                    }
                ],
            }
        }  # fmt: skip
        yield running


def _sign_in(browser: Client):
    """The way of a browser: our button, the identity server, back to us."""
    start = browser.post("/accounts/oidc/city/login/")
    assert start.status_code == 302
    with pytest.raises(HTTPError) as moved:
        urllib.request.build_opener(_NoRedirect).open(start["Location"])
    assert moved.value.code == 302
    back = urlsplit(moved.value.headers["Location"])
    return browser.get(f"{back.path}?{back.query}", follow=True)


def _claims(**more):
    return {"sub": "1001", "preferred_username": "wang", "email": "wang@example.cn"} | more


@pytest.mark.parametrize(
    ("rule", "claims", "linked"),
    [
        ("username", _claims(), True),
        ("username", _claims(preferred_username="nobody"), False),
        ("username", _claims(preferred_username=""), False),
        ("email", _claims(email_verified=True), True),
        ("email", _claims(email_verified=False), False),
        ("email", _claims(email="other@example.cn", email_verified=True), False),
        ("", _claims(email_verified=True), False),
    ],
)
def test_an_identity_finds_its_account_by_the_set_rule_only(server, account, settings, rule, claims, linked):
    person = account("wang", email="wang@example.cn")
    settings.OIDC_LINK_BY = rule
    server.claims = claims
    browser = Client()
    page = _sign_in(browser)
    assert server.refused == []
    assert ("_auth_user_id" in browser.session) == linked
    assert list(SocialAccount.objects.values_list("user_id", flat=True)) == ([person.id] if linked else [])
    assert Event.objects.filter(verb="person.link_identity").count() == int(linked)
    if not linked:
        assert "请联系本单位管理员" in page.content.decode()


def test_a_linked_identity_signs_in_again_whatever_it_is_called_now(server, account, settings):
    person = account("wang")
    settings.OIDC_LINK_BY = "username"
    server.claims = _claims()
    _sign_in(Client())
    settings.OIDC_LINK_BY = ""
    server.claims = _claims(preferred_username="wang.new")
    browser = Client()
    _sign_in(browser)
    assert browser.session["_auth_user_id"] == str(person.id)


@pytest.mark.parametrize(("trusted", "status"), [(True, 200), (False, 302)])
def test_the_identity_servers_second_factor_counts_if_trusted(server, account, settings, trusted, status):
    account("wang")
    settings.OIDC_LINK_BY = "username"
    settings.OIDC_HAS_SECOND_FACTOR = trusted
    server.claims = _claims()
    browser = Client()
    _sign_in(browser)
    assert browser.get("/workbench/").status_code == status


def test_an_answer_to_nobodys_question_is_refused(server, account):
    account("wang")
    browser = Client()
    browser.get("/accounts/oidc/city/login/callback/?code=stolen&state=forged")
    assert "_auth_user_id" not in browser.session
