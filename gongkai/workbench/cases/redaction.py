"""Taking out of a PDF what must not be released: boxes drawn on the page or typed as numbers."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.casework.actions.redacting import REDACTABLE
from gongkai.casework.queries.publishing import personal_data_finder
from gongkai.casework.queries.whole import Paper, WholeCase
from gongkai.core.messages import Message
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.foundation.redaction import Box, Proposals, find_personal_data, page_count, page_image
from gongkai.workbench.answering import refusal_text, say, words
from gongkai.workbench.cases.desk import SECTION, SEEING, case_address, case_crumbs, case_desk, seen_case
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.steps import based_on, overtaken_context
from gongkai.workbench.shell import StaffRequest, page, staff_view

PDF = "application/pdf"
DPI = 110
SPARE = 3  # empty lines for boxes typed as numbers
KINDS = {
    "name": gettext_lazy("姓名"),
    "id_card": gettext_lazy("身份证号码"),
    "mobile": gettext_lazy("手机号码"),
    "phone": gettext_lazy("电话号码"),
    "bank_card": gettext_lazy("银行卡号"),
    "email": gettext_lazy("电子邮箱"),
    "account": gettext_lazy("账号"),
    "vehicle": gettext_lazy("号牌号码"),
    "address": gettext_lazy("门牌地址"),
}


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def redact(request: StaffRequest, case_id: int) -> HttpResponse:
    """Without `file`: which one. With it: a page with its boxes."""
    whole = seen_case(request, case_id)
    if not case_desk(request, whole).ever_does("case.redact"):
        raise PermissionDenied
    asked = number(request.POST.get("file", "") or request.GET.get("file", ""))
    if asked is None:
        return page(
            request, "workbench/cases/redact_choose.html", SECTION, whole=whole, card=whole.card,
            papers=_redactable(whole), crumbs=case_crumbs(whole, _("区分处理")),
        )  # fmt: skip
    paper = _paper(whole, asked)
    return _tried(request, whole, paper) if request.method == "POST" else _page(request, whole, paper)


def _redactable(whole: WholeCase) -> list[Paper]:
    return [
        each
        for each in whole.papers
        if each.role in REDACTABLE and each.may_open and each.file.content_type == PDF
    ]


def _paper(whole: WholeCase, file_id: int) -> Paper:
    found = next((each for each in _redactable(whole) if each.file.id == file_id), None)
    if found is None:
        raise Http404
    return found


def _tried(request: StaffRequest, whole: WholeCase, paper: Paper) -> HttpResponse:
    boxes, wrong = boxes_of(request.POST)
    if wrong:
        return _page(request, whole, paper, boxes, problem=wrong)
    if "apply" not in request.POST:
        return _page(request, whole, paper, boxes)
    result = actions.redact(
        actor=request.staff.actor, now=request.staff.now, case_id=whole.card.id, file_id=paper.file.id,
        boxes=boxes, reason=request.POST.get("reason", ""), based_on=based_on(request),
    )  # fmt: skip
    if isinstance(result, Overtaken):
        return _page(request, whole, paper, boxes, overtaken=result)
    if isinstance(result, Refused):
        return _page(request, whole, paper, boxes, problem=refusal_text(result))
    say(request, result, _("区分处理件已生成，放进了案卷。请下载核对后附进答复。"))
    return redirect(f"{case_address(whole.card.id)}#papers")


def _page(
    request: StaffRequest,
    whole: WholeCase,
    paper: Paper,
    boxes: Iterable[Box] = (),
    *,
    problem: str = "",
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    content = content_of(paper.file)
    pages = page_count(content)
    if isinstance(pages, Message):
        problem, pages = words(pages), 0
    here = min(
        max(number(request.POST.get("page", "") or request.GET.get("page", "")) or 1, 1), max(pages, 1)
    )
    found = _found(request, whole, content) if request.method == "GET" and pages else None
    return page(
        request, "workbench/cases/redact.html", SECTION, whole=whole, card=whole.card, paper=paper,
        desk=case_desk(request, whole), pages=range(1, pages + 1), here=here, boxes=list(boxes),
        spare=range(SPARE), proposals=found.found if found else (), blank=found.blank if found else (),
        kinds=KINDS, problem=problem, reason=request.POST.get("reason", ""),
        based_on=whole.card.revision, crumbs=case_crumbs(whole, _("区分处理")),
        **overtaken_context(overtaken),
    )  # fmt: skip


def _found(request: StaffRequest, whole: WholeCase, content: bytes) -> Proposals | None:
    """Where personal data seems to stand, for a person to decide about."""
    find = personal_data_finder(request.staff.actor, whole.card.id, request.staff.today)
    result = find_personal_data(content, find)
    return None if isinstance(result, Message) else result


def boxes_of(given: Any) -> tuple[list[Box], str]:
    """Boxes typed or drawn: page, and left, top, width, height in per cent of the page. A line without any
    number counts for nothing; a line that is not whole is told."""
    boxes: list[Box] = []
    columns = [given.getlist(f"box-{name}") for name in ("page", "x", "y", "width", "height")]
    for line in zip(*columns, strict=False):
        filled = [text.strip() for text in line]
        if not any(filled[1:]):
            continue
        try:
            x, y, width, height = (float(text) / 100 for text in filled[1:])
            boxes.append(Box(int(filled[0]), x, y, width, height))
        except ValueError:
            return boxes, _("有一行遮盖没有填全，请填页码和四个数字，或者整行清空。")
    return boxes, ""


@require_GET
@staff_view(*SEEING)
def image(request: StaffRequest, case_id: int, paper_id: int, place: int) -> HttpResponse:
    """One page as a picture, just as it will be taken."""
    whole = seen_case(request, case_id)
    if not case_desk(request, whole).ever_does("case.redact"):
        raise PermissionDenied
    made = page_image(content_of(_paper(whole, paper_id).file), place, DPI)
    if isinstance(made, Message):
        raise Http404
    return HttpResponse(made, content_type="image/png")
