"""Limits on sessions, and the second factor before anything of the staff's."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.signin import sessions

STAFF_ADDRESSES = ("workbench/", "pages-admin/")
_PASSED = "second_factor_of"


class SessionLimits:
    """Ends sessions that are idle or old; notes those in use. Requests without a session cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = timezone.now()
            end = sessions.ended(request.session, now)
            if end is not None:
                return _signed_out(request, end)
            sessions.note(request.session, request.user.pk, now)
        return self.get_response(request)


class SecondFactor:
    """Who has signed in without a second factor is sent to enrol one before he sees the workbench."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(STAFF_ADDRESSES):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if _passed(request):
            return None
        messages.info(request, _("进入工作台前，请先设置第二重验证（动态口令或通行密钥）。"))
        return redirect("mfa_activate_totp")


def _signed_out(request: HttpRequest, end: sessions.End) -> HttpResponse:
    logout(request)
    said = {
        sessions.End.IDLE: _("您长时间没有操作，已自动退出，请重新登录。"),
        sessions.End.OLD: _("本次登录已到时限，请重新登录。"),
    }
    messages.warning(request, said[end])
    return redirect_to_login(request.get_full_path())


def _passed(request: HttpRequest) -> bool:
    """Signing in asks everybody who has a second factor for it, so having one means it was shown."""
    if request.session.get(_PASSED) == request.user.pk:
        return True
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    if is_mfa_enabled(request.user, kinds) or _by_trusted_single_sign_on(request):
        request.session[_PASSED] = request.user.pk
        return True
    return False


def _by_trusted_single_sign_on(request: HttpRequest) -> bool:
    """Did the city's identity server sign the person in, and is it trusted to ask for a second factor?"""
    records = get_authentication_records(request, request.user)
    return settings.OIDC_HAS_SECOND_FACTOR and any(each["method"] == "socialaccount" for each in records)
