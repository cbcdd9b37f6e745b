"""Lists to take away: what a screen shows, as CSV or XLSX, personal data masked."""

from typing import Any, cast
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
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
)
from gongkai.casework.queries import due_dates
from gongkai.workbench.cases.desk import SEEING
from gongkai.workbench.cases.lists import asked_for, narrowed
from gongkai.workbench.shell import StaffRequest, staff_view

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
    """Deadlines, challenges, advice."""
    actor, day = request.staff.actor, request.staff.today
    if what == "deadlines":
        return _given(deadlines_table(due_dates(actor, day)), form, _("期限"))
    if what == "challenges":
        return _given(challenges_table(actor, day), form, _("复议诉讼投诉"))
    if what == "advice":
        return _given(advice_table(actor, day), form, _("工作建议"))
    raise Http404


def _given(table: Any, form: str, name: str) -> HttpResponse:
    """Streamed, however long the list."""
    if form not in _FORMS:
        raise Http404
    write, media_type = _FORMS[form]
    response = StreamingHttpResponse(write(table), content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return cast(HttpResponse, response)
