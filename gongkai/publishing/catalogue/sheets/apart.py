"""Reading a spreadsheet somebody sent, in a process of its own; merged cells say the same in each of their
cells."""

import io
import json
from itertools import islice
from typing import Any

import python_calamine

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.catalogue import Reading, read_table
from gongkai.core.publishing.catalogue_head import find_head
from gongkai.core.publishing.channels import Channels
from gongkai.foundation import confinement
from gongkai.foundation.confinement import Parameters

LARGEST = 20 << 20  # bytes
_TASK = "catalogue"
_SECONDS = 60
_MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_LOOKED_AT = 60  # lines, to find the sheet that is meant
_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class NotACatalogueError(ValueError):
    """The file can't be taken. `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def read(content: bytes, title: str, channels: Channels) -> Reading:
    """The catalogue in the workbook: of several sheets the one called like the field. Raises
    NotACatalogueError."""
    if len(content) > LARGEST:
        raise NotACatalogueError(Message(N_("文件超过 20 MB，请只留目录表另存一份。")))
    unfinished = Message(N_("文件过大或者过于复杂，没有读完。请删去格式和空行另存一次。"))
    told = confinement.run(
        __package__, _TASK, content, {"title": title}, seconds=_SECONDS, unfinished=unfinished
    )
    if isinstance(told, Message):
        raise NotACatalogueError(told)
    return read_table(json.loads(told), channels)


def _work(content: bytes, parameters: Parameters) -> bytes | Message:
    if not content.startswith(_KINDS):
        return Message(N_("请上传 .xlsx 或者 .xls 工作簿。"))
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheet = _meant(book, str(parameters["title"]))
        if isinstance(sheet, Message):
            return sheet
        if sheet.total_height > _MOST_ROWS or sheet.total_width > _MOST_COLUMNS:
            return Message(N_("表格超过 {rows} 行或者 {columns} 列。请删去多余的空行、空列。"),
                           {"rows": _MOST_ROWS, "columns": _MOST_COLUMNS})  # fmt: skip
        return json.dumps(_table(sheet), ensure_ascii=False).encode()
    except python_calamine.PasswordError:
        return Message(N_("文件有密码，请去掉密码后再上传。"))
    except python_calamine.CalamineError:
        return Message(N_("文件打不开，请重新保存为 .xlsx 后再试。"))


def _meant(book: Any, title: str) -> Any:
    """The visible sheet called like the field, else the only one that holds anything; of several the one with
    the header of a catalogue."""
    names = [
        each.name
        for each in book.sheets_metadata
        if each.visible is python_calamine.SheetVisibleEnum.Visible
        and each.typ is python_calamine.SheetTypeEnum.WorkSheet
    ]
    called = [name for name in names if title and title in name]
    filled = called or [name for name in names if book.get_sheet_by_name(name).end is not None]
    if len(filled) > 1:
        headed = [name for name in filled if find_head(_table(book.get_sheet_by_name(name), _LOOKED_AT))]
        filled = headed if len(headed) == 1 else filled
    if len(filled) == 1:
        return book.get_sheet_by_name(filled[0])
    if not filled:
        return Message(N_("工作簿里没有内容（隐藏的工作表不读）。"))
    return Message(
        N_("工作簿里有几个工作表（{names}），不知道要读哪一个。请只留一个，或者改名为“{title}”。"),
        {"names": "、".join(filled), "title": title},
    )


def _table(sheet: Any, most: int = _MOST_ROWS) -> list[list[str]]:
    """Lines of cells as text from A1 on, so that the line told is the line of the sheet."""
    top, left = sheet.start or (0, 0)
    table: list[list[str]] = [[] for _ in range(top)] + [
        [*[""] * left, *(_text(each) for each in row)] for row in islice(sheet.iter_rows(), most)
    ]
    for (first, start), (last, end) in sheet.merged_cell_ranges or ():
        if first >= len(table) or start >= len(table[first]):
            continue
        said = table[first][start]
        for line in table[first : last + 1]:
            for at in range(start, min(end + 1, len(line))):
                line[at] = said
    return table


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def main(task: str, parameters: str) -> None:
    """What the process does."""
    assert task == _TASK
    confinement.serve(_work, parameters, _SECONDS)
