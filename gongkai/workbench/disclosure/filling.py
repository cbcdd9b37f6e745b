"""A release is begun: one row in the form, a pasted table, a file. Then it is checked at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.core.disclosure.schema import DataSet
from gongkai.core.disclosure.timing import TimingKind
from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from gongkai.disclosure.queries import releases
from gongkai.disclosure.queries.visible import NoSuchReleaseError
from gongkai.foundation.files import uploading
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.workbench.answering import refusal_text, words
from gongkai.workbench.cases.lists import number
from gongkai.workbench.disclosure.cells import RowForm
from gongkai.workbench.disclosure.desk import (
    SECTION,
    WRITING,
    body_asked,
    data_set_of,
    open_periods,
    own_bodies,
    set_crumbs,
)
from gongkai.workbench.disclosure.words import MODES
from gongkai.workbench.shell import StaffRequest, page, staff_view

WAYS = ("form", "paste", "upload")
_PASTED = 5_000_000  # characters


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def new(request: StaffRequest, name: str) -> HttpResponse:
    """An upload by script is answered in JSON, so that it can tell how far it is."""
    data_set = data_set_of(request, name)
    own = own_bodies(request.staff, *WRITING)
    body = body_asked(request, own)
    if body is None:
        raise PermissionDenied
    way = request.POST.get("way") or request.GET.get("way", "form")
    way = way if way in WAYS else "form"
    form = RowForm(request.POST if request.method == "POST" and way == "form" else None, data_set=data_set)
    problems: list[str] = []
    if request.method == "POST":
        given = _given(request, way, form, problems)
        made = _begun(request, data_set, body, way, given, problems) if given else None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"address": made} if made else {"problems": problems},
                                status=200 if made else 422)  # fmt: skip
        if made:
            return redirect(made)
    return page(
        request, "workbench/disclosure/new.html", SECTION, data_set=translated(data_set), form=form, way=way,
        own=own, body=body, problems=problems, periods=_periods(request, data_set, body),
        period=request.POST.get("period") or request.GET.get("period", ""),
        mode=request.POST.get("mode") or data_set.mode.value, modes=MODES.items(),
        text=request.POST.get("text", ""), tabs=_tabs(way, body),
        crumbs=set_crumbs(data_set, (_("填报"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*WRITING)
def again(request: StaffRequest, release_id: int) -> HttpResponse:
    """A pasted table or file in the place of what was given before."""
    staff = request.staff
    try:
        whole = releases.whole(staff.actor, staff.today, release_id)
    except NoSuchReleaseError:
        raise Http404 from None
    way = whole.card.way
    if "release.write" not in whole.may or way not in ("paste", "upload"):
        raise Http404
    data_set = data_set_of(request, whole.card.data_set)
    problems: list[str] = []
    if request.method == "POST":
        given = _given(request, way, RowForm(data_set=data_set), problems)
        made = _filled(request, release_id, given, problems) if given else ""
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"address": made} if made else {"problems": problems},
                                status=200 if made else 422)  # fmt: skip
        if made:
            return redirect(made)
    text = request.POST.get("text", "")
    if way == "paste" and not text:
        found = releases.upload_of(staff.actor, staff.today, release_id)
        text = found[1].decode(errors="replace") if found else ""
    return page(
        request, "workbench/disclosure/again.html", SECTION, data_set=translated(data_set), card=whole.card,
        way=way, problems=problems, text=text, title=_("重新粘贴") if way == "paste" else _("重新上传"),
        crumbs=set_crumbs(
            data_set,
            (_("第 {n} 号").format(n=release_id), reverse("workbench:data_release", args=[release_id])),
            (_("重新填报"), ""),
        ),
    )  # fmt: skip


def _filled(request: StaffRequest, release_id: int, given: Given, problems: list[str]) -> str:
    """The address to go on to; "" with the reason among the problems."""
    staff = request.staff
    filled = actions.fill(
        actor=staff.actor, now=staff.now, release_id=release_id, given=given,
        based_on=number(request.POST.get("based_on", "")),
    )  # fmt: skip
    if isinstance(filled, Refused):
        problems.append(refusal_text(filled))
        return ""
    checked = actions.check(actor=staff.actor, now=staff.now, release_id=release_id)
    return told_and_led(request, release_id, checked, by_form=False)


def _tabs(way: str, body: int) -> list[tuple[str, str, bool]]:
    titles = {"form": _("逐条填写"), "paste": _("粘贴表格"), "upload": _("上传文件")}
    return [(titles[each], f"?way={each}&body={body}", each == way) for each in WAYS]


def _given(request: StaffRequest, way: str, form: RowForm, problems: list[str]) -> Given | None:
    """What came in; None with the reason among the problems."""
    problems += [words(said) for _field, said in uploading.refused(request)]
    if problems:
        return None
    if way == "form":
        cells = form.cells()
        if not cells:
            problems.append(_("还没有填写任何内容。"))
        return Given.rows([cells]) if cells else None
    if way == "paste":
        text = request.POST.get("text", "")[:_PASTED]
        if not text.strip():
            problems.append(_("请把表格连同表头一起粘贴进来。"))
        return Given.pasted(text) if text.strip() else None
    file = request.FILES.get(uploading.TABLE)
    if file is None:
        problems.append(_("请先选择填好的工作簿或者 CSV 文件。"))
        return None
    return Given(str(file.name), file.read())


def _begun(
    request: StaffRequest, data_set: DataSet, body: int, way: str, given: Given, problems: list[str]
) -> str:
    """The address to go on to; "" with the reason among the problems."""
    staff = request.staff
    begun = actions.begin(
        actor=staff.actor, now=staff.now, body_id=body, data_set=data_set.name, way=way, given=given,
        period=request.POST.get("period", "")[:10], mode=_mode(request, way),
    )  # fmt: skip
    if isinstance(begun, Refused):
        problems.append(refusal_text(begun))
        return ""
    checked = actions.check(actor=staff.actor, now=staff.now, release_id=begun.pk)
    return told_and_led(request, begun.pk, checked, by_form=way == "form")


def told_and_led(request: StaffRequest, release_id: int, checked: Any, *, by_form: bool) -> str:
    """Where to go after a check: to the cells that are wrong, or to what will change."""
    here = reverse("workbench:data_release", args=[release_id])
    if isinstance(checked, Refused):
        messages.error(request, refusal_text(checked))
        return here
    if by_form and checked.refused:
        return reverse("workbench:data_mend", args=[release_id])
    return here


def _mode(request: StaffRequest, way: str) -> str:
    """A single row never stands for the whole list."""
    mode = request.POST.get("mode", "")
    return "upsert" if way == "form" else mode if mode in MODES else ""


def _periods(request: StaffRequest, data_set: DataSet, body: int) -> list[tuple[str, str]]:
    """The periods still open; none where rows tell it."""
    calendar = data_set.cadence.timing.kind is TimingKind.CALENDAR
    return open_periods(request, data_set, body) if calendar else []
