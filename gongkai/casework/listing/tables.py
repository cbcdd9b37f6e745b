"""A list as a table to take away: CSV for every program, XLSX for offices. Written row by row, however long.

What begins like a formula is written so that no spreadsheet calculates it.
"""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from tempfile import TemporaryFile

from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CHUNK = 64 * 1024
_LONGEST = 32_767  # characters a spreadsheet's cell can hold

type Value = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column[Row]:
    title: str
    value: Callable[[Row], Value]
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table[Row]:
    """`name` is the sheet's and the file's. `rows` is run through once."""

    name: str
    columns: tuple[Column[Row], ...]
    rows: Iterable[Row]

    def lines(self) -> Iterator[list[Value]]:
        for row in self.rows:
            yield [column.value(row) for column in self.columns]


def as_csv[Row](table: Table[Row]) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it, CRLF as RFC 4180 has it."""
    yield codecs.BOM_UTF8
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow([column.title for column in table.columns])
    for line in table.lines():
        writer.writerow([harmless(value) if isinstance(value, str) else _text(value) for value in line])
        if page.tell() >= _CHUNK:
            yield _taken(page)
    yield _taken(page)


def as_xlsx[Row](table: Table[Row]) -> Iterator[bytes]:
    """A workbook of one sheet, its heads kept in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.name))
    for at, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, column.title, bold=True) for column in table.columns])
    for line in table.lines():
        sheet.append([_cell(sheet, value) for value in line])
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def harmless(text: str) -> str:
    """Text that a spreadsheet would calculate gets an apostrophe before it (CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Cell:
    if isinstance(value, datetime):
        value = localtime(value).replace(tzinfo=None)
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # a date is taken too
    if isinstance(value, str):
        cell.data_type = "s"  # text, whatever it begins with
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def _taken(page: StringIO) -> bytes:
    said = page.getvalue().encode()
    page.seek(0)
    page.truncate()
    return said


def _sheet_name(name: str) -> str:
    """At most 31 characters and none of []:*?/\\."""
    return "".join(letter for letter in name if letter not in "[]:*?/\\")[:31]
