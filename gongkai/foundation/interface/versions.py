"""ETags of things that have a revision: `"12"`. Who changes one says which revision he saw (If-Match)."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError

_TAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')


def etag(revision: int) -> str:
    return f'"{revision}"'


def seen(request: HttpRequest) -> int | None:
    """The revision in If-Match; None without one or for `*`. Raises ProblemError for another kind."""
    told = request.headers.get("If-Match", "").strip()
    if told in ("", "*"):
        return None
    found = _TAG.match(told)
    if found is None:
        raise ProblemError(UNPROCESSABLE, _('If-Match 要照抄 ETag，例如 "12"。'))
    return int(found[1])


def unchanged(request: HttpRequest, revision: int) -> bool:
    """Does the caller have this revision already (If-None-Match)?"""
    told = request.headers.get("If-None-Match", "")
    return etag(revision) in (each.strip().removeprefix("W/") for each in told.split(","))


def tagged(response: HttpResponse, revision: int) -> HttpResponse:
    response["ETag"] = etag(revision)
    return response
