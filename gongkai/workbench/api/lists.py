"""Lists to take away as CSV or XLSX: of what the person sees, masked, written row by row."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router

from gongkai.casework import listing
from gongkai.casework.queries import cases_visible_to, due_dates
from gongkai.foundation.interface.problems import nothing
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api.cases import Conditions, narrowed
from gongkai.workbench.api.door import SAYS_NO, Call, acting
from gongkai.workbench.api.followups import LettersIn, letters

router = Router(tags=["lists"])

_WHOLE: Mapping[str, Callable[[Call], listing.Table[Any]]] = {
    "deadlines": lambda call: listing.deadlines_table(due_dates(call.actor, call.today)),
    "challenges": lambda call: listing.challenges_table(call.actor, call.today),
    "advice": lambda call: listing.advice_table(call.actor, call.today),
    "proactive-tasks": lambda call: listing.tasks_table(call.actor, call.today),
    "inquiries": lambda call: listing.inquiries_table(call.actor, call.today),
    "opinions": lambda call: listing.opinions_table(call.actor, call.today),
}
_FORMATS = {"csv": (listing.CSV, listing.as_csv), "xlsx": (listing.XLSX, listing.as_xlsx)}
EITHER: dict[str, Any] = {
    "responses": {
        200: {"content": {kind: {"schema": {"type": "string"}} for kind in (listing.CSV, listing.XLSX)}}
    }
}


def kind_of_file() -> Any:
    """The parameter of the ending."""
    return Path(..., pattern="^(csv|xlsx)$")


def taken_away(table: listing.Table[Any], name: str, kind: str) -> StreamingHttpResponse:
    """The table as a file. Raises ProblemError."""
    if kind not in _FORMATS:
        raise nothing()
    media, writing = _FORMATS[kind]
    response = StreamingHttpResponse(writing(table), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


@router.get(
    "/lists/cases.{kind}", response={200: bytes, **SAYS_NO}, summary="案件清单（CSV、XLSX）",
    url_name="list_cases", openapi_extra=EITHER,
)  # fmt: skip
def cases(request: HttpRequest, asked: Query[Conditions], kind: str = kind_of_file()) -> Any:
    """Those that fulfil the same conditions as in `GET /cases`, oldest entry first."""
    call = acting(request, Scope.CASES_READ)
    found = narrowed(cases_visible_to(call.actor, call.today), asked)
    return taken_away(listing.cases_table(call.actor, call.today, found), "cases", kind)


@router.get(
    "/lists/templates.{kind}", response={200: bytes, **SAYS_NO}, summary="文书清单（CSV、XLSX）",
    url_name="list_templates", openapi_extra=EITHER,
)  # fmt: skip
def templates(request: HttpRequest, asked: Query[LettersIn], kind: str = kind_of_file()) -> Any:
    """The letters of a regime as a body words them."""
    call = acting(request, Scope.CASES_READ)
    found = letters(call, asked.body, asked.regime)
    return taken_away(listing.templates_table(found), "templates", kind)


@router.get(
    "/lists/{name}.{kind}", response={200: bytes, **SAYS_NO}, summary="其他清单（CSV、XLSX）",
    url_name="list", openapi_extra=EITHER,
)  # fmt: skip
def whole(
    request: HttpRequest,
    name: str = Path(..., pattern=f"^({'|'.join(_WHOLE)})$"),
    kind: str = kind_of_file(),
) -> Any:
    """Everything of the kind that the person sees."""
    call = acting(request, Scope.CASES_READ)
    if name not in _WHOLE:
        raise nothing()
    return taken_away(_WHOLE[name](call), name, kind)
