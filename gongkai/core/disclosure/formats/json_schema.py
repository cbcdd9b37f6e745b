"""A row of a data set as JSON Schema 2020-12.

What is read is described more widely than what may be written: the list of an earlier day may hold values of
an earlier version of the declaration, and a masked value no longer fits its own pattern. Words for people are
in the language of `translate`; the data set comes in it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.core.messages import N_, Message, declared

type Translate = Callable[[str], str]

_DECIMAL = r"^-?\d+(\.\d+)?$"
_TEXT: Mapping[str, Any] = {"type": "string"}
_NUMBERS = {"type": "string", "pattern": _DECIMAL}
_READ: Mapping[ColumnType, Mapping[str, Any]] = {
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.YEAR: {"type": "integer"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.NUMBER: _NUMBERS,
    ColumnType.PERCENT: _NUMBERS,
    ColumnType.MONEY: _NUMBERS,
    ColumnType.DATE: {"type": "string", "format": "date"},
    ColumnType.DATETIME: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$"},
    ColumnType.YEARMONTH: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    ColumnType.QUARTER: {"type": "string", "pattern": r"^\d{4}-Q[1-4]$"},
    ColumnType.PLACE: {
        "type": "object",
        "properties": {"lat": _NUMBERS, "lon": _NUMBERS},
        "required": ["lat", "lon"],
    },
    ColumnType.GEOJSON: {"type": "object"},
}


def row_schema(data_set: DataSet, translate: Translate = str) -> dict[str, Any]:
    """A row as it is read. Every column that the public sees is there, null where it is empty."""
    columns = public_columns(data_set)
    own: dict[str, Any] = {
        "_number": {"type": "integer", "title": translate(N_("编号")),
                    "description": translate(N_("永久编号，更正以后不变"))},
        "_version": {"type": "integer", "title": translate(N_("第几版"))},
        "_body": {"type": "string", "title": translate(N_("公布单位代码"))},
        "_valid_from": {"type": "string", "format": "date-time", "title": translate(N_("自何时起公布"))},
        "_valid_to": {
            "type": ["string", "null"], "format": "date-time", "title": translate(N_("到何时为止"))
        },
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": data_set.title,
        "type": "object",
        "properties": {**own, **{each.name: read_schema(each, translate) for each in columns}},
        "required": [*own],
    }


def read_schema(column: Column, translate: Translate = str) -> dict[str, Any]:
    """One column as it is read."""
    told = dict(_TEXT if column.personal is not None else _READ.get(column.type, _TEXT))
    told["type"] = [told["type"], "null"]
    told["title"] = column.title
    if said := _described(column, translate):
        told["description"] = said
    return told


def write_schema(data_set: DataSet, translate: Translate = str) -> dict[str, Any]:
    """A row as a program hands it in: by column names, as people would type it; the check says what is wrong
    in which cell."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": data_set.title,
        "type": "object",
        "properties": {each.name: _given(each, translate) for each in data_set.columns},
        "required": [each.name for each in data_set.columns if each.required],
        "additionalProperties": False,
    }


def _given(column: Column, translate: Translate) -> dict[str, Any]:
    kinds = ["string", "number", "boolean"] + ([] if column.required else ["null"])
    if column.type in (ColumnType.PLACE, ColumnType.GEOJSON):
        kinds.append("object")
    told: dict[str, Any] = {"type": kinds, "title": column.title}
    if column.enum:
        told["examples"] = [each.value for each in column.enum]
    if column.max_length is not None:
        told["maxLength"] = column.max_length
    if said := _described(column, translate):
        told["description"] = said
    return told


def _described(column: Column, translate: Translate) -> str:
    """Its help, unit and closed list."""
    comma, between = Message(N_("、")).in_language(translate), Message(N_("；")).in_language(translate)
    pairs = [
        Message(N_("{value}（{title}）"), {"value": each.value, "title": each.title}) for each in column.enum
    ]
    options = comma.join(each.in_language(translate) for each in pairs)
    unit: Message | str = "%" if column.type is ColumnType.PERCENT else column.unit and declared(column.unit)
    parts = (
        column.help,
        Message(N_("单位：{unit}"), {"unit": unit}).in_language(translate) if unit else "",
        Message(N_("取值：{options}"), {"options": options}).in_language(translate) if options else "",
    )
    return between.join(filter(None, parts))
