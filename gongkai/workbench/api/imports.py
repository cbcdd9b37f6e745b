"""A workbook of existing cases by program: the template, uploaded and tried, its report, brought in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile
from pydantic import Field

from gongkai.casework import importing, listing
from gongkai.casework.importing import Became, ImportState, LineCard, RunCard
from gongkai.foundation.interface import cursors
from gongkai.foundation.interface.fields import Code, Identifier
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done, nothing, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api.cases import body_id_of
from gongkai.workbench.api.door import REFUSES, SAYS_NO, Call, acting, once
from gongkai.workbench.api.followups import PageIn, paged
from gongkai.workbench.api.lists import EITHER, kind_of_file, taken_away

ACCEPTED = 202
BOOK: dict[str, Any] = {"responses": {200: {"content": {listing.XLSX: {"schema": {"type": "string"}}}}}}

router = Router(tags=["imports"])


class ImportOut(Schema):
    """`done` of `total` lines are done in this state: `trying`, `tried`, `running`, `done`. `new`, `known`
    and `refused` count them; of a trial, `new` are those that would be registered. `can_confirm`: it was
    tried, and there is something to bring in."""

    id: int
    body: str
    name: str
    state: ImportState
    at: datetime
    confirmed_at: datetime | None
    total: int
    done: int
    percent: int
    new: int
    known: int
    refused: int
    can_confirm: bool


class ImportPage(Schema):
    imports: list[ImportOut]
    next: str


class WrongOut(Schema):
    """`column`: head of the column, empty for the line as a whole."""

    column: str
    message: str


class LineOut(Schema):
    """`row` of the sheet, from 1. `case` and `number` are told of lines that are in."""

    sheet: str
    row: int
    external: str
    became: Became
    case: int | None
    number: str
    problems: list[WrongOut]


class LinePage(Schema):
    lines: list[LineOut]
    next: str


class BookForm(Schema):
    """`body`: code of the body whose cases these are; the token's own when left out."""

    body: Code = ""


@router.get(
    "/imports/template.xlsx", response={200: bytes, **SAYS_NO}, summary="导入模板",
    url_name="import_template",
    openapi_extra=BOOK,
)  # fmt: skip
def template(request: HttpRequest) -> Any:
    """The empty workbook: heads, lists to choose from, what belongs where."""
    acting(request, Scope.CASES_READ)
    response = HttpResponse(importing.template(), content_type=listing.XLSX)
    response["Content-Disposition"] = 'attachment; filename="template.xlsx"'
    return response


@router.post(
    "/imports", response={ACCEPTED: ImportOut, **REFUSES}, summary="上传已有案件，先试运行",
    url_name="import_begin",
)  # fmt: skip
@decorate_view(once)
def begin(
    request: HttpRequest,
    response: HttpResponse,
    about: Form[BookForm],
    file: UploadedFile = File(...),
    idempotency_key: str = key_header(),
) -> Any:
    """import.begin: every line is tried in the background, without a trace. Ask `Location` how far it is."""
    call = acting(request, Scope.CASES_WRITE)
    if "file" in request.POST:
        raise ProblemError(UNPROCESSABLE, _("file 要以文件上传，不能是文字。"))
    run = done(
        importing.begin(
            actor=call.actor, now=call.now, body_id=body_id_of(call, about.body), name=str(file.name),
            content=file.read(),
        )
    )  # fmt: skip
    response["Location"] = reverse("staff-api:import", args=[run.pk])
    return Status(ACCEPTED, _run(call, run.pk))


@router.get("/imports", response={200: ImportPage, **SAYS_NO}, summary="导入的情况", url_name="imports")
def runs(request: HttpRequest, asked: Query[PageIn]) -> Any:
    """Workbooks of the bodies whose clerk the person is. Newest first."""
    call = acting(request, Scope.CASES_READ)
    return paged(
        "imports", asked, _runs,
        lambda before, most: importing.runs_visible_to(call.actor, before=before, most=most),
    )  # fmt: skip


@router.get(
    "/imports/{run_id}", response={200: ImportOut, **SAYS_NO}, summary="一次导入的进度", url_name="import",
)  # fmt: skip
def run(request: HttpRequest, run_id: Identifier) -> Any:
    """How far it is, and what became of the lines so far."""
    return _run(acting(request, Scope.CASES_READ), run_id)


class LinesIn(Schema):
    """`became`: only those. `cursor`: `next` of the page before."""

    became: Became | None = None
    cursor: str = Field("", max_length=400)
    limit: int = Field(200, ge=1, le=1000)


@router.get(
    "/imports/{run_id}/lines", response={200: LinePage, **SAYS_NO}, summary="逐行的结果",
    url_name="import_lines",
)  # fmt: skip
def lines(request: HttpRequest, asked: Query[LinesIn], run_id: Identifier) -> Any:
    """In the order of the workbook, with what is wrong with each and what to do."""
    call = acting(request, Scope.CASES_READ)
    found = _run(call, run_id)
    kind = f"lines:{found['id']}"
    after = cursors.read(kind, asked.cursor, _("cursor 只能用上一页的 next。"))
    became = tuple(Became) if asked.became is None else (asked.became,)
    rows = importing.lines_of(found["id"], after=after, most=asked.limit + 1, became=became)
    page = rows[: asked.limit]
    following = cursors.written(kind, page[-1].place) if len(rows) > len(page) else ""
    return {"lines": [_line(each) for each in page], "next": following}


@router.get(
    "/imports/{run_id}/report.{kind}", response={200: bytes, **SAYS_NO}, summary="逐行的结果（CSV、XLSX）",
    url_name="import_report", openapi_extra=EITHER,
)  # fmt: skip
def report(request: HttpRequest, run_id: Identifier, kind: str = kind_of_file()) -> Any:
    """The same as a file, to work through beside the workbook."""
    found = _run(acting(request, Scope.CASES_READ), run_id)
    return taken_away(listing.import_table(importing.every_line(found["id"])), "report", kind)


@router.post(
    "/imports/{run_id}/steps/confirm", response={200: ImportOut, **REFUSES}, summary="import.confirm",
    operation_id="step_import_confirm", url_name="import_confirm", tags=["steps"],
)  # fmt: skip
@decorate_view(once)
def confirm(request: HttpRequest, run_id: Identifier, idempotency_key: str = key_header()) -> Any:
    """import.confirm: the lines without problems come in, in the background; the others stay out. Done again
    with the same workbook it changes nothing: every line is known by its 原编号."""
    call = acting(request, Scope.CASES_WRITE)
    _run(call, run_id)
    done(importing.confirm(actor=call.actor, now=call.now, run_id=run_id))
    return _run(call, run_id)


def _run(call: Call, run_id: int) -> dict[str, Any]:
    found = importing.run_for(call.actor, run_id)
    if found is None:
        raise nothing()
    return _runs([found])[0]


def _runs(cards: Sequence[RunCard]) -> list[dict[str, Any]]:
    bodies = organisations.latest_bodies({each.body for each in cards})
    fields = [name for name in ImportOut.model_fields if name != "body"]
    return [
        {**{name: getattr(each, name) for name in fields}, "body": bodies[each.body].code} for each in cards
    ]


def _line(each: LineCard) -> dict[str, Any]:
    plain = ("sheet", "row", "external", "became", "case", "number")
    problems = [{"column": column, "message": words(said)} for column, said in each.problems]
    return {**{name: getattr(each, name) for name in plain}, "problems": problems}
