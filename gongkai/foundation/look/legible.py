"""Addresses that hold what nobody can have typed."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

_NUL = ("\0", "%00")


class Legible:
    """Middleware: an address or a question with a NUL character in it, which no database takes as text, is
    answered with the page for bad requests. Programs hear it from their own interface."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("QUERY_STRING", "")
        if not request.path.startswith("/api/") and any(
            each in said or each in request.path for each in _NUL
        ):
            raise BadRequest
        return self.answer(request)
