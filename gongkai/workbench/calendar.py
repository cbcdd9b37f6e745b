"""Holiday notices: those in force, and a new one from a file: preview what moves, then confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.messages import Message
from gongkai.foundation.calendar_notices import actions, queries
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import refusal_text, say, words
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

SECTION = "calendar"


@require_GET
@staff_view(*OVERSEEING)
def calendar(request: StaffRequest) -> HttpResponse:
    """The notices that count, year by year."""
    return _list_page(request)


def _list_page(request: StaffRequest, problem: str = "") -> HttpResponse:
    return page(
        request, "workbench/calendar.html", SECTION,
        notices=queries.notices(), problem=problem, may_load=request.staff.acts_as(Role.CITY_OFFICE),
        crumbs=[(_("节假日"), "")],
    )  # fmt: skip


@require_POST
@staff_view(Role.CITY_OFFICE)
def preview(request: StaffRequest) -> HttpResponse:
    """What the uploaded notice says and which open deadlines it would move. Changes nothing."""
    file = request.FILES.get("notice")
    if file is None:
        return _list_page(request, _("请先选择放假通知文件。"))
    try:
        text = file.read(actions.LONGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        return _list_page(request, _("文件不是 UTF-8 文本。请用系统提供的 TOML 格式保存为 UTF-8。"))
    seen = queries.preview(text)
    if isinstance(seen, Message):
        return _list_page(request, words(seen))
    return page(
        request, "workbench/calendar_preview.html", SECTION, seen=seen, text=text,
        bodies=organisations.latest_bodies({each.body for each in seen.moved}),
        crumbs=[(_("节假日"), reverse("workbench:calendar")), (_("核对通知"), "")],
    )  # fmt: skip


@require_POST
@staff_view(Role.CITY_OFFICE)
def load(request: StaffRequest) -> HttpResponse:
    """Load the notice that was previewed."""
    text, reason = request.POST.get("text", ""), request.POST.get("reason", "")
    result = actions.load_notice(actor=request.staff.actor, now=request.staff.now, text=text, reason=reason)
    if isinstance(result, Refused):
        messages.error(request, refusal_text(result))
    else:
        say(request, result, _("通知已载入，{count} 个期限随之变动。").format(count=len(result)))
    return redirect("workbench:calendar")
