"""Asked for an old address, the site leads on to where its content stands now."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from gongkai.foundation.moved import queries

KEPT = 3600  # seconds: a closed one leads on no longer than that
_NOT_FOUND = 404
_OWN = ("/workbench/", "/api/", "/accounts/", "/static/")


class Moved:
    """Middleware: looks only when the site has nothing to answer, so no live page is ever hidden."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code != _NOT_FOUND or request.method not in ("GET", "HEAD"):
            return response
        if request.path_info.startswith(_OWN):
            return response
        host = request.get_host().partition(":")[0].lower()
        to = queries.leads_to(host, request.path_info, request.META.get("QUERY_STRING", ""))
        return _led(to, host) if to is not None else response


def _led(to: str, host: str) -> HttpResponse:
    """An old site's name leads to this site's; who asks this site under any of its names stays there."""
    own = urlsplit(settings.SITE_URL)
    away = host in settings.MOVED_HOSTS
    response = HttpResponsePermanentRedirect(f"{own.scheme}://{own.netloc}{to}" if away else to)
    patch_cache_control(response, public=True, max_age=KEPT, s_maxage=60)
    return response
