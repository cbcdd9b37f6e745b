"""The report's text: the office's paragraphs with figures bound, the draft as it would be printed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.foundation.ledger.verbs import Refused
from gongkai.reporting import actions, printing, queries
from gongkai.workbench.answering import say, words
from gongkai.workbench.returns.views import SECTION, SETTLED, crumbs_of, seen_return
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

PRINTS = {
    "pdf": (printing.to_pdf, "application/pdf"),
    "docx": (
        printing.to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@require_GET
@staff_view()
def report(request: StaffRequest, return_id: int) -> HttpResponse:
    """The draft, what is still missing in it, and the way to each of its paragraphs."""
    view = seen_return(request, return_id)
    draft = queries.draft(request.staff.actor, return_id, request.staff.today)
    shown = printing.to_html(draft.report, lambda code: reverse("workbench:cell", args=[return_id, code]))
    return page(
        request, "workbench/report/draft.html", SECTION,
        view=view, settled=view.state in SETTLED, draft=draft, html=shown,
        crumbs=crumbs_of(view, _("报告正文")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view()
def slot(request: StaffRequest, return_id: int, key: str) -> HttpResponse:
    """Write the paragraphs of one place. Refused when a figure that is counted is typed by hand."""
    view = seen_return(request, return_id)
    draft = queries.draft(request.staff.actor, return_id, request.staff.today)
    place = next((each for each in draft.slots if each.slot.key == key), None)
    if place is None:
        raise Http404
    text, refused = place.text, None
    if request.method == "POST":
        text = request.POST.get("text", "")
        result = actions.write_text(
            actor=request.staff.actor, now=request.staff.now, return_id=return_id, slot=key, text=text
        )
        if not isinstance(result, Refused):
            say(request, result, _("已保存。"))
            return redirect("workbench:report", return_id)
        refused = result
    return page(
        request, "workbench/report/slot.html", SECTION,
        view=view, place=place, text=text, may_write=draft.may_write,
        refused=words(refused.reason) if refused is not None else "",
        problems=[words(message) for _place, message in refused.details] if refused is not None else [],
        cells=[(code, each) for code, each in view.cells.items()], crumbs=crumbs_of(view, place.slot.about),
    )  # fmt: skip


@require_GET
@staff_view()
def draft_file(request: StaffRequest, return_id: int, kind: str) -> HttpResponse:
    """The draft as a file."""
    seen_return(request, return_id)
    if kind not in PRINTS:
        raise Http404
    draft = queries.draft(request.staff.actor, return_id, request.staff.today)
    make, media_type = PRINTS[kind]
    name = _("{title}（草稿）").format(title=draft.report.title)
    return attachment(f"{name}.{kind}", media_type, make(draft.report))
