"""Pages whose frame is made once, and then only filled in: thousands of one kind differ in little else.

The frame is the page's template, made with marks where what is the page's own stands (`places.<name>`). It is
kept as long as what many pages tell alike (`shelving.known`), one for each way of reading; for who has a
session it is made each time.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gongkai.portal.shelving import known

_MARK = f"own-{secrets.token_hex(12)}-"  # of this process: no text can have it
_MARKS = re.compile(f"{_MARK}(\\w+);")

type Places = Mapping[str, str]


def framed(
    request: HttpRequest,
    own: Mapping[str, SafeString],
    frame: Hashable,
    make: Callable[[Places], HttpResponse],
) -> HttpResponse:
    """The page that `make` gives, with `own` in its places. All else it says follows from `frame`, the site
    and the way of reading. The address to come back to is filled in here."""
    way = (request.get_host(), get_language(), *(request.COOKIES.get(each) == "1" for each in _CHOICES))

    def made() -> tuple[str, ...]:
        marks = {name: f"{_MARK}{name};" for name in (*own, "return_to")}
        return tuple(_MARKS.split(make(marks).content.decode()))

    parts = made() if settings.DEBUG else known(request, ("frame", frame, *way), made)
    filled = {**own, "return_to": escape(request.get_full_path())}
    return HttpResponse("".join(filled[each] if at % 2 else each for at, each in enumerate(parts)))


_CHOICES = ("large_type", "high_contrast")
