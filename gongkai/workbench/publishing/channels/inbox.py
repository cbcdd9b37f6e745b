"""What people wrote to accounts, and the answers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.channels import actions
from gongkai.publishing.channels.queries import inbox as queries
from gongkai.publishing.channels.queries.inbox import MessageCard
from gongkai.workbench.answering import say
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.channels.forms import AnswerForm, ReasonForm
from gongkai.workbench.publishing.channels.shell import HANDLERS, show
from gongkai.workbench.shell import StaffRequest, staff_view

PAGE = 30


@require_GET
@staff_view(*HANDLERS)
def inbox(request: StaffRequest) -> HttpResponse:
    """Those that wait, longest first; or those that ended."""
    staff, ended = request.staff, "ended" in request.GET
    found = queries.messages(
        staff.actor, staff.today, current_calendar(), ended=ended,
        before=number(request.GET.get("before", "")), limit=PAGE + 1,
    )  # fmt: skip
    shown = found[:PAGE]
    more = {"before": shown[-1].id} | ({"ended": 1} if ended else {}) if len(found) > PAGE else {}
    return show(
        request, "inbox", "inbox", (_("留言"), ""), rows=shown, ended=ended, page={"next": urlencode(more)}
    )


@require_http_methods(["GET", "POST"])
@staff_view(*HANDLERS)
def message(request: StaffRequest, message_id: int) -> HttpResponse:
    """One message with its answer. Shown whole only to who asks for it, and that is recorded."""
    staff = request.staff
    card = queries.message(staff.actor, message_id, staff.today, current_calendar())
    if card is None:
        raise Http404
    whole: Any = None
    if request.method == "POST":
        step = request.POST.get("step", "")
        if step not in card.steps:
            raise PermissionDenied
        if step != "read_whole":
            _done(request, card, step)
            return redirect("workbench:channel_message", message_id)
        read = actions.read_whole(actor=staff.actor, now=staff.now, message_id=message_id)
        whole = None if isinstance(read, Refused) else read
    names = organisations.names_of({card.answered_by} - {""})
    return show(
        request, "message", "inbox", (_("留言"), ""), card=card, whole=whole, reasons=ReasonForm(),
        form=AnswerForm(initial={"text": card.answer}),
        answered_by=names.get(card.answered_by, card.answered_by),
    )  # fmt: skip


def _done(request: StaffRequest, card: MessageCard, step: str) -> None:
    """Which button was pressed."""
    common: dict[str, Any] = {
        "actor": request.staff.actor, "now": request.staff.now, "message_id": card.id,
        "based_on": number(request.POST.get("based_on", "")),
    }  # fmt: skip
    reason = request.POST.get("reason", "")[:300]
    if step == "answer":
        done = actions.answer(**common, text=request.POST.get("text", "")[:2000])
        say(request, done, _("已经送审，由他人审核以后发出。"))
    elif step == "approve_answer":
        say(request, actions.approve_answer(**common), _("审核通过，正在发出。"))
    elif step == "return_answer":
        say(request, actions.return_answer(**common, reason=reason), _("已经退回。"))
    else:
        say(request, actions.close_message(**common, reason=reason), _("已经办结。"))
