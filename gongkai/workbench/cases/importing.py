"""Bringing along a body's existing requests: the template, a trial that leaves no trace, the real run."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework.importing import Became, ImportReport, import_requests, template
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import refusal_text, words
from gongkai.workbench.cases.desk import SECTION, crumbs
from gongkai.workbench.cases.lists import number
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

LARGEST = 20 << 20  # bytes of a workbook
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@staff_view(Role.REQUEST_CLERK)
def show(request: StaffRequest) -> HttpResponse:
    """How it is done; after an upload, what became of each row."""
    report: ImportReport | None = None
    refused = ""
    own = organisations.latest_bodies(request.staff.actor.bodies_as(Role.REQUEST_CLERK))
    if request.method == "POST":
        result = _brought_in(request, sorted(own))
        if isinstance(result, str):
            refused = result
        else:
            report = result
    return page(
        request, "workbench/cases/import.html", SECTION, own=own, refused=refused, report=report,
        lines=_lines(report) if report else [], counts=_counts(report) if report else {},
        crumbs=crumbs((_("导入已有申请"), "")),
    )  # fmt: skip


def _brought_in(request: StaffRequest, own: list[int]) -> ImportReport | str:
    """The report, or why there is none."""
    body = number(request.POST.get("body", "")) or own[0]
    if body not in own:
        raise PermissionDenied
    file = request.FILES.get("workbook")
    if file is None:
        return _("请先选择填好的工作簿。")
    if file.size is None or file.size > LARGEST:
        return _("文件超过 20 MB，请分几次导入。")
    result = import_requests(
        actor=request.staff.actor, now=request.staff.now, body_id=body, data=file.read(),
        dry_run=request.POST.get("run") != "real",
    )  # fmt: skip
    return refusal_text(result) if isinstance(result, Refused) else result


def _lines(report: ImportReport) -> list[dict[str, Any]]:
    """Every row, those with problems first."""
    rows = sorted(report.rows, key=lambda each: (not each.problems, each.row))
    return [
        {
            "row": each.row, "external": each.external, "number": each.number, "case": each.case_id,
            "became": each.became.value,
            "problems": [(problem.column, words(problem.message)) for problem in each.problems],
        }
        for each in rows
    ]  # fmt: skip


def _counts(report: ImportReport) -> dict[str, int]:
    return {each.value: report.count(each) for each in Became}


@require_GET
@staff_view(Role.REQUEST_CLERK)
def empty(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in."""
    return attachment(_("申请导入模板.xlsx"), XLSX, template())
