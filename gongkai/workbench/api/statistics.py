"""Statistics as of a date: a period's figures, and the year's tables of requests and challenges, each figure
open to its cases."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema

from gongkai.casework import listing
from gongkai.casework.queries import bodies_seen_by
from gongkai.casework.queries.statistics import Overview, position_on, visible_bodies
from gongkai.casework.queries.statistics import overview as overview_of
from gongkai.core.counts import Period
from gongkai.core.forms import Form
from gongkai.foundation import rulebook
from gongkai.foundation.interface.clocks import BodyOut
from gongkai.foundation.interface.fields import Code, Day
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, nothing, words
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.rulebook.questions import NoSuchFormError
from gongkai.foundation.tokens.scopes import Scope
from gongkai.reporting.counts import case_table, cell_counts, rows_behind
from gongkai.workbench.api.door import SAYS_NO, Call, acting
from gongkai.workbench.api.lists import EITHER, kind_of_file, taken_away

FIRST_YEAR, LAST_YEAR = 2008, 2100

router = Router(tags=["statistics"])


class AsOf(Schema):
    """`as_of`: what was known at the end of that day, today when left out. `body`: one body by its code;
    without it all that the person sees, summed."""

    as_of: Day | None = None
    body: Code = ""


class FigureOut(Schema):
    cell: str
    label: str
    value: int


class TableOut(Schema):
    """`position` is that of the ledger: the same position gives the same figures for ever. `silent`: bodies
    that don't keep their cases here, of which nothing is known."""

    form: str
    year: int
    as_of: date
    position: int
    bodies: list[BodyOut]
    silent: list[BodyOut]
    figures: list[FigureOut]


class BehindOut(Schema):
    """A row of a register behind a figure: its kind and number, and for a case how to fetch it."""

    type: str
    id: str
    body: str
    label: str
    amount: int
    case: int | None


class OverviewIn(AsOf):
    """The period, both days included; the year so far when left out."""

    first: Day | None = None
    last: Day | None = None


class OverviewFigureOut(Schema):
    """`names`: the counts it is the sum of."""

    label: str
    names: list[str]
    value: int


class SectionOut(Schema):
    title: str
    total: int
    figures: list[OverviewFigureOut]


class OverviewOut(Schema):
    """`position` as in the table. `on_time_rate`: in thousandths of what was closed, null where nothing was.
    `fees_fen`: money paid."""

    first: date
    last: date
    as_of: date
    position: int
    bodies: list[BodyOut]
    sections: list[SectionOut]
    on_time_rate: int | None
    fees_fen: int


@router.get(
    "/statistics/overview", response={200: OverviewOut, **SAYS_NO}, summary="期间统计", url_name="overview",
)  # fmt: skip
def overview(request: HttpRequest, asked: Query[OverviewIn]) -> Any:
    """What was received, decided and contested in the period, as the ledger knew it at the end of `as_of`."""
    call = acting(request, Scope.STATISTICS_READ)
    found = _overview(call, asked)
    known = organisations.latest_bodies(found.bodies)
    return {
        "first": found.period.start, "last": found.period.end - timedelta(days=1),
        "as_of": asked.as_of or call.today, "position": found.position,
        "bodies": [known[body] for body in found.bodies],
        "sections": [
            {
                "title": words(section.title), "total": section.total,
                "figures": [
                    {"label": words(each.label), "names": each.names, "value": each.value}
                    for each in section.figures
                ],
            }
            for section in found.sections
        ],
        "on_time_rate": found.on_time_rate, "fees_fen": found.fees_fen,
    }  # fmt: skip


@router.get(
    "/statistics/overview.{kind}", response={200: bytes, **SAYS_NO}, summary="期间统计（CSV、XLSX）",
    url_name="list_overview", openapi_extra=EITHER,
)  # fmt: skip
def overview_file(request: HttpRequest, asked: Query[OverviewIn], kind: str = kind_of_file()) -> Any:
    """The same figures, a line each."""
    call = acting(request, Scope.STATISTICS_READ)
    return taken_away(listing.statistics_table(_overview(call, asked)), "statistics", kind)


def _overview(call: Call, asked: OverviewIn) -> Overview:
    last = asked.last or call.today
    first = asked.first or date(last.year, 1, 1)
    if last < first:
        raise ProblemError(UNPROCESSABLE, _("last 不能早于 first。"))
    period = Period(first, last + timedelta(days=1))
    bodies = _bodies(call, asked.body)
    return overview_of(call.actor, bodies, period, call.today, position_on(asked.as_of or call.today))


_YEAR = Path(..., ge=FIRST_YEAR, le=LAST_YEAR)


@router.get(
    "/statistics/{year}", response={200: TableOut, **SAYS_NO}, summary="年度统计表", url_name="statistics",
)  # fmt: skip
def table(request: HttpRequest, asked: Query[AsOf], year: int = _YEAR) -> Any:
    """The cells of the annual report's form that come from cases (tables three and four of the forms since
    2019, sections three to six of that of 2014), totals included."""
    call = acting(request, Scope.STATISTICS_READ)
    form, day = _form(year), asked.as_of or call.today
    found = case_table(form, year, _bodies(call, asked.body), position_on(day))
    known = organisations.latest_bodies({*found.bodies, *found.silent})
    return {
        "form": form.code, "year": year, "as_of": day, "position": found.position,
        "bodies": [known[body] for body in found.bodies],
        "silent": [known[body] for body in found.silent],
        "figures": [
            {"cell": code, "label": form.cells[code].label, "value": int(cell.value or 0)}
            for code, cell in found.cells.items()
        ],
    }  # fmt: skip


@router.get(
    "/statistics/{year}/cells/{cell}",
    response={200: list[BehindOut], **SAYS_NO},
    summary="一个数背后的案件",
    url_name="behind",
)
def behind(request: HttpRequest, asked: Query[AsOf], cell: Code, year: int = _YEAR) -> Any:
    """What a counted cell is the sum of, body by body."""
    call = acting(request, Scope.STATISTICS_READ)
    form, position = _form(year), position_on(asked.as_of or call.today)
    if cell not in cell_counts(form.code):
        raise nothing()
    bodies = _bodies(call, asked.body)
    known = organisations.latest_bodies(bodies)
    return [
        {
            "type": row.subject[0], "id": row.subject[1], "body": known[body].code, "label": row.label,
            "amount": row.amount, "case": int(row.opens[1]) if row.opens and row.opens[0] == "case" else None,
        }
        for body in bodies
        for row in rows_behind(form, year, body, cell, position)
    ]  # fmt: skip


def _form(year: int) -> Form:
    try:
        return rulebook.form_for(year)
    except NoSuchFormError:
        raise ProblemError(UNPROCESSABLE, _("这个年度没有规定的年报统计格式。")) from None


def _bodies(call: Call, code: str) -> tuple[int, ...]:
    """Those the person sees; the one asked for, if it is among them."""
    if not code:
        return tuple(sorted(bodies_seen_by(call.actor, call.today)))
    try:
        body = organisations.body_by_code(code, call.today).id
    except organisations.NoSuchBodyError:
        raise nothing() from None
    seen = visible_bodies(call.actor, [body], call.today)
    if not seen:
        raise nothing()
    return seen
