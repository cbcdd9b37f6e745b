"""How a page becomes a document in a browser. The pages' models know only this door; `showing` stands
behind it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_renderers: list[Callable[..., HttpResponse]] = []


def renders(renderer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: shows every designed page."""
    _renderers[:] = [renderer]
    return renderer


def shown(request: HttpRequest, page: object, *, is_preview: bool = False) -> HttpResponse:
    """The page whole, or a draft of it for its editors."""
    return _renderers[0](request, page, is_preview=is_preview)
