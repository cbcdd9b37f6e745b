"""An old issue: split into documents, its text put right with the scan beside."""

from itertools import zip_longest

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.messages import Message
from gongkai.core.publishing.gazette import Piece
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import file_visible_to
from gongkai.foundation.ledger.verbs import Refused
from gongkai.publishing.gazette import actions
from gongkai.publishing.gazette.scans import apart
from gongkai.workbench.answering import refusal_text
from gongkai.workbench.publishing.gazette.desk import (
    EDITORS,
    SECTION,
    SEEING,
    answered,
    based_on,
    crumbs,
    seen_issue,
)
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_POST
@staff_view(*EDITORS)
def split(request: StaffRequest, issue_id: int) -> HttpResponse:
    """The rows of the split as they stand on the page; rows without a page are left out."""
    desk = seen_issue(request, issue_id)
    given = request.POST
    columns = (given.getlist(name) for name in ("first", "last", "title", "number"))
    pieces = [
        Piece(_page(first), _page(last or first), title.strip(), number.strip())
        for first, last, title, number in zip_longest(*columns, fillvalue="")
        if first.strip() or title.strip()
    ]
    result = actions.split(
        actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id, pieces=pieces,
        based_on=based_on(request),
    )  # fmt: skip
    return answered(request, issue_id, result, _("已拆分，请逐件校对文字。"))


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def text(request: StaffRequest, issue_id: int, entry_id: int) -> HttpResponse:
    """The recognised text of one document with its pages beside; corrected while the issue is being split."""
    desk = seen_issue(request, issue_id)
    entry = next((each for each in desk.entries if each.id == entry_id and each.first), None)
    if entry is None:
        raise Http404
    may_correct = "gazette.correct_text" in desk.verbs
    back = reverse("workbench:gazette_issue", args=[issue_id])
    said = entry.text
    if request.method == "POST":
        said = request.POST.get("text", "")
        result = actions.correct_text(
            actor=request.staff.actor, now=request.staff.now, issue_id=issue_id, entry_id=entry_id, text=said,
            based_on=based_on(request),
        )  # fmt: skip
        if not isinstance(result, Refused):
            messages.success(request, _("已保存。"))
            return redirect(back)
        messages.error(request, refusal_text(result))
    assert entry.first is not None
    assert entry.last is not None
    return page(
        request, "workbench/publishing/gazette/text.html", SECTION, desk=desk, entry=entry, text=said,
        may_correct=may_correct, pages=range(entry.first, entry.last + 1), back=back,
        crumbs=crumbs((desk.card.line, back), (entry.title[:24], "")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def picture(request: StaffRequest, issue_id: int, number: int) -> HttpResponse:
    """A page of the scan, drawn in a process of its own."""
    desk = seen_issue(request, issue_id)
    card = file_visible_to(request.staff.actor, request.staff.today, desk.scan) if desk.scan else None
    if card is None or desk.reading is None or not 1 <= number <= desk.reading.pages:
        raise Http404
    drawn = apart.picture(content_of(card), number)
    if isinstance(drawn, Message):
        raise Http404
    return HttpResponse(drawn, content_type="image/png")


def _page(said: str) -> int:
    return int(said) if said.strip().isdecimal() and len(said.strip()) < 6 else 0
