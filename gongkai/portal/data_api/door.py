"""How every answer is given: at a rate, with known parameters only, errors as JSON in words, kept by caches
as long as a page is."""

import functools
import json
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.asking import AskedError
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.interface import rates
from gongkai.foundation.interface.problems import NOT_FOUND, TOO_MANY, UNPROCESSABLE, ProblemError, words
from gongkai.foundation.signin.address import client_network
from gongkai.portal.frame import View, cached, clock, today

JSON = "application/json; charset=utf-8"
TOLD_IN_HEADERS = "ETag, Link, Location, Retry-After"


def answering(view: View) -> View:
    """Decorator of every operation."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            _slowly(request)
            response = view(request, *args, **kwargs)
        except ProblemError as error:
            return _told(error.message, error.status, error.headers)
        except AskedError as error:
            return _told(words(error.message), UNPROCESSABLE)
        patch_vary_headers(response, ("Accept",))
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = TOLD_IN_HEADERS
        return response

    return require_safe(cached(answered))


def told(content: Any, kind: str = JSON) -> HttpResponse:
    """JSON as an answer."""
    return HttpResponse(json.dumps(content, ensure_ascii=False, default=str), content_type=kind)


def card_of(name: str) -> DataSetCard:
    """The data set. Raises ProblemError."""
    found = sets.card(name, today())
    if found is None:
        raise ProblemError(NOT_FOUND, _("没有名为“{name}”的数据集。").format(name=name[:60]))
    return found


def only_known(request: HttpRequest, known: Collection[str]) -> None:
    """A misspelt filter would else be passed over, and more be answered than was asked for."""
    if unknown := sorted(request.GET.keys() - set(known)):
        names = "、".join(each[:60] for each in unknown[:10])
        raise ProblemError(UNPROCESSABLE, _("不认识的查询参数：{names}").format(names=names))
    for name in request.GET:
        if any("\x00" in each or not _encodable(each) for each in request.GET.getlist(name)):
            raise wrong(name)


def whole_number(request: HttpRequest, name: str, usual: int, least: int, most: int) -> int:
    """A parameter that is a number. Raises ProblemError."""
    said = request.GET.get(name)
    if said is None:
        return usual
    if not (said.isascii() and said.isdigit() and len(said) < 20 and least <= int(said) <= most):
        raise wrong(name)
    return int(said)


def wrong(*names: str) -> ProblemError:
    said = _("请求有误，请核对这些参数：{names}").format(names="、".join(names))
    return ProblemError(UNPROCESSABLE, said)


def site(request: HttpRequest) -> str:
    """The address of the site, without the last slash."""
    return request.build_absolute_uri("/")[:-1]


def preferred(request: HttpRequest, kinds: Mapping[str, str], usual: str) -> str | None:
    """The form that `Accept` wants most, of `kinds` by media type; None when it wants none of them."""
    if not request.headers.get("Accept"):
        return usual
    found = request.get_preferred_type([*kinds])
    return kinds[found] if found else None


def _encodable(said: str) -> bool:
    return said.isascii() or not any("\ud800" <= each <= "\udfff" for each in said)


def _slowly(request: HttpRequest) -> None:
    seconds = rates.wait(f"reading:{client_network(request)}", settings.API_STRANGERS_CALLS_A_MINUTE, clock())
    if seconds:
        said = _("调用过于频繁。请 {seconds} 秒后再试。").format(seconds=seconds)
        raise ProblemError(TOO_MANY, said, {"Retry-After": str(seconds)})


def _told(message: str, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(
        json.dumps({"message": message}, ensure_ascii=False), content_type=JSON, status=status
    )
    for name, value in {"Cache-Control": "no-store", **(headers or {})}.items():
        response[name] = value
    return response
