"""A return as a workbook: download it, fill it off line, upload it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.reporting import xlsx
from gongkai.reporting.actions.filling import Saved, Unchanged
from gongkai.workbench.answering import refusal_text, words
from gongkai.workbench.returns.views import SECTION, SETTLED, crumbs_of, seen_return
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

LARGEST = 10 << 20  # bytes; a filled workbook has some 30 KB


@require_http_methods(["GET", "POST"])
@staff_view()
def workbook(request: StaffRequest, return_id: int) -> HttpResponse:
    """How it is done, and the upload: all or nothing, errors cell by cell."""
    view = seen_return(request, return_id)
    refused: Refused | None = None
    if request.method == "POST":
        result = _uploaded(request, return_id)
        if isinstance(result, Unchanged):
            messages.info(request, words(result.reason))
            return redirect("workbench:return", return_id)
        if isinstance(result, Refused):
            refused = result
        else:
            done = _("已从工作簿导入，改动 {count} 格。").format(count=len(result.changed))
            messages.success(request, done)
            return redirect("workbench:return", return_id)
    details = refused.details if refused is not None else ()
    return page(
        request, "workbench/returns/workbook.html", SECTION,
        view=view, settled=view.state in SETTLED, may_fill="return.save_cells" in view.verbs,
        refused=refusal_text(Refused(refused.reason, refused.article)) if refused is not None else "",
        problems=[(place, words(message)) for place, message in details],
        crumbs=crumbs_of(view, _("工作簿")),
    )  # fmt: skip


def _uploaded(request: StaffRequest, return_id: int) -> Saved | Refused:
    file = request.FILES.get("workbook")
    if file is None:
        return Refused(Message(N_("请先选择填好的工作簿。")))
    if file.size is None or file.size > LARGEST:
        return Refused(Message(N_("文件超过 10 MB，不像是本系统的工作簿。")))
    return xlsx.upload(
        actor=request.staff.actor, now=request.staff.now, return_id=return_id, data=file.read()
    )


@require_GET
@staff_view()
def download(request: StaffRequest, return_id: int) -> HttpResponse:
    """The workbook as it stands now."""
    seen_return(request, return_id)
    made = xlsx.download(request.staff.actor, return_id, request.staff.today)
    return attachment(made.name, made.media_type, made.data)
