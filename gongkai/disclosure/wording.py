"""Canonical values as people read them, and as files hold them for programs."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _

from gongkai.core.cells import FEN_PER_UNIT
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.core.messages import N_, Message

_HOLE = re.compile(r"\{([a-z0-9_]+)\}")
_TRUE, _FALSE = "是", "否"
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_SPANS = (
    N_("{count}年"), N_("{count}个月"), N_("{count}天"),
    N_("{count}小时"), N_("{count}分钟"), N_("{count}秒"),
)  # fmt: skip


def text_of(column: Column, value: Any) -> str:
    """For people, without the unit (`unit_of`): “12.5”, “是”, “自然人”, “3个月”."""
    if value is None:
        return ""
    if column.enum:
        return column.title_of(str(value))
    if column.type is ColumnType.BOOLEAN:
        return _TRUE if value else _FALSE
    if column.type is ColumnType.MONEY:
        return plain_number(money_of(column, value))
    if column.type is ColumnType.DURATION:
        return str(span_of(str(value)))
    if column.type is ColumnType.DATETIME:
        return str(value).replace("T", " ")
    if column.type is ColumnType.PLACE and isinstance(value, Mapping):
        return f"{value['lat']}, {value['lon']}"
    if isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def said_of(column: Column, value: Any) -> str:
    """The same in the reader's language, of a column that is in it."""
    if value is not None and not column.enum:
        if column.type is ColumnType.BOOLEAN:
            return _("是") if value else _("否")
        if column.type is ColumnType.DURATION:
            return span_of(str(value)).in_language(_)
    return text_of(column, value)


def unit_of(column: Column) -> str:
    """What stands behind the value."""
    return "%" if column.type is ColumnType.PERCENT else column.unit


def head_unit_of(column: Column) -> str:
    """What stands behind the title in a head; "" where the title tells one: “地价水平（元/平方米）”."""
    return "" if column.title.endswith("）") and "（元/" in column.title else unit_of(column)


def money_of(column: Column, fen: int) -> Decimal:
    """Fen in the column's unit."""
    return Decimal(fen) / FEN_PER_UNIT[column.unit]


def plain_number(number: Decimal) -> str:
    """Without exponent and needless zeros."""
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def plain_of(column: Column, value: Any) -> Any:
    """For programs, in JSON: as canonical, but money as a decimal text in the column's unit."""
    if value is not None and column.type is ColumnType.MONEY:
        return plain_number(money_of(column, value))
    return value


def cell_of(column: Column, value: Any) -> Any:
    """For a cell of a spreadsheet: numbers as numbers where they are exact there, else text."""
    if value is None:
        return None
    if column.enum:
        return column.title_of(str(value))
    if column.type in (ColumnType.INTEGER, ColumnType.YEAR):
        return value
    if column.type is ColumnType.MONEY:
        return float(money_of(column, value))
    if column.type in (ColumnType.NUMBER, ColumnType.PERCENT):
        return float(value)
    return text_of(column, value)


def title_of(data_set: DataSet, content: Mapping[str, Any]) -> str:
    """The title of a row's page, from what may be shown of it."""
    known = {column.name: column for column in data_set.columns}

    def filled(match: re.Match[str]) -> str:
        name = match[1]
        return text_of(known[name], content.get(name)) if name in known else match[0]

    said = _HOLE.sub(filled, data_set.presentation.page_title).strip(" ：:·-—")
    return said or data_set.title


def span_of(said: str) -> Message:
    """A length of time, “P1Y3M”, as 1年3个月; what is none as it stands."""
    found = _DURATION.fullmatch(said)
    if found is None:
        return Message(said)
    parts = [
        Message(span, {"count": count}) for count, span in zip(found.groups(), _SPANS, strict=True) if count
    ]
    return reduce(_and, parts) if parts else Message("0")


def _and(longer: Message, shorter: Message) -> Message:
    return Message(N_("{longer}{shorter}"), {"longer": longer, "shorter": shorter})
