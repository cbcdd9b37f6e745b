"""The public API: published items, reports and figures, and the check. Read-only; nothing is kept.

Errors are JSON with a message for people: {"message": "…"}.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, NinjaAPI, Path, Query, Schema, Status
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile

from gongkai.core.cells import Cell
from gongkai.core.forms import CellSpec
from gongkai.foundation.interface.problems import ProblemError
from gongkai.portal import limits
from gongkai.portal.publications.interface import router as documents
from gongkai.portal.sandboxed import checked
from gongkai.reporting import queries
from gongkai.reporting.checking.sandbox import as_json
from gongkai.reporting.queries.public import public_value

FILES_AT_ONCE = 10
YEARS = {"ge": 2008, "le": 2100}
CODE = r"^[A-Za-z0-9_-]{1,40}$"
CELL = r"^[A-Za-z0-9.]{1,24}$"

api = NinjaAPI(
    title="政府信息公开 · 开放接口",
    version="1",
    description="公开的文件和信息，已公布的年度报告及其每一个数字（到单位为止），以及年度报告核对。金额以表中单位计。",
    docs_url=None,
    urls_namespace="api",
)


class Problem(Schema):
    message: str


class BodyOut(Schema):
    code: str
    name: str


class ListedOut(Schema):
    body: BodyOut
    year: int
    version: int
    published_at: datetime


class CellOut(Schema):
    """`state`: number, blank or struck. `value` in `unit`; money has up to two decimals."""

    code: str
    label: str
    unit: str | None
    state: str
    value: float | int | None


class VersionOut(Schema):
    version: int
    published_at: datetime
    reason: str
    sha256: str


class ReportOut(Schema):
    body: BodyOut
    year: int
    form: str
    version: int
    versions: list[VersionOut]
    cells: list[CellOut]
    bodies: list[BodyOut]
    missing: list[BodyOut]
    rule_version: str


class PartOut(Schema):
    body: BodyOut
    state: str
    value: float | int | None


class YearOut(Schema):
    year: int
    state: str
    value: float | int | None


class FigureOut(Schema):
    """A figure with the body's own part, those of the bodies below, and earlier years."""

    cell: CellOut
    own: float | int | None
    bodies: list[PartOut]
    trend: list[YearOut]


class CheckOut(Schema):
    """The answer of the check, version 1; described in docs/check.md."""

    version: int
    reports: list[dict[str, Any]]


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, {"message": str(error)}, status=error.status_code)


@api.exception_handler(ProblemError)
def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    response = api.create_response(request, {"message": str(error)}, status=error.status)
    for name, value in {"Cache-Control": "no-store", **error.headers}.items():
        response[name] = value
    return response


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = sorted({".".join(str(part) for part in each["loc"]) for each in error.errors})
    said = _("请求有误，请核对这些参数：{names}").format(names="、".join(places))
    return api.create_response(request, {"message": said}, status=422)


def _nothing() -> Status[Problem]:
    return Status(404, Problem(message=_("没有公布这个单位、这个年度（或这一版、这一格）的报告。")))


@api.get("/reports", response={200: list[ListedOut], 422: Problem}, summary="已公布的报告")
def reports(
    request: HttpRequest,
    year: int | None = Query(None, **YEARS),
    body: str | None = Query(None, pattern=CODE),
) -> Any:
    """Newest published versions, newest year first."""
    return queries.published_list(year, body)


@api.get(
    "/reports/{body}/{year}",
    response={200: ReportOut, 404: Problem, 422: Problem},
    summary="一份报告的全部数字",
)
def report(
    request: HttpRequest,
    body: str = Path(..., pattern=CODE),
    year: int = Path(..., **YEARS),
    version: int | None = Query(None, ge=1, le=9999),
) -> Any:
    """One published version: its figures, its other versions, and the bodies contained in it."""
    try:
        seen = queries.published(body, year, version)
    except queries.NotPublishedError:
        return _nothing()
    return {
        "body": seen.body, "year": seen.year, "form": seen.form.code, "version": seen.version,
        "versions": seen.versions, "bodies": seen.bodies, "missing": seen.missing,
        "rule_version": seen.rule_version,
        "cells": [
            _cell(spec, seen.cells[code]) for code, spec in seen.form.cells.items() if code in seen.cells
        ],
    }  # fmt: skip


@api.get(
    "/reports/{body}/{year}/cells/{cell}",
    response={200: FigureOut, 404: Problem, 422: Problem},
    summary="一个数字，到单位为止",
)
def figure(
    request: HttpRequest,
    body: str = Path(..., pattern=CODE),
    year: int = Path(..., **YEARS),
    cell: str = Path(..., pattern=CELL),
    version: int | None = Query(None, ge=1, le=9999),
) -> Any:
    """A published figure with the parts it is made of."""
    try:
        opened = queries.open_published(body, year, cell, version)
    except LookupError:
        return _nothing()
    spec = opened.spec
    return {
        "cell": _cell(spec, opened.cell),
        "own": _value(opened.own, spec),
        "bodies": [{"body": each, **_state(part, spec)} for each, part in opened.bodies],
        "trend": [{"year": when, **_state(part, spec)} for when, part in opened.trend],
    }


@api.post(
    "/check",
    response={200: CheckOut, 413: Problem, 422: Problem, 429: Problem},
    summary="核对年度报告",
)
def check(
    request: HttpRequest,
    files: list[UploadedFile] = File(
        ..., min_length=1, max_length=FILES_AT_ONCE, description="要核对的报告，一次最多 10 个；不保存"
    ),
    # Not `| None`: the document would then promise to take text in its place.
    against: UploadedFile = File(None, description="上一年度的报告，用于核对结转数"),
) -> Any:
    """What is wrong in each file. Files are read in a sandbox and not kept."""
    if limits.too_large(request):
        return Status(413, Problem(message=_("文件太大。请每次上传总计不超过 60 MB。")))
    if {"files", "against"} & set(request.POST):
        return Status(422, Problem(message=_("files 和 against 要以文件上传，不能是文字。")))
    if not limits.take(request, len(files)):
        return Status(429, Problem(message=_("您这一小时核对的文件已很多。请一小时后再试。")))
    return as_json(checked(files, against))


def _cell(spec: CellSpec, cell: Cell) -> dict[str, Any]:
    return {"code": spec.code, "label": spec.label, "unit": spec.unit, **_state(cell, spec)}


def _state(cell: Cell, spec: CellSpec) -> dict[str, Any]:
    return {"state": cell.state.value, "value": _value(cell, spec)}


def _value(cell: Cell, spec: CellSpec) -> int | float | None:
    value = public_value(cell, spec)
    return value if value is None or isinstance(value, int) else float(value)


api.add_router("", documents)
