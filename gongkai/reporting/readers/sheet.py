"""Workbooks (.xlsx, .xls, .ods): each sheet a grid, its title lines running text."""

from collections.abc import Iterator
from io import BytesIO

import python_calamine

from gongkai.core.document import Document, Grid, Line, TableCell, TableRow
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.limits import LIMITS
from gongkai.reporting.readers.release import is_chapter

type Span = tuple[tuple[int, int], tuple[int, int]]


def read_sheet(data: bytes, name: str) -> Document:
    """The visible sheets of a workbook. Raises Unreadable when broken or encrypted."""
    try:
        workbook = python_calamine.load_workbook(BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Unreadable.encrypted() from error
    except python_calamine.CalamineError as error:
        raise Unreadable.broken() from error
    blocks: list[Line | Grid] = []
    number = 0
    with workbook:
        visible = [
            meta.name
            for meta in workbook.sheets_metadata
            if meta.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        for page, sheet_name in enumerate(visible, start=1):
            rows = _rows(workbook.get_sheet_by_name(sheet_name), page, number)
            number += len(rows)
            blocks.extend(_blocks(rows))
    return Document(name=name, kind="xlsx", blocks=tuple(blocks), pages=max(1, len(visible)))


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).strip() if cell is not None else ""


def _rows(sheet: python_calamine.CalamineSheet, page: int, number: int) -> list[TableRow]:
    texts = [[_text(cell) for cell in row[: LIMITS.columns]] for row in _limited(sheet)]
    spans: list[Span] = list(sheet.merged_cell_ranges or [])
    copied = {}
    for (top, left), (bottom, right) in spans:
        if top < len(texts) and left < len(texts[top]):
            for at in range(top, min(bottom, len(texts) - 1) + 1):
                for column in range(left, min(right, LIMITS.columns) + 1):
                    copied[at, column] = TableCell(texts[top][left], origin=(at, column) == (top, left))
    return [
        TableRow(
            tuple(copied.get((at, column)) or TableCell(text) for column, text in enumerate(row)),
            page,
            number + at + 1,
        )
        for at, row in enumerate(texts)
    ]


def _limited(sheet: python_calamine.CalamineSheet) -> Iterator[list[object]]:
    for count, row in enumerate(sheet.to_python(skip_empty_area=False)):
        if count >= LIMITS.lines:
            return
        yield list(row)


def _blocks(rows: list[TableRow]) -> Iterator[Line | Grid]:
    """Rows with one text before the table are titles; long sentences anywhere are prose."""
    table: list[TableRow] = []
    for row in rows:
        texts = [cell.text for cell in row.cells if cell.text and cell.origin]
        prose = len(texts) == 1 and ("。" in texts[0] or not table or is_chapter(texts[0]))
        if not texts:
            continue
        if prose:
            if table:
                yield Grid(tuple(table))
                table = []
            for part in texts[0].split("\n"):
                if part.strip():
                    yield Line(part.strip(), row.page, row.number)
        else:
            table.append(row)
    if table:
        yield Grid(tuple(table))
