"""Devices on which the right code of a case was shown before, or the request was sent.

Thousands of telephones share one address. For its own cases a known device is counted by itself, so that
what others type from the same address does not make the applicant wait.
"""

import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.casework.access_codes import keyed
from gongkai.casework.entering import plain_number
from gongkai.foundation.signin.address import client_network

_COOKIE, _PATH, _SALT = "known_device", "/requests/", "gongkai.portal.requests.devices"
_LASTS = timedelta(days=400)
_MOST = 20  # cases, the newest


def source(request: HttpRequest, number: str) -> str:
    """What the tries on this number are counted for: the device if it knows the case, else the network."""
    device, cases = _known(request)
    return f"device:{device}" if _mark(number) in cases else client_network(request)


def remember(request: HttpRequest, response: HttpResponse, number: str) -> None:
    """The device has shown the code of this case."""
    device, cases = _known(request)
    mark = _mark(number)
    kept = [mark, *(each for each in cases if each != mark)][:_MOST]
    response.set_signed_cookie(
        _COOKIE, json.dumps([device, kept]), salt=_SALT, max_age=_LASTS, path=_PATH, httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Lax",
    )  # fmt: skip


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    """The device's name and the marks of its cases; a new name for a new device."""
    told = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=_LASTS)
    if not told:
        return secrets.token_urlsafe(12), []
    device, cases = json.loads(told)
    return str(device), [str(each) for each in cases]


def _mark(number: str) -> str:
    return keyed("device", plain_number(number))[:16]
