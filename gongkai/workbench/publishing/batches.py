"""Many items at once from the body's own system: upload, what is wrong row by row, confirmation, then the
steps of the chain for all of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import importing, law
from gongkai.publishing.leading import STEPS
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries import batches as queries
from gongkai.publishing.queries.batches import BatchCard
from gongkai.workbench.answering import refusal_text, say
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.desk import SECTION, crumbs, tabs
from gongkai.workbench.publishing.leading import answers_for_each
from gongkai.workbench.publishing.words import state_name
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

UPLOADING = (Role.DRAFTER, Role.OFFICE_HEAD)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKING = ("checking", "bringing_in")
_STATES = {
    "checking": gettext_lazy("检查中"),
    "checked": gettext_lazy("已检查，待确认"),
    "bringing_in": gettext_lazy("导入中"),
    "done": gettext_lazy("导入完成"),
}
_STEPS = {
    "send_to_review": gettext_lazy("全部送审"),
    "review_ok": gettext_lazy("全部审核通过"),
    "gate": gettext_lazy("全部保密审查通过"),
    "legal_ok": gettext_lazy("全部合法性审查通过"),
    "interpretation_ok": gettext_lazy("全部解读材料审核通过"),
    "sign": gettext_lazy("全部签发"),
    "release": gettext_lazy("全部发布"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that some of the batch wait for and that is this person's."""

    step: str
    label: str
    count: int


@require_http_methods(["GET", "POST"])
@staff_view(*HANDLERS)
def show(request: StaffRequest) -> HttpResponse:
    """How it is done, and the batches of before; an upload goes on to its own page."""
    staff = request.staff
    own = dict(organisations.latest_bodies(sorted(staff.actor.bodies_as(*UPLOADING))))
    refused = ""
    if request.method == "POST":
        received = _received(request, list(own))
        if isinstance(received, int):
            return redirect("workbench:document_batch", received)
        refused = received
    found = queries.batches(staff.actor, staff.today)
    return page(
        request, "workbench/publishing/batches.html", SECTION, **tabs(request, "batches"), own=own,
        refused=refused, batches=[(each, _STATES[each.state]) for each in found],
        crumbs=crumbs((_("批量导入"), "")),
    )  # fmt: skip


def _received(request: StaffRequest, own: list[int]) -> int | str:
    """The number of the batch, or why there is none."""
    body = number(request.POST.get("body", "")) or next(iter(own), None)
    if body is None or body not in own:
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        return _("请先选择填好的工作簿或者压缩包。")
    if file.size is not None and file.size > importing.LARGEST:
        return _("文件太大，请分几批导入。")
    batch = importing.receive(
        actor=request.staff.actor, now=request.staff.now, body_id=body, name=str(file.name),
        content=file.read(),
    )  # fmt: skip
    return refusal_text(batch) if isinstance(batch, Refused) else batch.pk


@require_GET
@staff_view(*HANDLERS)
def batch(request: StaffRequest, batch_id: int) -> HttpResponse:
    """How far it is, asked again every other second while it is worked on; what was wrong; what is next."""
    found = _seen(request, batch_id)
    working = found.state in _WORKING or bool(found.progress.get("running"))
    told: dict[str, Any] = {"batch": found, "state": _STATES[found.state], "working": working}
    if request.headers.get("HX-Request"):
        if working:
            return render(request, "workbench/publishing/batch_progress.html", told)
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return page(
        request, "workbench/publishing/batch.html", SECTION, **told, waiting=_waiting(request, found),
        states=[(code, state_name("edition", code), count) for code, count in found.states.items()],
        items=law.gate().item, held=_held(found), may_confirm=_uploads(request, found),
        good=max(found.total - found.refused - found.known, 0),
        crumbs=crumbs((_("批量导入"), reverse("workbench:document_batches")), (found.name, "")),
    )  # fmt: skip


def _held(found: BatchCard) -> list[tuple[str, int]]:
    """Why some stay behind at the last step, and how many."""
    return Counter(str(reason) for _number, reason in found.progress.get("held", [])).most_common()


def _uploads(request: StaffRequest, found: BatchCard) -> bool:
    return any(request.staff.actor.holds(role, found.body) for role in UPLOADING)


def _waiting(request: StaffRequest, found: BatchCard) -> list[Waiting]:
    if found.state != "done" or found.progress.get("running"):
        return []
    actor = request.staff.actor
    counted = {code: sum(found.states.get(state, 0) for state in step.states) for code, step in STEPS.items()}
    return [
        Waiting(code, str(_STEPS[code]), counted[code])
        for code, step in STEPS.items()
        if counted[code] and any(actor.holds(role, found.body) for role in step.roles)
    ]


@require_POST
@staff_view(*UPLOADING)
def confirm(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Bring in what was checked."""
    found = _seen(request, batch_id)
    result = importing.confirm(actor=request.staff.actor, now=request.staff.now, batch_id=found.id)
    say(request, result, _("已开始导入。可以离开本页。"))
    return redirect("workbench:document_batch", found.id)


@require_POST
@staff_view(*HANDLERS)
def advance(request: StaffRequest, batch_id: int) -> HttpResponse:
    """One step for all that wait for it, in the person's name."""
    found = _seen(request, batch_id)
    result = importing.advance(
        actor=request.staff.actor, now=request.staff.now, batch_id=found.id,
        step=request.POST.get("step", ""), answers=answers_for_each(request),
    )  # fmt: skip
    say(request, result, _("已开始办理。不能办的留在原处，并写明原因。"))
    return redirect("workbench:document_batch", found.id)


@require_GET
@staff_view(*UPLOADING)
def empty(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in."""
    return attachment(_("公文和信息导入模板.xlsx"), XLSX, importing.template())


def _seen(request: StaffRequest, batch_id: int) -> BatchCard:
    found = queries.batch(request.staff.actor, batch_id, request.staff.today)
    if found is None:
        raise Http404
    return found
