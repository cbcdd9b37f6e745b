"""Bringing along a body's existing cases: the template, a trial that leaves no trace, the real run, how far
either is, and what became of each line."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework import importing
from gongkai.casework.importing import Became, ImportState, RunCard
from gongkai.casework.listing import XLSX, as_xlsx, import_table
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tasks.queries import newest_heartbeat
from gongkai.workbench.answering import refusal_text, say, words
from gongkai.workbench.cases.desk import SECTION, crumbs
from gongkai.workbench.cases.lists import number
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

PAGE = 100  # lines
RUNS = 20  # the newest


@require_http_methods(["GET", "POST"])
@staff_view(Role.REQUEST_CLERK)
def show(request: StaffRequest) -> HttpResponse:
    """How it is done, and the workbooks of before; an upload goes on to its own page."""
    refused = ""
    own = organisations.latest_bodies(request.staff.actor.bodies_as(Role.REQUEST_CLERK))
    if request.method == "POST":
        begun = _begun(request, sorted(own))
        if not isinstance(begun, str):
            return redirect("workbench:case_import_run", begun)
        refused = begun
    runs = importing.runs_visible_to(request.staff.actor, most=RUNS)
    return page(
        request, "workbench/cases/import.html", SECTION, own=own, refused=refused, runs=runs,
        crumbs=crumbs((_("导入已有案件"), "")),
    )  # fmt: skip


def _begun(request: StaffRequest, own: list[int]) -> int | str:
    """The number of the run, or why there is none."""
    body = number(request.POST.get("body", "")) or own[0]
    if body not in own:
        raise PermissionDenied
    file = request.FILES.get("workbook")
    if file is None:
        return _("请先选择填好的工作簿。")
    if file.size is not None and file.size > importing.LARGEST:
        return _("文件超过 16 MB，请分几次导入。")
    run = importing.begin(
        actor=request.staff.actor, now=request.staff.now, body_id=body, name=str(file.name),
        content=file.read(),
    )  # fmt: skip
    return refusal_text(run) if isinstance(run, Refused) else run.pk


@require_GET
@staff_view(Role.REQUEST_CLERK)
def run(request: StaffRequest, run_id: int) -> HttpResponse:
    """How far one workbook is, asked again every other second while it is worked on; then its lines."""
    found = _seen(request, run_id)
    if request.headers.get("HX-Request") and found.is_working:
        told = {"run": found, "nobody_works": _nobody_works(request)}
        return render(request, "workbench/cases/import_progress.html", told)
    if request.headers.get("HX-Request"):
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return page(
        request, "workbench/cases/import_run.html", SECTION, run=found, **_lines(request, found),
        nobody_works=found.is_working and _nobody_works(request),
        body=organisations.latest_bodies([found.body])[found.body],
        crumbs=crumbs((_("导入已有案件"), reverse("workbench:case_import")), (found.name, "")),
    )  # fmt: skip


def _nobody_works(request: StaffRequest) -> bool:
    """No background worker has given a sign of life lately."""
    seen = newest_heartbeat()
    return seen is None or seen < request.staff.now - timedelta(seconds=2 * settings.TASKS_STALLED_SECONDS)


def _lines(request: StaffRequest, found: RunCard) -> dict[str, Any]:
    """Lines of a run that is not being worked on: those with problems unless all are asked for."""
    only_wrong = found.refused > 0 and request.GET.get("lines") != "all"
    became = (Became.REFUSED,) if only_wrong else tuple(Became)
    after = number(request.GET.get("after", ""))
    rows = [] if found.is_working else importing.lines_of(found.id, after=after, most=PAGE + 1, became=became)
    shown = rows[:PAGE]
    following = {"lines": "" if only_wrong else "all", "after": shown[-1].place if shown else ""}
    return {
        "only_wrong": only_wrong,
        "lines": [
            (each, [(column, words(problem)) for column, problem in each.problems]) for each in shown
        ],
        "page": {"next": urlencode(following) if len(rows) > PAGE else ""},
    }  # fmt: skip


@require_POST
@staff_view(Role.REQUEST_CLERK)
def confirm(request: StaffRequest, run_id: int) -> HttpResponse:
    """Bring in what was tried."""
    found = _seen(request, run_id)
    result = importing.confirm(actor=request.staff.actor, now=request.staff.now, run_id=found.id)
    if isinstance(result, Refused):
        messages.error(request, refusal_text(result))
    else:
        say(request, result, _("已开始导入。可以离开本页，结果留在“导入已有案件”里。"))
    return redirect("workbench:case_import_run", found.id)


@require_GET
@staff_view(Role.REQUEST_CLERK)
def report(request: StaffRequest, run_id: int) -> HttpResponse:
    """What became of each line, to work through beside the workbook."""
    found = _seen(request, run_id)
    if found.state not in (ImportState.TRIED, ImportState.DONE):
        raise Http404
    table = import_table(importing.every_line(found.id))
    return attachment(_("逐行结果.xlsx"), XLSX, b"".join(as_xlsx(table)))


def _seen(request: StaffRequest, run_id: int) -> RunCard:
    found = importing.run_for(request.staff.actor, run_id)
    if found is None:
        raise Http404
    return found


@require_GET
@staff_view(Role.REQUEST_CLERK)
def empty(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in."""
    return attachment(_("案件导入模板.xlsx"), XLSX, importing.template())
