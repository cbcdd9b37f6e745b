"""Answers from the shelf (`shelf`), before anything else of a request is done, and puts there what has been
made for everybody.

Only what a view gives for it (`shelved`), asked by somebody without a session, in its ways of reading.
"""

import functools
from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_from_request

from gongkai.portal.frame import View, clock, is_shared
from gongkai.portal.shelf import Made, shelf

_STATUSES = (200, 410)
_LONGEST = 400  # characters of an address and its question

type Key = tuple[str | bool, ...]


def shelved(*asks: str) -> Callable[[View], View]:
    """Decorator, below `cached`: what the view answers follows from the ledger, the hour and the way of
    reading alone. `asks`: the questions in the address it may be kept for; others are made each time."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if getattr(request, "is_shared", False) and request.GET.keys() <= set(asks):
                request.shelf_mark = shelf.mark(clock())  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def tells_of(request: HttpRequest, document_id: int) -> None:
    """What is being made is a page of this document alone."""
    request.told_item = document_id  # type: ignore[attr-defined]


def known[A](request: HttpRequest, key: Hashable, ask: Callable[[], A]) -> A:
    """What many pages tell alike (`shelf.known`)."""
    return shelf.known(key, getattr(request, "shelf_mark", None), ask)


class Shelving:
    """Middleware, the outermost: what it keeps has come through all the others."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request) if settings.PAGES_KEPT_BYTES else None
        if key is None:
            return self.answer(request)
        made = shelf.taken(key, clock())
        if made is not None:
            return _answered(request, made)
        response = self.answer(request)
        mark = getattr(request, "shelf_mark", None)
        if mark is not None and _is_the_same_for_all(response):
            item = getattr(request, "told_item", None)
            headers = tuple(response.items())
            shelf.put(key, Made(response.status_code, headers, response.content, item, mark))
        return response


def _key(request: HttpRequest) -> Key | None:
    """All that an answer may depend on beside the ledger; None for who can't be answered from the shelf."""
    told: dict[str, Any] = request.META
    path, query = request.path, told.get("QUERY_STRING", "")
    if request.method != "GET" or len(path) + len(query) > _LONGEST or not is_shared(request):
        return None
    read = request.COOKIES.get
    name = told.get("HTTP_HOST") or f"{told.get('SERVER_NAME')}:{told.get('SERVER_PORT')}"
    return (
        path, query, name, request.is_secure(), get_language_from_request(request),
        read("large_type") == "1", read("high_contrast") == "1",
    )  # fmt: skip


def _is_the_same_for_all(response: HttpResponse) -> bool:
    return (
        response.status_code in _STATUSES
        and not response.streaming
        and not response.cookies
        and "'nonce-" not in response.get("Content-Security-Policy", "")
    )


def _answered(request: HttpRequest, made: Made) -> HttpResponse:
    response = HttpResponse(made.content, status=made.status, headers=dict(made.headers))
    if made.status != 200:
        return response
    answer = get_conditional_response(request, etag=response.get("ETag"), response=response)
    return answer if isinstance(answer, HttpResponse) else response
