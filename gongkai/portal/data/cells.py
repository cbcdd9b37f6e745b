"""A row's values as they stand on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.disclosure.wording import head_unit_of, said_of, unit_of
from gongkai.foundation.look.declared import word
from gongkai.portal.data.shell import Names

NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT})
TIMES = frozenset({
    ColumnType.DATE, ColumnType.DATETIME, ColumnType.YEAR, ColumnType.YEARMONTH, ColumnType.QUARTER,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """`address`: where it leads, "" nowhere. `unit` stands behind it on a row's page, in the head of a
    list."""

    column: Column
    text: str
    unit: str = ""
    address: str = ""

    @property
    def is_number(self) -> bool:
        return self.column.type in NUMBERS

    @property
    def is_time(self) -> bool:
        """Never broken in two lines."""
        return self.column.type in TIMES


def cell(column: Column, value: Any, names: Names) -> Cell:
    """How people read the value."""
    said = words(column, value, names)
    address = str(value) if column.type is ColumnType.URL and value else ""
    return Cell(column, said, word(unit_of(column)) if said else "", address)


def words(column: Column, value: Any, names: Names) -> str:
    """Without the unit: “兰山区”, “1,204.5”, “2017-10-09 08:00”."""
    if value is None:
        return ""
    if column.type is ColumnType.DIVISION:
        return names.place(str(value))
    if column.type is ColumnType.BODY:
        return names.codes.get(str(value), str(value))
    if column.type is ColumnType.GEOJSON:
        return _shape(value)
    said = said_of(column, value)
    if column.type is ColumnType.DATETIME:
        return said[:16]
    return grouped(said) if column.type in NUMBERS and not column.enum else said


def _shape(geometry: Mapping[str, Any]) -> str:
    """A shape (RFC 7946) in words; the map draws it, and files have its coordinates: “面，4 个点”."""
    kind = str(geometry.get("type", "")).removeprefix("Multi")
    name = {"Point": _("点"), "LineString": _("线"), "Polygon": _("面")}.get(kind, _("图形"))
    count = _positions(geometry.get("coordinates") or [])
    return _("{shape}，{count} 个点").format(shape=name, count=count) if count > 1 else name


def _positions(nested: Any) -> int:
    """How many pairs of coordinates there are, however deep."""
    if not isinstance(nested, list):
        return 0
    if nested and not isinstance(nested[0], list):
        return 1
    return sum(_positions(each) for each in nested)


def grouped(number: str) -> str:
    """Thousands separated, decimals as they are."""
    return f"{Decimal(number):,}"


def head(column: Column) -> str:
    """The title with its unit, for the head of a list."""
    unit = word(head_unit_of(column))
    if not unit or f"（{unit}" in column.title or f"({unit}" in column.title:
        return column.title
    return _("{title}（{unit}）").format(title=column.title, unit=unit)


def cells(columns: Iterable[Column], content: Mapping[str, Any], names: Names) -> list[Cell]:
    return [cell(column, content.get(column.name), names) for column in columns]


def title(data_set: DataSet, content: Mapping[str, Any], names: Names) -> str:
    """The title of a row's page with names instead of codes."""
    said = data_set.presentation.page_title
    for column in data_set.columns:
        hole = f"{{{column.name}}}"
        if hole in said:
            said = said.replace(hole, words(column, content.get(column.name), names))
    return said.strip(" ：:·-—") or data_set.title
