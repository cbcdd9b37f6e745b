"""Background work as engineers read it, and what else they have to know of: query codes being guessed."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.ledger.queries import EventLine
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tasks import queries
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

STATUSES = ("todo", "doing", "failed", "succeeded")
GUESSING = "case.note_wrong_codes"
_GUESSES_SHOWN, _GUESSES_OF = 20, timedelta(days=30)


@require_GET
@staff_view(*OVERSEEING)
def tasks(request: StaffRequest) -> HttpResponse:
    """The newest jobs, how many stand where, and what runs by itself."""
    status = request.GET.get("status", "")
    if status and status not in STATUSES:
        raise Http404
    names = {"todo": _("等待"), "doing": _("进行中"), "failed": _("失败"), "succeeded": _("完成")}
    numbers = queries.numbers()
    tabs = [(_("全部"), "?", not status)]
    tabs += [
        (f"{names[each]} {numbers.get(each, 0)}", f"?status={each}", each == status) for each in STATUSES
    ]
    return page(
        request, "workbench/tasks.html", "tasks",
        jobs=queries.jobs(status or None), names=names, tabs=tabs, schedules=queries.schedules(),
        heartbeat=queries.newest_heartbeat(), guesses=_guesses(request), guessing=GUESSING,
        crumbs=[(_("后台任务"), "")],
    )  # fmt: skip


def _guesses(request: StaffRequest) -> list[tuple[EventLine, str]]:
    """The newest times many wrong codes were noticed, with the body whose case it was (none: over many)."""
    actor, today = request.staff.actor, request.staff.today
    found = ledger.events(
        bodies=organisations.visible_body_ids(actor, today), verb=GUESSING, first_day=today - _GUESSES_OF,
        limit=_GUESSES_SHOWN,
    )  # fmt: skip
    bodies = organisations.latest_bodies({each.body for each in found if each.body})
    return [(each, bodies[each.body].name if each.body in bodies else "") for each in found]
