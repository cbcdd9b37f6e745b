"""Addresses of signing in. What allauth offers to the public at large is closed: accounts are made, and
passwords forgotten are set, by administrators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path


def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    """There is no such page here."""
    raise Http404


_CLOSED = (
    "signup|email|confirm-email|password/reset|password/set|login/code|3rdparty/signup|3rdparty/$|social"
)

urlpatterns = [
    re_path(rf"^(?:{_CLOSED})(?P<rest>.*)$", closed, name="signin_closed"),
    path("", include("allauth.urls")),
]
