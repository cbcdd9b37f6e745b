"""The installation's rules where allauth asks for them."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.signin import actions
from gongkai.foundation.signin.address import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; nobody signs himself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has just signed in need not prove it again to enrol a second factor."""
        records = get_authentication_records(self.request, self.request.user)
        newest = max((each["at"] for each in records), default=0)
        return timezone.now().timestamp() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Whom the city's identity server names is signed in if an account here is his by the set rule."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """First time: tie the identity to the account by OIDC_LINK_BY, or say whom to ask."""
        if sociallogin.is_existing:
            return
        person_id = actions.person_for_identity(_claims(sociallogin), settings.OIDC_LINK_BY)
        if person_id is None:
            messages.error(request, _("统一身份认证中的账号尚未与本系统人员对应，请联系本单位管理员。"))
            raise ImmediateHttpResponse(redirect("account_login"))
        actions.link_identity(
            now=timezone.now(), person_id=person_id, sociallogin=sociallogin, request=request
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are kept encrypted with a key made from the installation's secret."""

    def get_totp_issuer(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    data = sociallogin.account.extra_data
    return data.get("userinfo") or data.get("id_token") or data
