"""What all public pages share: their frame, how long caches before the site may keep them, and the time."""

import functools
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django.utils.translation import gettext as _

FRESH = 60  # seconds a cache before the site answers by itself
ASKED_FRESH = 5  # … for an answer to a question: nothing tells the cache that it has become another
STALE = 7 * 24 * 3600  # seconds it may go on answering while the site is down
ASKED_STALE = 300
KEPT_STATUSES = (200, 404, 410)

type View = Callable[..., HttpResponseBase]
type Crumb = tuple[str, str]


def page(
    request: HttpRequest, template: str, section: str, *crumbs: Crumb, status: int = 200, **context: object
) -> HttpResponse:
    """A page of `section` (`columns`). `crumbs`, (words, address), stand after the home page's; the last is
    where the reader is."""
    *way, (here, _address) = [(_("首页"), reverse("portal:home")), *crumbs]
    shown = {"section": section, **context, "crumbs": [*way, (here, "")]}
    return render(request, template, shown, status=status)


def is_shared(request: HttpRequest) -> bool:
    """Is the page of this request the same for everybody who reads in the same way? Not for who has a
    session, and not for who is to be told something once."""
    return not any(
        request.COOKIES.get(each) for each in (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    )


def kept(*, fresh: int = FRESH, stale: int = STALE) -> Callable[[View], View]:
    """Decorator for what is the same for everybody: a cache in front may keep it `fresh` seconds, and goes on
    answering `stale` seconds when the site is down.

    Its validator is a digest of what is answered, so that it changes exactly when the page does. A page with
    something of somebody's own is kept by nobody.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            shared = request.is_shared = is_shared(request)  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            if not shared or response.status_code not in KEPT_STATUSES:
                patch_cache_control(response, private=True, no_store=True)
                return response
            _say_how_long(request, response, fresh, stale)
            return _checked(request, response)

        return guarded

    return decorate


cached = kept()


def _say_how_long(request: HttpRequest, response: HttpResponseBase, fresh: int, stale: int) -> None:
    if request.GET:
        fresh, stale = min(fresh, ASKED_FRESH), min(stale, ASKED_STALE)
    del response["Cache-Control"]
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=fresh, stale_while_revalidate=fresh, stale_if_error=stale,
    )  # fmt: skip
    patch_vary_headers(response, ("Cookie", "Accept-Language"))


def _checked(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 for who has it already."""
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    if not response.has_header("ETag"):
        set_response_etag(response)
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer if isinstance(answer, HttpResponse) else response


def private(view: View) -> View:
    """Decorator for pages with somebody's own data: kept by no cache, listed by no search engine."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def clock() -> datetime:
    """The moment of this request, in UTC as the ledger keeps it. The one place where public pages read the
    time."""
    return timezone.now()


def today() -> date:
    """The day that people in the city have."""
    return timezone.localdate(clock())
