"""Rows added up for charts, tables beside them, and comparison of years and bodies.

Small data sets are added up by the database, large ones by DuckDB over their files (`series`). Of a series a
correction shows after the next rewrite of the file; any other is asked in its files only while they hold what
the table holds.
"""

import os
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from threading import Lock
from typing import Any

from django.db import connection

from gongkai.core.disclosure.schema import Across, Aggregate, Chart, Column, ColumnType, DataSet, Part, Upward
from gongkai.core.messages import N_, Message
from gongkai.disclosure import series
from gongkai.disclosure.partitions import NUMERIC
from gongkai.disclosure.queries.asking import EVERYTHING, Asked, AskedError, askable, where
from gongkai.disclosure.series.asking import where as where_in_files
from gongkai.disclosure.series.types import name_of

MOST_POINTS = 5_000
BODY = "body"
"""Instead of a column: by whose rows they are. A data set with a column of this name means the column."""
_TIMES = {
    Part.YEAR: ("year", "%Y"), Part.QUARTER: ("quarter", "%Y"), Part.MONTH: ("month", "%Y-%m"),
    Part.WEEK: ("week", "%G-W%V"), Part.DAY: ("day", "%Y-%m-%d"),
}  # fmt: skip
_KEPT = 16  # answers from files


@dataclass(frozen=True, slots=True)
class Point:
    """One value of the drawing. `by`: of which line or colour, "" for the only one. Money is in fen."""

    x: str
    by: str
    value: int | Decimal | float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """`as_of`: the release time the figures are of, where they come from files; None: of this moment."""

    points: tuple[Point, ...]
    as_of: datetime | None = None
    cut: bool = False

    def by_x(self) -> Mapping[str, Mapping[str, int | Decimal | float | None]]:
        """x → by → value, in order: the table beside the chart."""
        table: dict[str, dict[str, int | Decimal | float | None]] = {}
        for each in self.points:
            table.setdefault(each.x, {})[each.by] = each.value
        return table


_known: OrderedDict[tuple[object, ...], Summary] = OrderedDict()
_lock = Lock()


def of_chart(data_set: DataSet, chart: Chart, asked: Asked = EVERYTHING) -> Summary:
    """The declared chart of the rows asked for. Raises AskedError."""
    return summary(data_set, chart.x, chart.y, chart.by, asked)


def summary(data_set: DataSet, x: Across, y: Upward, by: str = "", asked: Asked = EVERYTHING) -> Summary:
    """Rows grouped by `x` and `by`, each group added up as `y` says. Raises AskedError."""
    for name in (x.column, by, y.column):
        if name and not is_publisher(data_set, name):
            askable(data_set, name)
    if y.column and data_set.column(y.column).type not in NUMERIC:
        raise AskedError(y.column, Message(N_("“{name}”不是数字，不能汇总。"), {"name": y.column}))
    if data_set.series:
        found = series.manifest(data_set.name, asked.as_of)
    else:
        found = series.exact(data_set, asked.as_of) if not asked.text else None
    if found is not None:
        return _of_files(data_set, found, (x, y, by), asked)
    return _of_rows(data_set, (x, y, by), asked)


def is_publisher(data_set: DataSet, name: str) -> bool:
    """Does the name mean whose rows they are, and no column?"""
    return name == BODY and BODY not in data_set.names


def _of_rows(data_set: DataSet, axes: tuple[Across, Upward, str], asked: Asked) -> Summary:
    x, y, by = axes
    sql = where(data_set, asked)
    across = (
        _part_of_text(x, f"(content ->> '{x.column}')")
        if not is_publisher(data_set, x.column)
        else "body_id::text"
    )
    apart = "''" if not by else "body_id::text" if is_publisher(data_set, by) else f"(content ->> '{by}')"
    upward = _added_up(y, f"(content ->> '{y.column}')::numeric")
    groups = (
        f"SELECT {across} AS x, {apart} AS apart, {upward} AS y FROM disclosure_row WHERE {sql.text}"
        " GROUP BY x, apart"
    )
    with connection.cursor() as cursor:
        cursor.execute(_listed(groups), sql.values)
        rows = cursor.fetchall()
        if is_cut := len(rows) > MOST_POINTS:
            cursor.execute(_listed(groups, only=_fitting()), sql.values)
            rows = cursor.fetchall()
    return _points(rows, None, is_cut)


def _of_files(
    data_set: DataSet, found: series.Manifest, axes: tuple[Across, Upward, str], asked: Asked
) -> Summary:
    """The files of a manifest stay as they are, so the newest answers are kept."""
    key = (data_set.name, axes, repr(asked), _mark_of(found))
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    summed = _added_up_in_files(data_set, found, axes, asked)
    with _lock:
        _known[key] = summed
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return summed


