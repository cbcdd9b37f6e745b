"""Charts of data sets as SVG drawn on the server, each with the same figures as a table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.core.disclosure.schema import (
    Across,
    Aggregate,
    Chart,
    ChartKind,
    ColumnType,
    DataSet,
    Part,
    Upward,
)
from gongkai.core.messages import N_
from gongkai.disclosure.queries.summary import Summary, is_publisher
from gongkai.disclosure.wording import money_of, plain_number, unit_of
from gongkai.foundation.look.declared import word
from gongkai.portal.data.cells import TIMES, grouped, words
from gongkai.portal.data.shell import Names
from gongkai.reporting.printing.charts import FAMILY, INK, LINE, QUIET, SYMBOLS, Drawing, drawn

COLOURS = ("#0f4a5a", "#b4541a", "#3f7d4e", "#6b4c9a", "#8a6d00", "#a3261c", "#2f6f9f", "#5b5b5b")
STROKES = ("solid", "dashed", "dotted")
MOST_LINES = len(COLOURS)
MOST_BARS = 30
LABELLED = 24  # points up to which each says its figure
WIDTH, PIE_WIDTH = 720, 520  # a pie is seen whole on a phone
AGGREGATES = {
    Aggregate.SUM: N_("合计"), Aggregate.AVERAGE: N_("平均"), Aggregate.MINIMUM: N_("最小"),
    Aggregate.MAXIMUM: N_("最大"),
}  # fmt: skip
_APART = frozenset({Aggregate.AVERAGE, Aggregate.MINIMUM, Aggregate.MAXIMUM})
type Number = int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table. `rows`: (words across, figures as people read them). `left_out`: how many lines
    or bars only the table has. `cut`: not even the table has all."""

    title: str
    unit: str
    svg: SafeString
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    left_out: int
    cut: bool
    summary: Summary
    is_round: bool


@dataclass(frozen=True, slots=True)
class _Grid:
    """Figures in the shown unit, by place across and by name of the line. `adds_up`: together they are
    something, as averages are not."""

    across: tuple[str, ...]
    names: tuple[str, ...]
    values: Mapping[tuple[str, str], Number]
    is_time: bool
    adds_up: bool = True

    @property
    def is_whole(self) -> bool:
        """Nothing but whole numbers: half a case is not on the axis either."""
        return all(each is None or each == int(each) for each in self.values.values())


def figure(data_set: DataSet, chart: Chart, found: Summary, names: Names) -> Figure | None:
    """The chart of what was found; None when there is nothing to draw."""
    if not found.points:
        return None
    found_at = _grid(data_set, chart, found, names)
    grid = _turned(found_at)
    title = chart.title or title_of(data_set, chart.x, chart.y)
    if grid is not found_at:
        title = f"{title} · {found_at.across[0]}"
    kind = ChartKind.BAR if len(found_at.across) == 1 and chart.kind is ChartKind.LINE else chart.kind
    shown = _drawable(grid, kind)
    heads = [name or measure(data_set, chart.y) for name in grid.names]
    rows = [(each, [written(grid.values.get((each, name))) for name in grid.names]) for each in grid.across]
    left_out = len(grid.names) - len(shown.names) or len(grid.across) - len(shown.across)
    alt = _alt(title, shown)
    is_round = kind is ChartKind.PIE
    width = PIE_WIDTH if is_round else WIDTH
    drawing = Drawing(json.dumps(_option(shown, kind, alt)), width, _height(shown, kind), title, alt)
    (svg,) = drawn((drawing,))
    unit = _unit(data_set, chart.y)
    return Figure(
        title,
        "" if f"（{unit}" in title else unit,
        mark_safe(svg),
        heads,
        rows,
        left_out,
        found.cut,
        found,
        is_round,
    )


def title_of(data_set: DataSet, x: Across, y: Upward) -> str:
    across = _("单位") if is_publisher(data_set, x.column) else data_set.column(x.column).title
    return _("按{across}：{measure}").format(across=across, measure=measure(data_set, y))


