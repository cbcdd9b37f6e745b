"""A catalogue as the usual spreadsheet: two header lines, equal 事项 merged, ■ and □, √."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.core.publishing.catalogue import Row, head, written_row
from gongkai.core.publishing.channels import Channels

_WIDTHS = (6, 14, 16, 40, 34, 22, 18, 30, 8, 14, 8, 10, 8, 8)
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_GROUPS = ((2, 3), (9, 10), (11, 12), (13, 14))
"""Columns under one heading: 公开事项, 公开对象, 公开方式, 公开层级."""

_FIRST = 4  # the line of the first row, below title and header
_FORMULA = ("=", "+", "-", "@")


def workbook(field: str, title: str, rows: Sequence[Row], channels: Channels) -> bytes:
    """The workbook; `field` names the sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = field[:31]
    _head(sheet, title)
    for line, row in enumerate(rows, start=_FIRST):
        for at, words in enumerate(written_row(row, channels), start=1):
            cell = sheet.cell(line, at)
            cell.value, cell.alignment, cell.border = words, _WRAPPED, _BOX
            if words.startswith(_FORMULA):
                cell.data_type = "s"  # words, whatever they begin with
    _merge_equal(sheet, rows)
    sheet.freeze_panes = f"A{_FIRST}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, title: str) -> None:
    upper, lower = head()
    sheet.cell(1, 1, title).font = Font(name="宋体", size=16, bold=True)
    sheet.cell(1, 1).alignment = _CENTRED
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(upper))
    for at, (above, below) in enumerate(zip(upper, lower, strict=True), start=1):
        for line, words in ((2, above), (3, below)):
            cell = sheet.cell(line, at, words or None)
            cell.font, cell.alignment, cell.border = Font(name="宋体", bold=True), _CENTRED, _BOX
        if not below:
            sheet.merge_cells(start_row=2, end_row=3, start_column=at, end_column=at)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[at - 1]
    for first, last in _GROUPS:
        sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=last)


def _merge_equal(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """一级事项 of neighbours that share it are one cell."""
    if not rows:
        return
    breaks = [0, *(at for at, (one, other) in enumerate(pairwise(rows), 1) if one.first != other.first)]
    for start, end in pairwise([*breaks, len(rows)]):
        if end - start > 1:
            sheet.merge_cells(
                start_row=_FIRST + start, end_row=_FIRST + end - 1, start_column=2, end_column=2
            )