def forget() -> None:
    """Add everything up anew."""
    with _lock:
        _known.clear()


def _mark_of(found: series.Manifest) -> tuple[tuple[str, int], ...]:
    """Its files and when each was written: what is erased is written anew under the same name."""
    return tuple((each, os.stat(each).st_mtime_ns) for each in found.files)


def _added_up_in_files(
    data_set: DataSet, found: series.Manifest, axes: tuple[Across, Upward, str], asked: Asked
) -> Summary:
    """Grouped by what the file holds, and only then written as text, which costs as much as all the rest when
    it is done row by row."""
    x, y, by = axes
    sql = where_in_files(data_set, asked)
    across, written = _part_of_time(data_set, x)
    apart = _as_text(data_set, by, "apart") if by else "apart"
    groups = (
        f"SELECT {across} AS x, {_name(data_set, by) or "''"} AS apart,"
        f" {_added_up(y, _name(data_set, y.column))} AS y FROM {{rows}} WHERE {sql.text} GROUP BY ALL"
    )
    rows = series.ask(found, _listed(groups, written, apart), sql.values)
    if is_cut := len(rows) > MOST_POINTS:
        rows = series.ask(found, _listed(groups, written, apart, _fitting()), sql.values)
    return _points(rows, found.at, is_cut)


def _listed(groups: str, x: str = "x", apart: str = "apart", only: str = "") -> str:
    """The groups in order, one more than are shown."""
    return (
        f"WITH groups AS ({groups}) SELECT {x} AS x, {apart} AS apart, y FROM groups {only}"
        f" ORDER BY 1, 2 LIMIT {MOST_POINTS + 1}"
    )


def _fitting() -> str:
    """Of too many groups the biggest lines, each from end to end, and not the first days of all."""
    return f"""WHERE apart IN (SELECT apart FROM groups GROUP BY apart ORDER BY sum(y) DESC NULLS LAST, apart
        LIMIT (SELECT CAST(greatest(floor({MOST_POINTS} / count(DISTINCT x)), 1) AS BIGINT) FROM groups))"""


def _points(rows: list[tuple[Any, ...]], as_of: datetime | None, is_cut: bool) -> Summary:
    points = tuple(Point(x or "", by or "", value) for x, by, value in rows[:MOST_POINTS])
    return Summary(points, as_of, is_cut)


def _name(data_set: DataSet, column: str) -> str:
    if column and is_publisher(data_set, column):
        return '"body"'
    return name_of(data_set, data_set.column(column)) if column else ""


def _added_up(y: Upward, value: str) -> str:
    names = {
        Aggregate.SUM: "sum", Aggregate.AVERAGE: "avg", Aggregate.MINIMUM: "min", Aggregate.MAXIMUM: "max",
        Aggregate.VALUE: "max",
    }  # fmt: skip
    return "count(*)" if y.aggregate is Aggregate.COUNT else f"{names[y.aggregate]}({value})"


def _part_of_text(x: Across, said: str) -> str:
    """The part of a canonical date, which is text."""
    if x.part in (Part.YEAR, Part.MONTH, Part.DAY):
        return f"left({said}, { ({Part.YEAR: 4, Part.MONTH: 7, Part.DAY: 10}[x.part]) })"
    if x.part is Part.QUARTER:
        return f"left({said}, 4) || '-Q' || ((substr({said}, 6, 2)::int + 2) / 3)"
    if x.part is Part.WEEK:
        return f"to_char(left({said}, 10)::date, 'IYYY-\"W\"IW')"
    return said


def _part_of_time(data_set: DataSet, x: Across) -> tuple[str, str]:
    """What is grouped by, and the group `x` as text."""
    said = _name(data_set, x.column)
    if is_publisher(data_set, x.column) or x.part is Part.WHOLE:
        return said, _as_text(data_set, x.column, "x")
    if not _is_time(data_set.column(x.column)):
        return _part_of_text(x, f"CAST({said} AS VARCHAR)"), "x"
    unit, form = _TIMES[x.part]
    quarter = " || '-Q' || quarter(x)" if x.part is Part.QUARTER else ""
    return f"date_trunc('{unit}', {said})", f"strftime(x, '{form}'){quarter}"


def _as_text(data_set: DataSet, column: str, said: str) -> str:
    """As the table of record writes it."""
    if not is_publisher(data_set, column) and data_set.column(column).type is ColumnType.DATETIME:
        return f"strftime({said}, '%Y-%m-%dT%H:%M:%S')"
    return f"CAST({said} AS VARCHAR)"


def _is_time(column: Column) -> bool:
    return column.type.value in ("date", "datetime")
