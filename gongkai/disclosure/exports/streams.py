"""CSV and JSON, row by row."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.disclosure.checking.opening import head_of
from gongkai.disclosure.queries.asking import EVERYTHING, Asked
from gongkai.disclosure.queries.rows import RowCard, stream
from gongkai.disclosure.wording import plain_of, text_of
from gongkai.foundation.organisations.queries import latest_bodies

_AT_ONCE = 500
_STARTS_A_FORMULA = ("=", "+", "@", "\t", "\r")
_WORDS = frozenset({ColumnType.STRING, ColumnType.TEXT})
NUMBER, BODY = "永久编号", "公布单位"


def chosen(data_set: DataSet, names: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a file, in the order they are named; everything the public sees when none is."""
    seen = {each.name: each for each in public_columns(data_set)}
    return tuple(seen[each] for each in names if each in seen) or tuple(seen.values())


def csv_of(
    data_set: DataSet,
    asked: Asked = EVERYTHING,
    *,
    encoding: str = "utf-8-sig",
    names: bool = False,
    only: Sequence[str] = (),
) -> Iterator[bytes]:
    """CSV with titles in the first line, or the columns' names for programs; of the columns `only`, where any
    are named. `encoding`: utf-8-sig, or gb18030 for old spreadsheet programs. Text that a spreadsheet would
    take for a formula gets an apostrophe before it. Raises AskedError before the first line."""
    columns = chosen(data_set, only)
    heads = [each.name if names else head_of(each) for each in columns]
    rows = stream(data_set, asked)
    return _csv(["_number", "_body", *heads] if names else [NUMBER, BODY, *heads], rows, columns, encoding)


def _csv(
    heads: list[str], rows: Iterator[RowCard], columns: tuple[Column, ...], encoding: str
) -> Iterator[bytes]:
    first = True
    for block in _blocks(heads, rows, columns):
        yield block.encode(encoding if first else encoding.removesuffix("-sig"))
        first = False


def _blocks(heads: list[str], rows: Iterator[RowCard], columns: tuple[Column, ...]) -> Iterator[str]:
    labels: dict[int, str] = {}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for some in batched(rows, _AT_ONCE):
        unknown = {row.body for row in some} - labels.keys()
        labels |= {pk: each.name for pk, each in latest_bodies(unknown).items()} if unknown else {}
        for row in some:
            writer.writerow(
                [
                    row.number,
                    labels.get(row.body, ""),
                    *(_cell(each, row.content.get(each.name)) for each in columns),
                ]
            )
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    if out.tell():
        yield out.getvalue()


def _cell(column: Column, value: Any) -> str:
    said = text_of(column, value)
    return f"'{said}" if column.type in _WORDS and said.startswith(_STARTS_A_FORMULA) else said


def json_of(data_set: DataSet, asked: Asked = EVERYTHING, only: Sequence[str] = ()) -> Iterator[bytes]:
    """One JSON array of objects. Raises AskedError before the first."""
    return _array(chosen(data_set, only), stream(data_set, asked))


def _array(columns: tuple[Column, ...], rows: Iterator[RowCard]) -> Iterator[bytes]:
    between = b"["
    for row in _objects(columns, rows):
        yield between + row
        between = b",\n"
    yield b"[]" if between == b"[" else b"]"


def _objects(columns: tuple[Column, ...], rows: Iterator[RowCard]) -> Iterator[bytes]:
    codes: dict[int, str] = {}
    for row in rows:
        if row.body not in codes:
            codes |= {pk: each.code for pk, each in latest_bodies([row.body]).items()}
        yield json.dumps(object_of(columns, row, codes.get(row.body, "")), ensure_ascii=False).encode()


def object_of(columns: tuple[Column, ...], row: RowCard, body: str) -> dict[str, Any]:
    """A row as programs read it: `_number`, `_body`, times, and its columns by name."""
    return {
        "_number": row.number, "_version": row.version, "_body": body,
        "_valid_from": row.valid_from.isoformat(),
        "_valid_to": row.valid_to.isoformat() if row.valid_to else None,
        **{each.name: plain_of(each, row.content.get(each.name)) for each in columns},
    }  # fmt: skip