def measure(data_set: DataSet, y: Upward) -> str:
    """What is added up, in words: 行数, 罚款金额合计."""
    if y.aggregate is Aggregate.COUNT:
        return _("行数")
    said = data_set.column(y.column).title
    if y.aggregate not in AGGREGATES:
        return said
    return _("{column}{aggregate}").format(column=said, aggregate=_(AGGREGATES[y.aggregate]))


def written(value: Number) -> str:
    """With at most two decimals."""
    if value is None:
        return ""
    return grouped(plain_number(round(Decimal(str(value)), 2)))


def _unit(data_set: DataSet, y: Upward) -> str:
    return word(unit_of(data_set.column(y.column))) if y.column else ""


def _grid(data_set: DataSet, chart: Chart, found: Summary, names: Names) -> _Grid:
    across: dict[str, None] = {}
    lines: dict[str, None] = {}
    values: dict[tuple[str, str], Number] = {}
    for point in found.points:
        x = _said(data_set, chart.x.column, point.x, names, whole=chart.x.part is Part.WHOLE)
        by = _said(data_set, chart.by, point.by, names) if chart.by else ""
        across[x], lines[by] = None, None
        values[x, by] = _shown(data_set, chart.y, point.value)
    is_time = not is_publisher(data_set, chart.x.column) and data_set.column(chart.x.column).type in TIMES
    return _Grid(tuple(across), tuple(lines), values, is_time, _adds_up(data_set, chart.y))


def _adds_up(data_set: DataSet, y: Upward) -> bool:
    percent = y.column and data_set.column(y.column).type is ColumnType.PERCENT
    return y.aggregate not in _APART and not percent


def _turned(grid: _Grid) -> _Grid:
    """Many lines at one place are compared as bars beside each other."""
    if len(grid.across) != 1 or len(grid.names) == 1:
        return grid
    values = {(name, x): value for (x, name), value in grid.values.items()}
    return replace(grid, across=grid.names, names=grid.across, values=values, is_time=False)


def _said(data_set: DataSet, column: str, value: str, names: Names, *, whole: bool = True) -> str:
    if is_publisher(data_set, column):
        return names.body(int(value)) if value.isdigit() else ""
    if not value:
        return _("未填")
    if not whole:
        return value
    of = data_set.column(column)
    if of.type is ColumnType.BOOLEAN:
        return _("是") if value == "true" else _("否")
    return words(of, value, names) if of.type not in (ColumnType.MONEY, ColumnType.YEAR) else value


def _shown(data_set: DataSet, y: Upward, value: Any) -> Number:
    """Fen become the unit shown."""
    if value is None or not y.column or data_set.column(y.column).type is not ColumnType.MONEY:
        return value
    return money_of(data_set.column(y.column), int(value))


def _drawable(grid: _Grid, kind: ChartKind) -> _Grid:
    """The biggest lines and bars, as many as an eye can tell apart."""
    names, across = grid.names, grid.across
    if len(names) > MOST_LINES:
        names = _biggest(names, lambda name: [grid.values.get((each, name)) for each in across], MOST_LINES)
    if len(across) > MOST_BARS and kind is not ChartKind.LINE and not grid.is_time:
        across = _biggest(across, lambda each: [grid.values.get((each, name)) for name in names], MOST_BARS)
    return replace(grid, across=across, names=names)


def _biggest(keys: Sequence[str], values: Any, most: int) -> tuple[str, ...]:
    ranked = sorted(keys, key=lambda key: -sum(float(each or 0) for each in values(key)))[:most]
    return tuple(key for key in keys if key in set(ranked))


def _lies(grid: _Grid, kind: ChartKind) -> bool:
    """Bars lie down where names stand beside them; along time they stand."""
    return kind is ChartKind.BAR and not grid.is_time


