"""XLSX and Parquet."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gongkai.core.disclosure.schema import Column, DataSet
from gongkai.core.messages import N_, Message
from gongkai.disclosure import series
from gongkai.disclosure.checking.opening import head_of
from gongkai.disclosure.exports.streams import BODY, NUMBER, chosen
from gongkai.disclosure.queries.asking import EVERYTHING, Asked, AskedError
from gongkai.disclosure.queries.asking import public_columns as whole_columns
from gongkai.disclosure.queries.rows import RowCard, stream, total
from gongkai.disclosure.reading.table import sheet_name
from gongkai.disclosure.series.files import limits
from gongkai.disclosure.series.types import type_of
from gongkai.disclosure.wording import cell_of
from gongkai.foundation.organisations.queries import latest_bodies

MOST_SHEET_ROWS = 200_000
"""More than that is no longer read in a spreadsheet; CSV and Parquet hold all."""


class TooManyRowsError(AskedError):
    """More rows than a sheet is made of."""

    def __init__(self) -> None:
        values = {"most": MOST_SHEET_ROWS}
        super().__init__("format", Message(N_("超过 {most} 行，请先筛选，或者下载 CSV、Parquet。"), values))


def xlsx_of(
    data_set: DataSet,
    asked: Asked = EVERYTHING,
    told: Callable[[int], object] | None = None,
    only: Sequence[str] = (),
) -> IO[bytes]:
    """A workbook with one sheet; `told` hears from time to time how many rows are in it; of the columns
    `only`, where any are named. Raises AskedError, TooManyRowsError."""
    _, more = total(data_set, asked, most=MOST_SHEET_ROWS)
    if more:
        raise TooManyRowsError
    columns = chosen(data_set, only)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(data_set.title))
    sheet.append([NUMBER, BODY, *(head_of(each) for each in columns)])
    names: dict[int, str] = {}
    for row in _counted(stream(data_set, asked), told):
        if row.body not in names:
            names |= {pk: each.name for pk, each in latest_bodies([row.body]).items()}
        sheet.append(
            [
                row.number,
                names.get(row.body, ""),
                *(_as_said(sheet, cell_of(each, row.content.get(each.name))) for each in columns),
            ]
        )
    out = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the caller closes it
    book.save(out)
    out.seek(0)
    return out


def _as_said(sheet: Any, value: Any) -> Any:
    """A text that begins like a formula stays the text it is, and is never reckoned."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def parquet_of(
    data_set: DataSet,
    asked: Asked = EVERYTHING,
    told: Callable[[int], object] | None = None,
    only: Sequence[str] = (),
) -> IO[bytes]:
    """A Parquet file with the columns that everybody sees; `told` and `only` as above. Raises AskedError."""
    columns = chosen(data_set, only)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        found = _files(data_set, columns, asked)
        if found is not None:
            series.to_parquet(found, data_set, columns, asked, path)
        else:
            _written(data_set, columns, asked, path, told)
        return path.open("rb")  # stays readable after the folder is gone


def _files(data_set: DataSet, columns: Sequence[Column], asked: Asked) -> series.Manifest | None:
    """The files of a large data set, where they hold exactly what was out then, and every column asked
    for."""
    if asked.text or any(each not in whole_columns(data_set) for each in columns):
        return None
    return series.exact(data_set, asked.as_of)


def _written(
    data_set: DataSet,
    columns: Sequence[Column],
    asked: Asked,
    path: Path,
    told: Callable[[int], object] | None,
) -> None:
    kinds = {"_number": "BIGINT", "_body": "VARCHAR", "_valid_from": "TIMESTAMP"}
    kinds |= {each.name: "VARCHAR" if each.personal is not None else type_of(each) for each in columns}
    said = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    with _as_csv(data_set, columns, asked, told) as table, duckdb.connect(config=limits()) as db:
        db.execute(
            f"COPY (SELECT * FROM read_csv('{table}', header = false, auto_detect = false,"
            f" delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', columns = {{{said}}}))"
            f" TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
        )


@contextmanager
def _as_csv(
    data_set: DataSet, columns: Sequence[Column], asked: Asked, told: Callable[[int], object] | None
) -> Iterator[str]:
    codes: dict[int, str] = {}
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        for row in _counted(stream(data_set, asked), told):
            if row.body not in codes:
                codes |= {pk: each.code for pk, each in latest_bodies([row.body]).items()}
            since = row.valid_from.strftime("%Y-%m-%d %H:%M:%S.%f")
            writer.writerow(
                [
                    row.number,
                    codes.get(row.body, ""),
                    since,
                    *(_plain(row.content.get(each.name)) for each in columns),
                ]
            )
        table.flush()
        yield table.name


def _counted(rows: Iterable[RowCard], told: Callable[[int], object] | None) -> Iterator[RowCard]:
    for number, row in enumerate(rows, start=1):
        if told is not None and number % 1_000 == 0:
            told(number)
        yield row


def _plain(value: object) -> object:
    if value is None:
        return "\\N"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value
