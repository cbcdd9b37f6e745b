"""Workbooks. Which sheet is meant, and what in it is in doubt."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import python_calamine

from gongkai.core.messages import N_, Message
from gongkai.disclosure.reading.marks import Marks, has_marks, marks_of
from gongkai.disclosure.reading.table import (
    MOST_PROBLEMS,
    MOST_ROWS,
    Cell,
    NotATableError,
    Problem,
    Table,
    Wanted,
    letter,
    sheet_name,
    table_of,
)

NOTES, LISTS = "填写说明", "选项"
"""Sheets of the template that hold no rows."""


def read_workbook(content: bytes, wanted: Wanted) -> Table:
    """Raises NotATableError."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        name, others = _meant(book, wanted)
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > MOST_ROWS + 100:
            raise NotATableError(Message(N_("一次最多上传 {most} 行，请分成几个文件。"), {"most": MOST_ROWS}))
        top, left = sheet.start or (0, 0)
        table = table_of(_lines(sheet, left), wanted, first=top + 1)
    except python_calamine.PasswordError as error:
        raise NotATableError(Message(N_("文件有密码，请去掉密码后再上传。"))) from error
    except python_calamine.CalamineError as error:
        raise NotATableError(Message(N_("文件打不开，请重新保存为 .xlsx 后再试。"))) from error
    if others:
        table.notes.append(Message(N_("没有读这些工作表：{names}。"), {"names": "、".join(others)}))
    first = min((number for number, _ in table.rows), default=MOST_ROWS)
    _doubt_merged(table, sheet, first)
    if not content.startswith(b"PK") or not has_marks(content):
        table.notes.append(
            Message(N_("这种格式看不出隐藏的行列、公式和百分比，请逐行核对；另存为 .xlsx 可以由系统检查。"))
        )
    else:
        marks = marks_of(content, name)
        _doubt_marks(table, marks, first)
        _as_shown(table, marks.percents)
    del table.problems[MOST_PROBLEMS:]
    return table


def _meant(book: Any, wanted: Wanted) -> tuple[str, list[str]]:
    """The sheet to read and the visible ones that are not read."""
    visible = [
        each.name
        for each in book.sheets_metadata
        if each.visible is python_calamine.SheetVisibleEnum.Visible
        and each.typ is python_calamine.SheetTypeEnum.WorkSheet
        and each.name not in (NOTES, LISTS)
    ]
    name = sheet_name(wanted.sheet)
    if name in visible:
        return name, [each for each in visible if each != name]
    filled = [each for each in visible if book.get_sheet_by_name(each).end is not None]
    if not filled:
        raise NotATableError(Message(N_("工作簿里没有内容（隐藏的工作表不读）。")))
    if len(filled) > 1:
        values = {"names": "、".join(filled), "sheet": name}
        raise NotATableError(
            Message(
                N_(
                    "工作簿里有几个工作表有内容（{names}），不知道要读哪一个。请只留一个，或者改名为“{sheet}”。"
                ),
                values,
            )
        )
    return filled[0], [each for each in visible if each != filled[0]]


def _lines(sheet: Any, left: int) -> Iterator[list[Cell]]:
    """Row by row, from column A."""
    pad: list[Cell] = [None] * left
    for row in sheet.iter_rows():
        yield [*pad, *row] if left else list(row)


def _doubt_merged(table: Table, sheet: Any, first: int) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom + 1 < first:
            continue  # a title above the rows
        cell = f"{letter(left)}{top + 1}"
        values = {"cells": f"{cell}:{letter(right)}{bottom + 1}"}
        said = Message(N_("{cells} 是合并的单元格。请取消合并，每一格都填写。"), values)
        for row in range(max(top + 1, first), bottom + 2):  # the others of them look empty
            if len(table.problems) >= MOST_PROBLEMS:
                return
            table.problems.append(Problem(row, said, cell))


def _doubt_marks(table: Table, marks: Marks, first: int) -> None:
    filled = {number for number, _ in table.rows}
    for row in marks.hidden_rows:
        if row in filled:
            said = Message(N_("第 {row} 行是隐藏的。请取消隐藏，或者删除这一行。"), {"row": row})
            table.problems.append(Problem(row, said))
    for low, high in marks.hidden_columns:
        hidden = [each for each in table.letters if low <= _number(each) <= high]
        if hidden:
            said = Message(
                N_("{columns} 列是隐藏的。请取消隐藏，或者删除这一列。"), {"columns": "、".join(hidden)}
            )
            table.problems.append(Problem(0, said))
    for cells, text in (
        (marks.formulas, N_("{cell} 是公式，算出的值可能没有更新。请复制以后“粘贴为数值”。")),
        (marks.errors, N_("{cell} 是出错的值（如 #REF!、#N/A）。请改正。")),
    ):
        for cell in cells:
            column = cell.rstrip("0123456789")
            row = int(cell[len(column) :] or 0)
            if row >= first and column in table.letters:
                name = table.columns[table.letters.index(column)]
                table.problems.append(Problem(row, Message(text, {"cell": cell}), cell, name))


def _as_shown(table: Table, percents: list[str]) -> None:
    """A number shown as a percentage is what people see: the text “5%”, not 0.05. The column then tells
    whether it may be one."""
    if not percents:
        return
    places = {letters: at for at, letters in enumerate(table.letters)}
    rows = {str(number): cells for number, cells in table.rows}
    for address in percents:
        letters = address.rstrip("0123456789")
        cells, at = rows.get(address[len(letters) :]), places.get(letters)
        if cells is not None and at is not None and type(cells[at]) in (int, float):
            number = Decimal(f"{cells[at]:.15g}") * 100
            cells[at] = f"{number.normalize():f}%"


def _number(letters: str) -> int:
    """A → 1."""
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number
