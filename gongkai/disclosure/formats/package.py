"""A data set as a Frictionless data package: a CSV and what each of its columns means; in one archive, or
with the CSV at an address beside it."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, Field, Shown
from gongkai.disclosure.exports import chosen, csv_of
from gongkai.disclosure.queries.asking import Asked
from gongkai.disclosure.wording import unit_of

_TYPES: Mapping[ColumnType, str] = {
    ColumnType.INTEGER: "integer", ColumnType.NUMBER: "number", ColumnType.MONEY: "number",
    ColumnType.PERCENT: "number", ColumnType.BOOLEAN: "boolean", ColumnType.DATE: "date",
    ColumnType.DATETIME: "datetime", ColumnType.YEAR: "year", ColumnType.YEARMONTH: "yearmonth",
    ColumnType.GEOJSON: "geojson",
}  # fmt: skip


def write(
    out: IO[bytes],
    data_set: DataSet,
    field: Field,
    asked: Asked,
    told: Callable[[int], object] | None = None,
    only: Sequence[str] = (),
) -> None:
    """The archive, with the columns `only` where any are named. `told` hears how many lines are written.
    Raises AskedError before anything is written."""
    blocks = csv_of(data_set, asked, encoding="utf-8", names=True, only=only)
    table_name = f"{data_set.name}.csv"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        about = descriptor(data_set, field, table_name, only)
        written = json.dumps(about, ensure_ascii=False, indent=1)
        archive.writestr("datapackage.json", written)
        with archive.open(table_name, "w", force_zip64=True) as table:
            for lines in _counted(blocks, told):
                table.write(lines)


def _counted(blocks: Iterator[bytes], told: Callable[[int], object] | None) -> Iterator[bytes]:
    lines = 0
    for block in blocks:
        lines += block.count(b"\n")
        if told is not None:
            told(lines)
        yield block


def descriptor(
    data_set: DataSet, field: Field, path: str, only: Sequence[str] = (), homepage: str = ""
) -> Mapping[str, Any]:
    """datapackage.json. `path`: where its table is, seen from it."""
    return {
        "name": data_set.name.replace("_", "-"), "title": data_set.title,
        "description": data_set.about or field.about, "profile": "tabular-data-package",
        "sources": [{"title": each} for each in field.legal_basis],
        **({"homepage": homepage} if homepage else {}),
        "resources": [
            {
                "name": data_set.name.replace("_", "-"), "title": data_set.title,
                "path": path, "profile": "tabular-data-resource", "format": "csv",
                "mediatype": "text/csv", "encoding": "utf-8", "schema": schema(data_set, only),
            }
        ],
    }  # fmt: skip


def schema(data_set: DataSet, only: Sequence[str] = ()) -> Mapping[str, Any]:
    """Table Schema of the CSV as it is written: closed lists by their titles, money in its unit."""
    own = [
        {"name": "_number", "type": "integer", "title": "永久编号", "constraints": {"required": True}},
        {"name": "_body", "type": "string", "title": "公布单位"},
    ]
    fields = [*own, *(_field(each) for each in chosen(data_set, only))]
    return {"fields": fields, "primaryKey": ["_number"], "missingValues": [""]}


def _field(column: Column) -> Mapping[str, Any]:
    kind = "string" if column.enum else _TYPES.get(column.type, "string")
    told: dict[str, Any] = {"name": column.name, "type": kind, "title": column.title}
    notes = [column.help, f"单位：{unit_of(column)}" if unit_of(column) else ""]
    if description := "；".join(filter(None, notes)):
        told["description"] = description
    if kind == "datetime":
        told["format"] = "%Y-%m-%d %H:%M:%S"
    if kind == "boolean":
        told |= {"trueValues": ["是"], "falseValues": ["否"]}
    limits: dict[str, Any] = {"required": True} if column.required and column.shown is Shown.WHOLE else {}
    if column.enum:
        limits["enum"] = [each.title for each in column.enum]
    return {**told, "constraints": limits} if limits else told
