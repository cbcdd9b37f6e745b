"""Files of cases that need more than a link: sealed ones, and letters whose document is not made yet."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework.queries.replies import printed_notice
from gongkai.foundation.files import actions, queries, serving
from gongkai.foundation.ledger.verbs import Refused
from gongkai.workbench.answering import refusal_text
from gongkai.workbench.cases.desk import SECTION, SEEING, case_crumbs, seen_case
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def sealed(request: StaffRequest, case_id: int, sealed_id: int) -> HttpResponse:
    """A proof of identity, opened for a reason that the ledger keeps."""
    whole = seen_case(request, case_id)
    paper = next((each for each in whole.papers if each.file.id == sealed_id and each.may_open), None)
    card = queries.file_visible_to(request.staff.actor, request.staff.today, sealed_id)
    if paper is None or card is None or not card.is_sealed:
        raise Http404
    problem = ""
    if request.method == "POST":
        result = actions.open_sealed(
            actor=request.staff.actor, now=request.staff.now, file_id=sealed_id,
            reason=request.POST.get("reason", ""),
        )  # fmt: skip
        if not isinstance(result, Refused):
            return serving.opened_response(card, result)
        problem = refusal_text(result)
    return page(
        request, "workbench/cases/sealed.html", SECTION, whole=whole, card=whole.card, paper=paper,
        problem=problem, crumbs=case_crumbs(whole, _("查看身份证明")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def notice(request: StaffRequest, case_id: int, notice_id: int) -> HttpResponse:
    """A letter of the case as PDF."""
    whole = seen_case(request, case_id)
    found = next((each for each in whole.notices if each.id == notice_id), None)
    if found is None:
        raise Http404
    return attachment(f"{whole.card.number}.pdf", "application/pdf", printed_notice(notice_id))
