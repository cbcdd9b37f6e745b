"""How an API says no: always JSON with a message for people, and for a verb's refusal its article."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gongkai.core.messages import Message
from gongkai.foundation.ledger.verbs import Refused

UNAUTHORISED, FORBIDDEN, NOT_FOUND, CONFLICT = 401, 403, 404, 409
CHANGED, UNPROCESSABLE, TOO_MANY = 412, 422, 429


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
    """Ends an operation with a verb's refusal: 422 when fields are wrong, else 409; or the status given."""

    def __init__(self, refused: Refused, status: int | None = None) -> None:
        super().__init__(str(refused.reason))
        self.refused = refused
        self.status = status or (UNPROCESSABLE if refused.details else CONFLICT)


def done[T](result: T | Refused) -> T:
    """The verb's result. Raises RefusedError."""
    if isinstance(result, Refused):
        raise RefusedError(result)
    return result


def words(message: Message) -> str:
    return message.in_language(_)


def prepare(api: NinjaAPI) -> NinjaAPI:
    """Let `api` answer every error in our form."""

    def answer(request: HttpRequest, status: int, **said: Any) -> HttpResponse:
        body = {"message": "", "article": "", "details": [], **said}
        response = api.create_response(request, body, status=status)
        response["Cache-Control"] = "no-store"
        return response

    @api.exception_handler(ProblemError)
    def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
        response = answer(request, error.status, message=error.message)
        for name, value in error.headers.items():
            response[name] = value
        return response

    @api.exception_handler(RefusedError)
    def _refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
        refused = error.refused
        details = [{"field": field, "message": words(said)} for field, said in refused.details]
        said = words(refused.reason)
        return answer(request, error.status, message=said, article=refused.article, details=details)

    @api.exception_handler(AuthenticationError)
    def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = answer(request, UNAUTHORISED, message=_("请出示有效的令牌。令牌可能已到期或吊销。"))
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, message=str(error))

    @api.exception_handler(Http404)
    def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, NOT_FOUND, message=_("没有这个对象，或者不在您能看到的范围内。"))

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = sorted({".".join(str(part) for part in each["loc"]) for each in error.errors})
        details = [
            {"field": ".".join(str(part) for part in each["loc"]), "message": str(each["msg"])}
            for each in error.errors
        ]
        said = _("请求有误，请核对这些参数：{names}").format(names="、".join(places))
        return answer(request, UNPROCESSABLE, message=said, details=details)

    return api
