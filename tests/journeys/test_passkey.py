"""A passkey: enrolled as the second factor, then used instead of name and password."""

import pytest
from allauth.mfa.models import Authenticator

from tests.journeys.desk import give_password

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(new_page, city, settings):
    """A browser on a machine with a fingerprint reader; its owner has no second factor yet."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    Authenticator.objects.all().delete()
    page = new_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return page


def test_a_passkey_opens_the_workbench_and_signs_in_alone(page, city):
    page.goto("/accounts/login/")
    give_password(page, city.username("linye", "clerk"))
    page.wait_for_url("**/accounts/2fa/**")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=name]", "办公电脑")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/**recovery-codes/**")
    page.goto("/workbench/")
    assert "/workbench/" in page.url
    page.context.clear_cookies()
    page.goto("/workbench/")
    page.wait_for_url("**/accounts/login/**")
    page.click("#passkey_login")
    page.wait_for_url("**/workbench/")
    assert list(Authenticator.objects.order_by("type").values_list("type", flat=True)) == [
        "recovery_codes", "webauthn",
    ]  # fmt: skip
