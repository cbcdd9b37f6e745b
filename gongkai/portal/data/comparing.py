"""Comparing: places, years, bodies or any other columns of a data set beside each other, as the reader
chooses."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.schema import (
    Across,
    Aggregate,
    Chart,
    ChartKind,
    Column,
    ColumnType,
    DataSet,
    Part,
    Upward,
)
from gongkai.core.messages import N_, Message
from gongkai.disclosure.partitions import NUMERIC
from gongkai.disclosure.queries.asking import AskedError, public_columns
from gongkai.disclosure.queries.summary import BODY, is_publisher, summary
from gongkai.foundation.look.declared import translated
from gongkai.portal.data import charts
from gongkai.portal.data.asked import read
from gongkai.portal.data.cells import TIMES
from gongkai.portal.data.shell import cached, card_at, names_on, of_set, page, today

PARTS = {Part.YEAR: N_("年"), Part.QUARTER: N_("季度"), Part.MONTH: N_("月"), Part.WEEK: N_("周")}
_PART = re.compile(r"(year|quarter|month|week)\((\w+)\)")
_GROUPED = frozenset({
    ColumnType.STRING, ColumnType.DIVISION, ColumnType.BODY, ColumnType.BOOLEAN, ColumnType.YEAR,
    ColumnType.YEARMONTH, ColumnType.QUARTER, ColumnType.DATE,
})  # fmt: skip
_FITTING = {
    ColumnType.DATE: tuple(PARTS), ColumnType.DATETIME: tuple(PARTS), ColumnType.YEARMONTH: (Part.YEAR,),
    ColumnType.QUARTER: (Part.YEAR,),
}  # fmt: skip


@require_GET
@cached
def compare(request: HttpRequest, name: str) -> HttpResponse:
    """Without a choice: the years beside each other, each place or body a line."""
    day = today()
    card, names = card_at(name, day), names_on(day)
    data_set = card.data_set
    codes = {each.code: pk for pk, each in names.bodies.items()}
    wish = read(request.GET, data_set, day, codes)
    data_set = translated(data_set)
    xs, measures, lines = _across(data_set), _measures(data_set), _lines(data_set)
    x = _one(request.GET.get("x", ""), xs, _usual_x(data_set, xs))
    by = _one(request.GET.get("apart", ""), lines, _usual_by(data_set, x, lines))
    y = _one(request.GET.get("y", ""), measures, _usual_y(data_set, measures))
    figure, faults = None, wish.faults
    if not faults:
        try:
            chart = _chart(data_set, x, y, by)
            found = summary(data_set, chart.x, chart.y, chart.by, wish.asked)
            figure = charts.figure(data_set, chart, found, names)
        except AskedError as error:
            faults = (error.message,)
    return page(
        request, "compare", of_set(card), (_("比较"), ""), status=400 if faults else 200, card=card,
        data_set=data_set, wish=wish, xs=_said(xs), measures=_said(measures), lines=_said(lines), x=x, y=y,
        by=by, figure=figure, faults=faults,
    )  # fmt: skip


def _chart(data_set: DataSet, x: str, y: str, by: str) -> Chart:
    part = _PART.fullmatch(x)
    across = Across(part[2], Part(part[1])) if part else Across(x)
    aggregate, _bracket, column = y.rstrip(")").partition("(")
    upward = Upward(Aggregate(aggregate), column)
    is_time = not is_publisher(data_set, across.column) and data_set.column(across.column).type in TIMES
    kind = ChartKind.LINE if is_time and by else ChartKind.BAR
    return Chart(kind, across, upward, by if by != across.column else "")


def _across(data_set: DataSet) -> dict[str, Message | str]:
    """What may run across, by how the address says it."""
    found: dict[str, Message | str] = {BODY: Message(N_("公布单位"))}
    for column in public_columns(data_set):
        for part in _FITTING.get(column.type, ()):
            values = {"column": column.title, "part": Message(PARTS[part])}
            found[f"{part.value}({column.name})"] = Message(N_("{column}（按{part}）"), values)
        if _is_grouped(column):
            found[column.name] = column.title
    return found


def _lines(data_set: DataSet) -> dict[str, Message | str]:
    """What may be drawn apart."""
    found: dict[str, Message | str] = {"": Message(N_("不分")), BODY: Message(N_("公布单位"))}
    return found | {each.name: each.title for each in public_columns(data_set) if _is_grouped(each)}


def _is_grouped(column: Column) -> bool:
    return column.type in _GROUPED and not column.unique


def _measures(data_set: DataSet) -> dict[str, Message | str]:
    found: dict[str, Message | str] = {"count": Message(N_("行数"))}
    for column in public_columns(data_set):
        if column.type in NUMERIC and column.type is not ColumnType.YEAR:
            for aggregate, words in charts.AGGREGATES.items():
                values = {"column": column.title, "aggregate": Message(words)}
                found[f"{aggregate.value}({column.name})"] = Message(N_("{column}{aggregate}"), values)
    return found


def _usual_x(data_set: DataSet, xs: dict[str, Any]) -> str:
    """The year of what the declaration compares by."""
    period = data_set.presentation.period
    return next((each for each in (f"year({period})", period) if each in xs), next(iter(xs)))


def _usual_by(data_set: DataSet, x: str, lines: dict[str, Any]) -> str:
    places = (each.name for each in data_set.columns if each.type is ColumnType.DIVISION)
    chart = data_set.presentation.chart
    wanted = (*places, *((chart.by,) if chart and chart.by else ()))
    return next((each for each in wanted if each in lines and each != x), "")


def _usual_y(data_set: DataSet, measures: dict[str, Any]) -> str:
    chart = data_set.presentation.chart
    if chart is None:
        return "count"
    said = f"{chart.y.aggregate.value}({chart.y.column})" if chart.y.column else "count"
    return said if said in measures else "count"


def _one(said: str, known: dict[str, Any], usual: str) -> str:
    return said if said and said in known else usual


def _said(known: dict[str, Message | str]) -> list[tuple[str, Message | str]]:
    return list(known.items())
