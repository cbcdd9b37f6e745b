"""区分处理 before publication, by the drafter: words of the text, places on the pages of a PDF or on a
picture, and what a reader of any other file does not see."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core import anonymise
from gongkai.core.messages import Message
from gongkai.foundation.files import queries as files
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.redaction import Box, Proposal, find_personal_data, page_count, page_image
from gongkai.publishing import actions
from gongkai.publishing.queries import gate
from gongkai.publishing.queries.whole import EditionWhole, FileLine
from gongkai.workbench.answering import refusal_text, words
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.redaction import KINDS, boxes_of
from gongkai.workbench.publishing.desk import SECTION, WRITING, document_crumbs, seen_desk
from gongkai.workbench.publishing.document import head
from gongkai.workbench.shell import StaffRequest, page, staff_view

PDF = "application/pdf"
PICTURES = ("image/png", "image/jpeg")
DPI = 110
SPARE = 3  # empty lines for boxes typed as numbers


@dataclass(frozen=True, slots=True)
class Maskable:
    """A file: places in a PDF that may be personal data, pages without text, or why it can't be read."""

    line: FileLine
    is_pdf: bool
    can_draw: bool = False
    proposals: tuple[Proposal, ...] = ()
    blank: tuple[int, ...] = ()
    problem: str = ""


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def mask(request: StaffRequest, document_id: int) -> HttpResponse:
    """What may be masked, each with a tick; masked words become ×××, a masked file takes the original's
    place."""
    desk = seen_desk(request, document_id)
    if not desk.ever_does("edition.mask"):
        raise PermissionDenied
    edition = desk.edition
    if edition is None or not desk.may("edition.mask"):
        messages.info(request, _("要遮盖先退回或者撤回：送审以后内容不能改。"))
        return redirect(desk.back)
    if request.method == "POST":
        result = _masked(request, edition)
        if not isinstance(result, Refused):
            messages.success(request, _("已遮盖。请核对以后重新送审。"))
            return redirect("workbench:document_mask", document_id=document_id)
        messages.error(request, refusal_text(result))
    card = gate.current(request.staff.actor, edition.id, request.staff.today)
    body_text = edition.words.text if edition.words else ""
    reviewed = [each.passage for each in card.findings if each.file is None] if card else []
    passages = [each for each in dict.fromkeys([*_pointed(body_text), *reviewed]) if each in body_text]
    return page(
        request, "workbench/publishing/mask.html", SECTION, **head(desk), passages=passages,
        files=_maskable(edition), reason=request.POST.get("reason", ""),
        crumbs=document_crumbs(desk, desk.label_of("edition.mask")),
    )  # fmt: skip


def _pointed(text: str) -> list[str]:
    return [text[each.start : each.end] for each in anonymise.find_personal_data(text, (), ())]


def _maskable(edition: EditionWhole) -> list[Maskable]:
    lines = [each for each in edition.files if each.part != "original"]
    cards = files.cards([each.id for each in lines])
    return [_looked_at(each, cards[each.id]) for each in lines]


def _looked_at(line: FileLine, card: files.FileCard) -> Maskable:
    if card.content_type != PDF:
        return Maskable(line, False, card.content_type in PICTURES)
    found = find_personal_data(content_of(card), lambda text: anonymise.find_personal_data(text, (), ()))
    if isinstance(found, Message):
        return Maskable(line, True, problem=words(found))
    return Maskable(line, True, True, found.found, found.blank)


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def draw(request: StaffRequest, document_id: int, picture_id: int) -> HttpResponse:
    """One page of a PDF, or a picture, to draw boxes on; what the machine found is drawn already."""
    desk = seen_desk(request, document_id)
    if not desk.ever_does("edition.mask"):
        raise PermissionDenied
    if not desk.may("edition.mask"):
        messages.info(request, _("要遮盖先退回或者撤回：送审以后内容不能改。"))
        return redirect(desk.back)
    assert desk.edition is not None
    line, card = _drawable(desk.edition, picture_id)
    boxes, problem = boxes_of(request.POST) if request.method == "POST" else ([], "")
    if request.method == "POST" and "apply" in request.POST and not problem:
        result = actions.mask(
            actor=request.staff.actor, now=request.staff.now, edition_id=desk.edition.id,
            reason=request.POST.get("reason", ""), file_id=picture_id, boxes=boxes,
        )  # fmt: skip
        if not isinstance(result, Refused):
            messages.success(request, _("已遮盖。请核对以后重新送审。"))
            return redirect("workbench:document_mask", document_id=document_id)
        problem = refusal_text(result)
    content = content_of(card)
    pages = page_count(content) if card.content_type == PDF else 1
    if isinstance(pages, Message):
        problem, pages = words(pages), 0
    wanted = number(request.POST.get("page", "") or request.GET.get("page", "")) or 1
    looked = _looked_at(line, card) if request.method == "GET" else None
    return page(
        request, "workbench/publishing/draw.html", SECTION, **head(desk), line=line, boxes=boxes,
        pages=range(1, pages + 1), here=min(max(wanted, 1), max(pages, 1)), spare=range(SPARE),
        proposals=looked.proposals if looked else (), blank=looked.blank if looked else (), problem=problem,
        reason=request.POST.get("reason", ""), kinds=KINDS,
        crumbs=document_crumbs(desk, desk.label_of("edition.mask")),
    )  # fmt: skip


@require_GET
@staff_view(*WRITING)
def image(request: StaffRequest, document_id: int, picture_id: int, place: int) -> HttpResponse:
    """One page as a picture, just as it will be taken; or the picture itself."""
    desk = seen_desk(request, document_id)
    if not desk.ever_does("edition.mask"):
        raise PermissionDenied
    if desk.edition is None:
        raise Http404
    _line, card = _drawable(desk.edition, picture_id)
    if card.content_type in PICTURES:
        return HttpResponse(content_of(card), content_type=card.content_type)
    made = page_image(content_of(card), place, DPI)
    if isinstance(made, Message):
        raise Http404
    return HttpResponse(made, content_type="image/png")


def _drawable(edition: EditionWhole, file_id: int) -> tuple[FileLine, files.FileCard]:
    line = next((each for each in edition.files if each.id == file_id and each.part != "original"), None)
    card = files.cards([file_id]).get(file_id)
    if line is None or card is None or card.content_type not in (PDF, *PICTURES):
        raise Http404
    return line, card


def _masked(request: StaffRequest, edition: EditionWhole) -> object:
    given = request.POST
    typed = given.get("typed", "").splitlines()
    return actions.mask(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition.id,
        reason=given.get("reason", ""),
        passages=[each for each in (*given.getlist("passage"), *typed) if each.strip()],
        file_id=number(given.get("file", "")),
        boxes=[box for said in given.getlist("box") for box in _box(said)],
    )  # fmt: skip


def _box(said: str) -> list[Box]:
    """page,x,y,width,height as the page's form has them; nothing when it is none of those."""
    try:
        place, x, y, width, height = said.split(",")
        return [Box(int(place), float(x), float(y), float(width), float(height))]
    except ValueError:
        return []
