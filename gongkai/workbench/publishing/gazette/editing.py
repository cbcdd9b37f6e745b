"""Putting an issue together: documents in and out, their order, why one is left out, corrections."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.choosing import offer
from gongkai.publishing.gazette import actions
from gongkai.publishing.gazette.queries import work
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.gazette.desk import (
    EDITORS,
    SECTION,
    answered,
    based_on,
    crumbs,
    seen_issue,
)
from gongkai.workbench.publishing.gazette.forms import ErratumForm
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_POST
@staff_view(*EDITORS)
def add(request: StaffRequest, issue_id: int) -> HttpResponse:
    """Take in what was ticked."""
    desk = seen_issue(request, issue_id)
    ticked = [int(each) for each in request.POST.getlist("document") if each.isdecimal()]
    result = actions.add(
        actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id, document_ids=ticked,
        based_on=based_on(request),
    )  # fmt: skip
    return answered(request, issue_id, result, _("已收入。"))


@require_POST
@staff_view(*EDITORS)
def order(request: StaffRequest, issue_id: int) -> HttpResponse:
    """The contents as they stand on the page; or with one of them moved up or down, or taken out."""
    desk = seen_issue(request, issue_id)
    own: dict[str, Any] = {"actor": request.staff.actor, "now": request.staff.now, "issue_id": desk.card.id,
           "based_on": based_on(request)}  # fmt: skip
    removed = number(request.POST.get("remove", ""))
    if removed is not None:
        return answered(request, issue_id, actions.remove(**own, entry_id=removed), _("已移出。"))
    entries, place = [int(each) for each in request.POST.getlist("entry") if each.isdecimal()], ""
    which, _colon, direction = request.POST.get("move", "").partition(":")
    if which.isdecimal() and int(which) in entries:
        at = entries.index(int(which))
        to = max(0, min(len(entries) - 1, at + (-1 if direction == "up" else 1)))
        entries.insert(to, entries.pop(at))
        place = f"e-{which}"  # who moves it by keyboard goes on from there
    placed = [(each, request.POST.get(f"section-{each}", "")) for each in entries]
    return answered(request, issue_id, actions.order(**own, placed=placed), _("次序已保存。"), place)


@require_POST
@staff_view(*EDITORS)
def leave_out(request: StaffRequest, issue_id: int) -> HttpResponse:
    """Why a document that must be in is not."""
    desk = seen_issue(request, issue_id)
    result = actions.leave_out(
        actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id,
        document_id=number(request.POST.get("document", "")) or 0,
        reason=request.POST.get("reason", "")[:500], based_on=based_on(request),
    )  # fmt: skip
    return answered(request, issue_id, result, _("已说明理由，下一期会再提示。"))


@require_http_methods(["GET", "POST"])
@staff_view(*EDITORS)
def erratum(request: StaffRequest, issue_id: int) -> HttpResponse:
    """A correction of something in an earlier issue."""
    desk = seen_issue(request, issue_id)
    form = ErratumForm(request.POST or None)
    offer(form, "corrects_id", work.correctable(request.staff.actor, issue_id, request.staff.today))
    if request.method == "POST" and form.is_valid():
        result = actions.erratum(
            actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id, **form.cleaned_data
        )
        if not isinstance(result, Refused):
            return answered(request, issue_id, result, _("更正已收入。"))
        into_form(form, result)
    back = reverse("workbench:gazette_issue", args=[issue_id])
    return page(
        request, "workbench/form.html", SECTION, form=form, title=_("登更正"), subtitle=desk.card.line,
        back=back, crumbs=crumbs((desk.card.line, back), (_("登更正"), "")),
    )  # fmt: skip
