"""How much a stranger may ask for: files and tries an hour from one address, bytes a request."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.foundation.interface import rates
from gongkai.foundation.signin.address import client_address, client_network
from gongkai.portal import frame

HOUR = timedelta(hours=1)
FORM = 64 << 10  # what a form adds to its files, in bytes


def take(request: HttpRequest, number: int) -> bool:
    """Count `number` more files for the visitor; False when that would be too many for this hour."""
    key = f"checks:{client_address(request)}"
    seconds = int(HOUR.total_seconds())
    cache.add(key, 0, seconds)
    try:
        used = cache.incr(key, number)
    except ValueError:  # the hour ended in between
        return True
    return bool(used <= settings.CHECKS_AN_HOUR)


def too_large(request: HttpRequest) -> bool:
    """Does the request announce more than the files it may hold? Asked before the body is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return not announced.isdecimal() or int(announced) > settings.CHECK_REQUEST_BYTES + FORM


def seconds_to_wait(request: HttpRequest, what: str, limit: int, now: datetime, source: str = "") -> int:
    """Count one `what` from this network, or from `source`; 0 when it may go on. Counter and post are not
    asked."""
    return rates.wait(f"portal:{what}:{source or client_network(request)}", limit, now, HOUR)


def slowed(request: HttpRequest, seconds: int, section: str = "requests") -> HttpResponse:
    """Too much from one address: in words, and when to come again. What was typed stays with the reader."""
    minutes = -(-seconds // 60)
    told = ngettext("请在{count}分钟后再试。", "请在{count}分钟后再试。", minutes).format(count=minutes)
    way = {
        "requests": (_("依申请公开"), reverse("portal:requests")),
        "documents": (_("政府信息"), reverse("portal:documents")),
        "fields": (_("重点领域"), reverse("portal:data")),
    }  # fmt: skip
    response = frame.page(
        request, "portal/slow.html", section, way[section], (_("请稍后再试"), ""), status=429, told=told,
    )  # fmt: skip
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


def proofs_an_hour() -> int:
    return int(settings.PORTAL_PROOFS_AN_HOUR)
