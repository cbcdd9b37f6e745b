"""One figure opened: what it is made of, who entered it, and why."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.core.counts import CountRow
from gongkai.disclosure import declared
from gongkai.foundation.files.actions import attach
from gongkai.foundation.files.queries import FileCard, file_visible_to
from gongkai.foundation.ledger.verbs import Refused
from gongkai.reporting import actions, queries
from gongkai.reporting.actions.filling import Entry
from gongkai.reporting.queries.opened import NoSuchCellError
from gongkai.reporting.queries.single import ReturnView
from gongkai.workbench.answering import refusal_text, say
from gongkai.workbench.returns.layout import typed
from gongkai.workbench.returns.views import SECTION, crumbs_of, problems_of, seen_return
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

PURPOSE = "return_entry"  # of a supporting file


@require_http_methods(["GET", "POST"])
@staff_view()
def cell(request: StaffRequest, return_id: int, code: str) -> HttpResponse:
    """The figure down to bodies, entries, register rows and events; the entry with reason to fill in."""
    view = seen_return(request, return_id)
    try:
        opened = queries.open_cell(request.staff.actor, return_id, code, request.staff.today)
    except NoSuchCellError:
        raise Http404 from None
    entry = Entry(typed(opened.own.entry, opened.spec.unit), opened.own.reason, opened.own.file)
    problem = ""
    if request.method == "POST":
        entry = Entry(request.POST.get("text", ""), request.POST.get("reason", ""), opened.own.file)
        kept = _attached(request, view)
        if not isinstance(kept, Refused):
            entry = Entry(entry.text, entry.reason, kept or entry.file)
        result = kept if isinstance(kept, Refused) else _saved(request, return_id, code, entry)
        problem = _problem(code, result)
        if not problem and say(request, result, _("已保存。")):
            return redirect("workbench:cell", return_id, code)
    return page(
        request, "workbench/returns/cell.html", SECTION,
        view=view, opened=opened, entry=entry, problem=problem,
        may_fill=_may_fill(view, code),
        file=_file(request, entry.file),
        comments=[each for each in view.comments if each.code == code],
        rows=[(row, *_of_release(row, request.staff.today)) for row in opened.rows],
        events=[(event, verb_name(event.verb)) for event in opened.events],
        crumbs=crumbs_of(view, opened.spec.label),
    )  # fmt: skip


def _of_release(row: CountRow, day: date) -> tuple[str, str, str]:
    """(data set, its title, number of the release) of a row that opens to a release of data; else empty."""
    if row.opens is None or row.opens[0] != "release":
        return "", "", ""
    name, _slash, number = row.opens[1].partition("/")
    return name, declared.newest(name, day).title, number


def _attached(request: StaffRequest, view: ReturnView) -> int | Refused | None:
    """The number of the supporting file sent along; None when there is none."""
    file = request.FILES.get("file")
    if file is None:
        return None
    return attach(
        actor=request.staff.actor, now=request.staff.now, body_id=view.body.id,
        name=str(file.name), content=file.read(), purpose=PURPOSE,
    )  # fmt: skip


def _may_fill(view: ReturnView, code: str) -> bool:
    return "return.save_cells" in view.verbs and code in view.cells and view.cells[code].fillable


def _file(request: StaffRequest, number: int | None) -> FileCard | None:
    return file_visible_to(request.staff.actor, request.staff.today, number) if number else None


def _saved(request: StaffRequest, return_id: int, code: str, entry: Entry) -> Any:
    based_on = request.POST.get("based_on", "")
    if not based_on.isdecimal():
        raise Http404
    return actions.save_cells(
        actor=request.staff.actor, now=request.staff.now, return_id=return_id,
        entries={code: entry}, based_on=int(based_on),
    )  # fmt: skip


def _problem(code: str, result: Any) -> str:
    found = problems_of(result).get(code, "")
    return found or (refusal_text(result) if isinstance(result, Refused) and not result.details else "")