def _height(grid: _Grid, kind: ChartKind) -> int:
    if kind is ChartKind.PIE:
        return 320
    legend = 28 * (1 + len(grid.names) // 5) if len(grid.names) > 1 else 0
    beside = 1 if grid.adds_up else len(grid.names)
    return legend + ((10 + 14 * beside) * max(len(grid.across), 2) + 24 if _lies(grid, kind) else 260)


def _option(grid: _Grid, kind: ChartKind, alt: str) -> Mapping[str, object]:
    several = len(grid.names) > 1
    base: dict[str, object] = {
        "animation": False,
        "aria": {
            "enabled": True,
            "label": {"description": alt},
            "decal": {"show": kind is not ChartKind.LINE},
        },
        "color": list(COLOURS),
        "textStyle": {"fontFamily": FAMILY, "color": INK},
        "legend": {"show": several, "top": 0, "textStyle": {"color": INK, "fontSize": 13}},
    }
    if kind is ChartKind.PIE:
        return {**base, "series": [_pie(grid)]}
    lies = _lies(grid, kind)
    amounts = {
        "type": "value", "axisLabel": {"color": QUIET, "fontSize": 12, "hideOverlap": True},
        "splitLine": {"lineStyle": {"color": LINE}}, **({"minInterval": 1} if grid.is_whole else {}),
    }  # fmt: skip
    categories = {
        "type": "category", "data": list(grid.across), "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": QUIET}},
        "axisLabel": {"color": INK, "fontSize": 13, "hideOverlap": not lies,
                      **({"interval": 0, "width": 200, "overflow": "truncate"} if lies else {})},
    }  # fmt: skip
    axes = {"xAxis": amounts, "yAxis": {**categories, "inverse": True}} if lies else {
        "xAxis": categories, "yAxis": amounts
    }  # fmt: skip
    top = 12 + (28 * (1 + len(grid.names) // 5) if several else 0)
    grid_box = {"left": 8, "right": 72 if lies else 24, "top": top, "bottom": 8, "containLabel": True}
    series = [_series(grid, name, at, kind, lies) for at, name in enumerate(grid.names)]
    return {**base, **axes, "grid": grid_box, "series": series}


def _series(grid: _Grid, name: str, at: int, kind: ChartKind, lies: bool) -> Mapping[str, object]:
    data = [_plain(grid.values.get((each, name))) for each in grid.across]
    few = len(grid.across) * len(grid.names) <= LABELLED
    one: dict[str, object] = {"name": name, "data": data}
    if kind is ChartKind.LINE:
        return {
            **one, "type": "line", "symbol": SYMBOLS[at % len(SYMBOLS)], "symbolSize": 8,
            "showSymbol": len(grid.across) <= 2 * LABELLED, "connectNulls": False,
            "lineStyle": {"width": 2.5, "type": STROKES[at % 3]},
            "label": {"show": few, "position": "top", "fontSize": 12, "color": INK},
        }  # fmt: skip
    piled = len(grid.names) > 1
    return {
        **one, "type": "bar", "barMaxWidth": 22, **({"stack": "all"} if piled and grid.adds_up else {}),
        "label": {"show": few and not piled, "position": "right" if lies else "top", "fontSize": 12,
                  "color": INK},
    }  # fmt: skip


def _pie(grid: _Grid) -> Mapping[str, object]:
    data = [{"name": each, "value": _plain(grid.values.get((each, grid.names[0])))} for each in grid.across]
    return {
        "type": "pie", "radius": ["0%", "68%"], "data": data,
        "label": {"color": INK, "fontSize": 16, "formatter": "{b}\n{d}%"},
    }  # fmt: skip


def _plain(value: Number) -> int | float | None:
    return None if value is None else value if isinstance(value, int) else round(float(value), 2)


def _alt(title: str, grid: _Grid) -> str:
    """In words: how much there is, the greatest; the figures stand in the table."""
    held = [
        (value, x, by) for (x, by), value in grid.values.items() if value is not None and x in grid.across
    ]
    if not held:
        return title
    most, x, by = max(held, key=lambda each: float(each[0]))
    told = _("{title}。最大的是{x}{by}：{value}。数字见表。")
    of = _("（{by}）").format(by=by) if by else ""
    return told.format(title=title, x=x, by=of, value=written(most))
