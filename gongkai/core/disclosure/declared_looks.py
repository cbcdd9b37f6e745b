"""Form and presentation of a data set from the text of their declaration: they may name its columns only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from string import Formatter

from gongkai.core.disclosure.at import At
from gongkai.core.disclosure.declared_columns import DATED, NUMBERS, TEXTS
from gongkai.core.disclosure.schema import (
    Across,
    Aggregate,
    Chart,
    ChartKind,
    Column,
    ColumnType,
    Form,
    Group,
    Map,
    Part,
    Presentation,
    Shown,
    SortKey,
    Upward,
)
from gongkai.core.disclosure.written import ChartText, FormText, PresentationText
from gongkai.core.messages import N_

type Columns = Mapping[str, Column]

_ACROSS = re.compile(r"(?:(?P<part>year|quarter|month|week|day)\((?P<of>\w+)\)|(?P<whole>\w+))")
_UPWARD = re.compile(
    r"(?:(?P<count>count)(?:\(\))?|(?P<aggregate>sum|average|minimum|maximum)\((?P<of>\w+)\)|(?P<value>\w+))"
)
_SHAPES = frozenset({ColumnType.PLACE, ColumnType.GEOJSON})
_LONG = frozenset({ColumnType.TEXT, ColumnType.GEOJSON, ColumnType.PLACE})
_SEARCHED = TEXTS | {ColumnType.CREDIT_CODE, ColumnType.URL, ColumnType.DIVISION}


def read_form(text: FormText, columns: Columns, at: At) -> Form:
    """The groups as declared; one group of all columns where none is. Raises DeclarationError."""
    if not text.groups:
        return Form((Group("", tuple(columns)),))
    seen: set[str] = set()
    for place, group in enumerate(text.groups):
        here = at / "groups" / place / "columns"
        _known(group.columns, columns, here)
        for name in group.columns:
            if name in seen:
                raise here.refused(N_("列“{name}”在表单中写了两次"), name=name)
            seen.add(name)
    missing = [column.title for name, column in columns.items() if column.required and name not in seen]
    if missing:
        raise at.refused(N_("必填的列没有列入表单：{columns}"), columns="、".join(missing))
    return Form(text.groups)


def read_presentation(text: PresentationText, columns: Columns, at: At) -> Presentation:
    """Raises DeclarationError."""
    _lists(text, columns, at)
    sort = _sort(text.sort, columns, at / "sort")
    _page_title(text.page_title, columns, at / "page_title")
    if text.period:
        _known((text.period,), columns, at / "period")
        if columns[text.period].type not in DATED:
            raise (at / "period").refused(N_("列“{name}”不是日期，不能用来划分年份"), name=text.period)
    chart = _chart(text.chart, columns, at / "chart") if text.chart else None
    if text.map:
        _map(text.map, columns, at / "map")
    presentation = Presentation(
        text.list, text.page_title, sort, text.filters, text.search, text.period, chart, text.map
    )
    _refuse_revealing(presentation, columns, at)
    return presentation


def _lists(text: PresentationText, columns: Columns, at: At) -> None:
    for key, names in (("list", text.list), ("filters", text.filters), ("search", text.search)):
        _known(names, columns, at / key)
        _refuse_twice(names, at / key)
    if not text.list:
        raise (at / "list").refused(N_("列表至少显示一列"))
    for place, name in enumerate(text.search):
        if columns[name].type not in _SEARCHED:
            raise (at / "search" / place).refused(N_("列“{name}”不是文字，不能全文检索"), name=name)
    for place, name in enumerate(text.filters):
        if columns[name].type in _LONG:
            raise (at / "filters" / place).refused(N_("列“{name}”是长文字或者图形，不能用来筛选"), name=name)


def _refuse_twice(names: Sequence[str], at: At) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise (at / place).refused(N_("列“{name}”写了两次"), name=name)


def _refuse_long(name: str, columns: Columns, at: At) -> None:
    """What nobody can put in order or sort into heaps."""
    if columns[name].type in _LONG:
        raise at.refused(N_("列“{name}”是长文字或者图形，不能用来排序或者分组"), name=name)


def _known(names: Iterable[str], columns: Columns, at: At) -> None:
    for name in names:
        if name not in columns:
            raise at.refused(N_("没有名为“{name}”的列"), name=name)


def _sort(text: str, columns: Columns, at: At) -> tuple[SortKey, ...]:
    keys = [
        SortKey(name.removeprefix("-"), name.startswith("-")) for name in text.replace(" ", "").split(",")
    ]
    _known((key.column for key in keys), columns, at)
    for key in keys:
        _refuse_long(key.column, columns, at)
        if sum(each.column == key.column for each in keys) > 1:
            raise at.refused(N_("列“{name}”写了两次"), name=key.column)
    return tuple(keys)


def _page_title(text: str, columns: Columns, at: At) -> None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise at.refused(N_("页面标题的花括号不成对")) from None
    holes = [name for _, name, _, _ in parts if name is not None]
    _known(holes, columns, at)
    if any(form or conversion for _, _, form, conversion in parts):
        raise at.refused(N_("页面标题的花括号里只写列名"))
    for name in holes:
        if columns[name or ""].type is ColumnType.GEOJSON:
            raise at.refused(N_("列“{name}”是图形，不能用在标题里"), name=name)
    if not holes:
        raise at.refused(N_("页面标题至少引用一列，否则各行的标题都一样"))


def _chart(text: ChartText, columns: Columns, at: At) -> Chart:
    x = _across(text.x, columns, at / "x")
    y = _upward(text.y, columns, at / "y")
    if text.by:
        _known((text.by,), columns, at / "by")
        _refuse_long(text.by, columns, at / "by")
    if text.kind is ChartKind.PIE and text.by:
        raise (at / "by").refused(N_("饼图不能再按另一列分组"))
    return Chart(text.kind, x, y, text.by, text.title)


def _across(text: str, columns: Columns, at: At) -> Across:
    found = _ACROSS.fullmatch(text.replace(" ", ""))
    if found is None:
        raise at.refused(
            N_("横轴写成列名，或者 year、quarter、month、week、day 之一加括号，例如 month(decided_on)")
        )
    name = found["of"] or found["whole"]
    _known((name,), columns, at)
    _refuse_long(name, columns, at)
    if found["part"] and columns[name].type not in DATED:
        raise at.refused(N_("列“{name}”不是日期，不能按时间分组"), name=name)
    return Across(name, Part(found["part"]) if found["part"] else Part.WHOLE)


def _upward(text: str, columns: Columns, at: At) -> Upward:
    found = _UPWARD.fullmatch(text.replace(" ", ""))
    if found is None:
        raise at.refused(
            N_("纵轴写成 count、sum(列)、average(列)、minimum(列)、maximum(列)，或者数值列的列名")
        )
    if found["count"]:
        return Upward(Aggregate.COUNT)
    name = found["of"] or found["value"]
    _known((name,), columns, at)
    if columns[name].type not in NUMBERS:
        raise at.refused(N_("列“{name}”不是数，不能作纵轴"), name=name)
    return Upward(Aggregate(found["aggregate"]) if found["aggregate"] else Aggregate.VALUE, name)


def _map(text: Map, columns: Columns, at: At) -> None:
    _known((text.place,), columns, at / "place")
    _known((text.label,), columns, at / "label")
    if columns[text.place].type not in _SHAPES:
        raise (at / "place").refused(N_("地图的位置应取自类型为 place 或 geojson 的列"))


def _refuse_revealing(presentation: Presentation, columns: Columns, at: At) -> None:
    """Whoever can filter or sort by a masked column can find out what it hides."""
    chart = presentation.chart
    uses = {
        "filters": presentation.filters,
        "search": presentation.search,
        "sort": tuple(key.column for key in presentation.sort),
        "chart": (chart.x.column, chart.by) if chart else (),
    }
    for key, names in uses.items():
        for name in names:
            column = columns.get(name)
            if column is not None and column.shown is not Shown.WHOLE:
                raise (at / key).refused(
                    N_("列“{name}”对公众掩码或不显示，不能用来筛选、检索、排序或者分组"), name=name
                )
    hidden = {name for name, column in columns.items() if column.shown is Shown.HIDDEN}
    for name in presentation.list:
        if name in hidden:
            raise (at / "list").refused(N_("列“{name}”不对公众显示，不能列入列表"), name=name)
    if presentation.map and presentation.map.label in hidden:
        raise (at / "map" / "label").refused(
            N_("列“{name}”不对公众显示，不能标在地图上"), name=presentation.map.label
        )
    for _, hole, _, _ in Formatter().parse(presentation.page_title):
        if hole in hidden:
            raise (at / "page_title").refused(N_("列“{name}”不对公众显示，不能用在标题里"), name=hole)
