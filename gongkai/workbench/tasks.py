"""Background work as engineers read it."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation.tasks import queries
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

STATUSES = ("todo", "doing", "failed", "succeeded")


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
        heartbeat=queries.newest_heartbeat(), crumbs=[(_("后台任务"), "")],
    )  # fmt: skip
