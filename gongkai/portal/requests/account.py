"""The account's cookie: who is signed in to see all he has asked. Apart from the session, and so from staff
who may be signed in in the same browser."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.casework import accounts
from gongkai.casework.accounts import Visit

_COOKIE, _PATH = "my_requests", "/requests/"


def let_in(response: HttpResponse, token: str) -> None:
    """From here on this browser is signed in. Links in mails lead here from elsewhere: hence Lax."""
    response.set_cookie(
        _COOKIE, token, path=_PATH, httponly=True, secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Lax",
    )  # fmt: skip


def visiting(request: HttpRequest, now: datetime) -> Visit | None:
    """Who is signed in."""
    token = request.COOKIES.get(_COOKIE, "")
    return accounts.visit(token, now) if token else None


def leave(request: HttpRequest, response: HttpResponse) -> None:
    accounts.leave(request.COOKIES.get(_COOKIE, ""))
    response.delete_cookie(_COOKIE, path=_PATH, samesite="Lax")
