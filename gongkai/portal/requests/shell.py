"""What the pages of requests share: their frame, and how much a stranger may send."""

import functools
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.foundation.interface import rates
from gongkai.foundation.signin.address import client_network

HOUR = timedelta(hours=1)
SECTION = "requests"

type View = Callable[..., HttpResponse]
type Crumbs = list[tuple[str, str]]


def page(
    request: HttpRequest, template: str, *crumbs: tuple[str, str], status: int = 200, **context: object
) -> HttpResponse:
    """A page under 依申请公开. `crumbs` stand after it."""
    path: Crumbs = [(_("首页"), reverse("portal:home")), (_("依申请公开"), reverse("portal:requests"))]
    path = [*path, *crumbs] if crumbs else [path[0], (path[1][0], "")]
    shown = {"section": SECTION, **context, "crumbs": path}
    return render(request, f"portal/requests/{template}.html", shown, status=status)


def private(view: View) -> View:
    """For pages with somebody's own data: kept by no cache, listed by no search engine."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def seconds_to_wait(request: HttpRequest, what: str, limit: int, now: datetime, source: str = "") -> int:
    """Count one `what` from this network, or from `source`; 0 when it may go on. Counter and post are not
    asked."""
    return rates.wait(f"portal:{what}:{source or client_network(request)}", limit, now, HOUR)


def slowed(request: HttpRequest, seconds: int) -> HttpResponse:
    """Too much from one address: in words, and when to come again. What was typed stays with the reader."""
    minutes = -(-seconds // 60)
    told = ngettext("请在{count}分钟后再试。", "请在{count}分钟后再试。", minutes).format(count=minutes)
    response = page(request, "slow", (_("请稍后再试"), ""), status=429, told=told)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def submissions_an_hour() -> int:
    return int(settings.PORTAL_REQUESTS_AN_HOUR)


def uploads_an_hour() -> int:
    return int(settings.PORTAL_UPLOADS_AN_HOUR)


def codes_an_hour() -> int:
    return int(settings.PORTAL_CODES_AN_HOUR)


def links_an_hour() -> int:
    return int(settings.PORTAL_LINKS_AN_HOUR)


def clock() -> datetime:
    """The moment of this request. The one place where the pages of requests read the time."""
    return timezone.now()
