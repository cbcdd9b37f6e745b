"""How an API says no: always JSON with a message for people, and for a verb's refusal its article."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gongkai.core.messages import Message
from gongkai.foundation.interface.parameters import UnknownParametersError
from gongkai.foundation.ledger.verbs import Overtaken, Refused

UNAUTHORISED, FORBIDDEN, NOT_FOUND, CONFLICT = 401, 403, 404, 409
CHANGED, UNPROCESSABLE, TOO_MANY = 412, 422, 429
_UNREADABLE = 400  # what ninja says of a body that is no JSON
_WRAPPED = 2  # where it stands, and the name of the parameter


class Detail(Schema):
    """One reason of several, and the field it speaks of."""

    field: str
    message: str


class Problem(Schema):
    """`message`: what is wrong and what to do next. `article`: what a refusal rests on."""

    message: str
    article: str = ""
    details: list[Detail] = []


class ProblemError(Exception):
    """Ends an operation with a status and a message."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers or {}


class RefusedError(Exception):
    """Ends an operation with a verb's refusal: 412 when somebody else was faster, 422 when fields are wrong,
    else 409."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(str(refused.reason))
        self.refused = refused
        fields_wrong = UNPROCESSABLE if refused.details else CONFLICT
        self.status = CHANGED if isinstance(refused, Overtaken) else fields_wrong


def done[T](result: T | Refused) -> T:
    """The verb's result. Raises RefusedError."""
    if isinstance(result, Refused):
        raise RefusedError(result)
    return result


def nothing() -> ProblemError:
    """There is no such thing, or it is not for the caller to see: the same answer for both."""
    return ProblemError(NOT_FOUND, _("没有这个对象，或者不在您能看到的范围内。"))


def words(message: Message) -> str:
    return message.in_language(_)


def prepare(api: NinjaAPI) -> NinjaAPI:
    """Let `api` answer every error in our form."""
    for kind, said in _SAYS.items():
        api.add_exception_handler(kind, functools.partial(_answer, api, said))
    return api


def _answer(
    api: NinjaAPI, says: Callable[[Any], dict[str, Any]], request: HttpRequest, error: Exception
) -> HttpResponse:
    told = {"headers": {}, "status": UNPROCESSABLE, "article": "", "details": [], **says(error)}
    headers, status = told.pop("headers"), told.pop("status")
    response = api.create_response(request, told, status=status)
    for name, value in {"Cache-Control": "no-store", **headers}.items():
        response[name] = value
    return response


def _problem(error: ProblemError) -> dict[str, Any]:
    return {"status": error.status, "message": error.message, "headers": error.headers}


def _refused(error: RefusedError) -> dict[str, Any]:
    refused = error.refused
    return {
        "status": error.status,
        "message": words(refused.reason),
        "article": refused.article,
        "details": [{"field": field, "message": words(said)} for field, said in refused.details],
    }


def _stranger(_error: AuthenticationError) -> dict[str, Any]:
    said = _("请出示有效的令牌。令牌可能已到期或吊销。")
    return {"status": UNAUTHORISED, "message": said, "headers": {"WWW-Authenticate": "Bearer"}}


def _http(error: HttpError) -> dict[str, Any]:
    if error.status_code == _UNREADABLE:
        return {"message": _("请求的内容读不懂。请按接口说明发送，文字用 UTF-8。")}
    return {"status": error.status_code, "message": str(error)}


def _too_long(_error: DataError) -> dict[str, Any]:
    return {"message": _("有一项内容太长，或者超出允许的范围。请缩短后再提交。")}


def _not_found(_error: Http404) -> dict[str, Any]:
    return _problem(nothing())


def _invalid(error: ValidationError) -> dict[str, Any]:
    wrong = [(_place(each["loc"]), str(each["msg"])) for each in error.errors]
    names = "、".join(sorted({place for place, _said in wrong}))
    return {
        "message": _("请求有误，请核对这些参数：{names}").format(names=names),
        "details": [{"field": place, "message": said} for place, said in wrong],
    }


def _unknown(error: UnknownParametersError) -> dict[str, Any]:
    said = _("这个操作没有这样的查询参数。请核对拼写，可用的参数见接口说明。")
    return {
        "message": _("不认识的查询参数：{names}").format(names="、".join(error.names)),
        "details": [{"field": name, "message": said} for name in error.names],
    }


def _place(parts: Sequence[Any]) -> str:
    """("body", "asked", "applicant", "name") as applicant.name; ("header", "If-Match") as If-Match."""
    inner = parts[2:] if len(parts) > _WRAPPED else parts[1:]
    return ".".join(str(part) for part in inner or parts)


_SAYS: dict[type[Exception], Callable[[Any], dict[str, Any]]] = {
    ProblemError: _problem,
    RefusedError: _refused,
    AuthenticationError: _stranger,
    HttpError: _http,
    Http404: _not_found,
    DataError: _too_long,
    ValidationError: _invalid,
    UnknownParametersError: _unknown,
}
