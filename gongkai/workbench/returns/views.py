"""A return on the screen: the form to fill or read, saved cell by cell or all at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.forms import Severity
from gongkai.foundation.ledger.verbs import Refused
from gongkai.reporting import actions, queries
from gongkai.reporting.actions.filling import Entry, Saved, StaleSave, Unchanged
from gongkai.reporting.policy import return_lifecycle
from gongkai.reporting.queries.single import ReturnView
from gongkai.workbench.answering import refusal_text, words
from gongkai.workbench.returns.layout import layouts, typed
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import WRITING, StaffRequest, page, staff_view

SECTION = "returns"
SETTLED = ("submitted", "accepted", "frozen", "published")  # no longer awaited from the body
FIELD = "cell-"  # an input's name is this and the cell's code


@require_GET
@staff_view(*WRITING)
def returns(request: StaffRequest) -> HttpResponse:
    """The returns of the person's own bodies, newest first."""
    staff = request.staff
    return page(
        request, "workbench/returns/list.html", SECTION,
        own=queries.own_returns(staff.actor, staff.today), states=return_lifecycle().states,
        crumbs=[(_("年报填报"), "")],
    )  # fmt: skip


def seen_return(request: StaffRequest, return_id: int) -> ReturnView:
    """The return as the person may see it; 404 otherwise."""
    try:
        return queries.return_view(request.staff.actor, return_id, request.staff.today)
    except queries.NoSuchReturnError:
        raise Http404 from None


def crumbs_of(view: ReturnView, here: str = "") -> list[tuple[str, str]]:
    """年报填报 › the return › here."""
    name = _("{body} {year}年").format(body=view.body.label, year=view.year)
    address = reverse("workbench:return", args=[view.id])
    trail = [(_("年报"), reverse("workbench:home")), (name, address if here else "")]
    return [*trail, (here, "")] if here else trail


def form_context(view: ReturnView) -> dict[str, Any]:
    """What the form's templates need."""
    may_fill = "return.save_cells" in view.verbs
    comments: dict[str, list[Any]] = {}
    for comment in view.comments:
        if comment.is_open:
            comments.setdefault(comment.code, []).append(comment)
    return {
        "view": view,
        "layouts": layouts(view),
        "may_fill": may_fill,
        "typed": {code: typed(each.own.entry, each.spec.unit) for code, each in view.cells.items()},
        "comments": comments,
        "whole_comments": comments.get("", []),
        "cells": view.cells,
        "return_id": view.id,
        "has_below": any(each.below is not None for each in view.cells.values()),
        **findings_context(view),
    }


def findings_context(view: ReturnView) -> dict[str, Any]:
    """Findings with counts, and the cells they stand in."""
    found = view.findings
    marked: dict[str, str] = {}
    for each in reversed(found):
        for code in each.cells:
            marked[code] = each.severity.value
    return {
        "view": view,
        "settled": view.state in SETTLED,
        "findings": found,
        "marked": marked,
        "errors": sum(each.severity is Severity.ERROR for each in found),
        "unexplained": sum(each.must_be_explained for each in found),
        "may_explain": "return.explain_warning" in view.verbs,
    }


@require_GET
@staff_view()
def show(request: StaffRequest, return_id: int) -> HttpResponse:
    """The form, with findings beside it and the steps the person may take."""
    view = seen_return(request, return_id)
    return page(
        request, "workbench/returns/return.html", SECTION, **form_context(view), crumbs=crumbs_of(view)
    )


@require_POST
@staff_view()
def save(request: StaffRequest, return_id: int) -> HttpResponse:
    """Save what was typed. With htmx one cell comes and what changed goes back; without, the whole form."""
    seen_return(request, return_id)
    entries = {
        name.removeprefix(FIELD): Entry(text)
        for name, text in request.POST.items()
        if name.startswith(FIELD) and isinstance(text, str)
    }
    based_on = request.POST.get("based_on", "")
    if not entries or not based_on.isdecimal():
        raise Http404
    result = actions.save_cells(
        actor=request.staff.actor, now=request.staff.now, return_id=return_id,
        entries=entries, based_on=int(based_on),
    )  # fmt: skip
    if request.headers.get("HX-Request"):
        return _fragment(request, return_id, entries, result)
    return _whole(request, return_id, entries, result)


def problems_of(result: Any) -> dict[str, str]:
    """Cell → why its entry was not saved."""
    if isinstance(result, Saved):
        return {each.code: words(each.message) for each in result.rejected}
    if isinstance(result, Refused):
        return {code: words(message) for code, message in result.details}
    return {}


def _fragment(request: StaffRequest, return_id: int, entries: dict[str, Entry], result: Any) -> HttpResponse:
    view = seen_return(request, return_id)
    problems = problems_of(result)
    refused = isinstance(result, Refused) and not isinstance(result, Unchanged)
    standing = {
        code: typed(view.cells[code].own.entry, view.cells[code].spec.unit)
        for code in entries
        if code in view.cells
    }
    return render(request, "workbench/returns/saved.html", {
        **findings_context(view),
        "saved": [view.cells[code] for code in entries if code in view.cells],
        "problems": problems,
        "problem": "" if problems or not refused else refusal_text(result),
        "standing": standing,
        "stale": isinstance(result, StaleSave),
        "has_below": any(each.below is not None for each in view.cells.values()),
        "totals": [each for each in view.cells.values() if each.parts],
    })  # fmt: skip


def _whole(request: StaffRequest, return_id: int, entries: dict[str, Entry], result: Any) -> HttpResponse:
    problems = problems_of(result)
    if isinstance(result, Unchanged):
        messages.info(request, words(result.reason))
    elif isinstance(result, Saved) and not problems:
        messages.success(request, _("已保存 {count} 格。").format(count=len(result.changed)))
    elif isinstance(result, Refused) and not problems:
        messages.error(request, refusal_text(result))
    if not problems:
        return redirect("workbench:return", return_id)
    view = seen_return(request, return_id)
    context = form_context(view)
    context["typed"] |= {code: entry.text for code, entry in entries.items()}
    summary = [
        (f"cell-{code}", f"{view.cells[code].spec.label}：{text}")
        for code, text in problems.items()
        if code in view.cells
    ]
    return page(
        request, "workbench/returns/return.html", SECTION, **context, problems=problems,
        problem_summary=summary, stale=words(result.reason) if isinstance(result, StaleSave) else "",
        crumbs=crumbs_of(view),
    )  # fmt: skip


@require_GET
@staff_view()
def history(request: StaffRequest, return_id: int) -> HttpResponse:
    """What happened to the return, newest first."""
    view = seen_return(request, return_id)
    lines = queries.history(request.staff.actor, return_id, request.staff.today)
    told = [(line, verb_name(line.verb), len((line.after or {}).get("cells", {}))) for line in lines]
    return page(
        request, "workbench/returns/history.html", SECTION,
        view=view, settled=view.state in SETTLED, lines=told, crumbs=crumbs_of(view, _("经过")),
    )  # fmt: skip
