"""The annual report's tables of requests and challenges as of a day, each figure opening to its cases."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework.queries import bodies_seen_by, cards, cases_visible_to
from gongkai.casework.queries.statistics import position_on
from gongkai.core.forms import Form, Table
from gongkai.core.report.layout import printed_table
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.rulebook.questions import NoSuchFormError
from gongkai.reporting.counts import CaseTable, case_table, cell_counts, rows_behind
from gongkai.workbench.cases.desk import SECTION, SEEING, crumbs
from gongkai.workbench.cases.lists import day_of, number
from gongkai.workbench.cases.words import state_name
from gongkai.workbench.returns.layout import NO_WORDING, is_list
from gongkai.workbench.shell import StaffRequest, page, staff_view

FIRST_YEAR, LAST_YEAR = 2008, 2100
SHOWN = 300


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest) -> HttpResponse:
    """The form of the year, filled with what the ledger knew at the end of a day."""
    staff = request.staff
    year = number(request.GET.get("year", "")) or staff.today.year
    form = _form(year)
    as_of, bodies, asked = _asked(request)
    found = case_table(form, year, bodies, position_on(as_of))
    return page(
        request, "workbench/cases/table.html", SECTION, year=year, form=form, found=found, asked=asked,
        as_of=as_of, layouts=[_layout(form, each, found) for each in form.tables if _counts(each, found)],
        opens=cell_counts(form.code), kept=urlencode(asked),
        years=range(staff.today.year, FIRST_YEAR - 1, -1),
        bodies=organisations.latest_bodies(bodies_seen_by(staff.actor, staff.today)),
        silent=organisations.latest_bodies(found.silent).values(),
        crumbs=crumbs(_back(), (_("年报格式"), "")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def cell(request: StaffRequest, year: int, cell: str) -> HttpResponse:
    """The cases one figure is the sum of."""
    form = _form(year)
    if cell not in cell_counts(form.code):
        raise Http404
    as_of, bodies, asked = _asked(request)
    position = position_on(as_of)
    rows = [row for body in bodies for row in rows_behind(form, year, body, cell, position)]
    numbers = [int(row.opens[1]) for row in rows if row.opens and row.opens[0] == "case"]
    staff = request.staff
    found = cards(cases_visible_to(staff.actor, staff.today).filter(pk__in=numbers).order_by("pk")[:SHOWN])
    table = f"{reverse('workbench:case_table')}?{urlencode({**asked, 'year': str(year)})}"
    return page(
        request, "workbench/cases/behind.html", SECTION, title=form.cells[cell].label, count=len(rows),
        rows=[(card, state_name(card.kind, card.state)) for card in found],
        crumbs=crumbs(_back(), (_("年报格式"), table), (_("明细"), "")),
    )  # fmt: skip


def _back() -> tuple[str, str]:
    return _("统计"), reverse("workbench:case_statistics")


def _form(year: int) -> Form:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    try:
        return rulebook.form_for(year)
    except NoSuchFormError:
        raise Http404 from None


def _asked(request: StaffRequest) -> tuple[date, list[int], dict[str, str]]:
    """As of which day, which bodies, and both as they stand in the address."""
    today = request.staff.today
    as_of = day_of(request.GET.get("as_of", "")) or today
    seen = bodies_seen_by(request.staff.actor, today)
    body = number(request.GET.get("body", ""))
    asked = {"as_of": as_of.isoformat()}
    if body is not None and body in seen:
        return as_of, [body], {**asked, "body": str(body)}
    return as_of, sorted(seen), asked


def _counts(table: Table, found: CaseTable) -> bool:
    """Whether anything of the table comes from cases."""
    return any(found.form.cells[code].table == table.code for code in found.cells)


def _layout(form: Form, table: Table, found: CaseTable) -> dict[str, Any]:
    """A printed grid, or the counted lines of a list form."""
    if is_list(table):
        lines = [
            (code, form.cells[code].label) for code in found.cells if form.cells[code].table == table.code
        ]
        return {"title": table.title, "lines": lines}
    cells = dict(found.cells)
    return {"title": table.title, "grid": printed_table(form, table.code, cells, NO_WORDING)}
