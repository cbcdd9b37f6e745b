"""Lists to take away: what a screen shows, as CSV or XLSX, personal data masked."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from gongkai.casework.listing import (
    CSV,
    XLSX,
    advice_table,
    as_csv,
    as_xlsx,
    cases_table,
    challenges_table,
    deadlines_table,
    inquiries_table,
    opinions_table,
    statistics_table,
    tasks_table,
)
from gongkai.casework.queries import due_dates
from gongkai.foundation.organisations.roles import Actor
from gongkai.workbench.cases.desk import SEEING
from gongkai.workbench.cases.figures import figures_asked_for
from gongkai.workbench.cases.lists import asked_for, narrowed
from gongkai.workbench.shell import StaffRequest, staff_view

_OTHERS: Mapping[str, tuple[object, Callable[[Actor, date], Any]]] = {
    "deadlines": (gettext_lazy("期限"), lambda actor, day: deadlines_table(due_dates(actor, day))),
    "challenges": (gettext_lazy("复议诉讼投诉"), challenges_table),
    "advice": (gettext_lazy("工作建议"), advice_table),
    "tasks": (gettext_lazy("主动公开任务"), tasks_table),
    "inquiries": (gettext_lazy("协查"), inquiries_table),
    "opinions": (gettext_lazy("征求意见"), opinions_table),
}
_FORMS = {"csv": (as_csv, CSV), "xlsx": (as_xlsx, XLSX)}


@require_GET
@staff_view(*SEEING)
def cases(request: StaffRequest, form: str) -> HttpResponse:
    """The cases the list was narrowed to."""
    staff = request.staff
    found = narrowed(staff, asked_for(request.GET))
    return _given(cases_table(staff.actor, staff.today, found), form, _("办件"))


@require_GET
@staff_view(*SEEING)
def other(request: StaffRequest, what: str, form: str) -> HttpResponse:
    """Everything of one kind that the person sees."""
    if what not in _OTHERS:
        raise Http404
    name, table = _OTHERS[what]
    return _given(table(request.staff.actor, request.staff.today), form, str(name))


@require_GET
@staff_view(*SEEING)
def statistics(request: StaffRequest, form: str) -> HttpResponse:
    """The figures of the period that the page shows."""
    _asked, found = figures_asked_for(request)
    return _given(statistics_table(found), form, _("统计"))


def _given(table: Any, form: str, name: str) -> HttpResponse:
    """Streamed, however long the list."""
    if form not in _FORMS:
        raise Http404
    write, media_type = _FORMS[form]
    response = StreamingHttpResponse(write(table), content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return cast(HttpResponse, response)
