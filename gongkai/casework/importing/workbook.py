"""The filled workbook as a file: opened, its heads understood, its lines counted. No cell is judged yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import python_calamine

from gongkai.casework.importing.columns import CHALLENGES, SHEET, Column, sheets
from gongkai.core.messages import N_, Message
from gongkai.foundation.files import accepting

LARGEST = 16 * 1024 * 1024  # bytes of the file
MOST_ROWS = 20_000  # of one sheet


class NotImportableError(ValueError):
    """The file as a whole can't be read. `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True)
class Line:
    """One filled line: its sheet, the sheet's row from 1, its cells by the keys of the columns."""

    sheet: str
    row: int
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Workbook:
    """`first`: where a value stands first, by sheet, key of the column and value."""

    lines: tuple[Line, ...]
    first: Mapping[tuple[str, str, str], int]


UNIQUE = ((SHEET, "external"), (SHEET, "document"), (CHALLENGES, "external"))
"""Columns of which no two lines may hold the same."""


def opened(data: bytes) -> Workbook:
    """Every filled line, sheet by sheet. Raises NotImportableError."""
    known = accepting.accepted("import.xlsx", data, largest=LARGEST, endings=("xlsx",))
    if isinstance(known, Message):
        raise NotImportableError(known)
    lines = tuple(line for name, cells in _filled(data).items() for line in _lines(name, cells))
    if not lines:
        raise NotImportableError(Message(N_("没有填写任何一行。")))
    first: dict[tuple[str, str, str], int] = {}
    for line in lines:
        for sheet, key in UNIQUE:
            value = said(line.cells.get(key, ""))
            if sheet == line.sheet and value:
                first.setdefault((sheet, key, value), line.row)
    return Workbook(lines, first)


def _filled(data: bytes) -> dict[str, list[list[object]]]:
    """The sheets that are ours, with their cells."""
    try:
        book = python_calamine.load_workbook(BytesIO(data))
    except (python_calamine.PasswordError, python_calamine.CalamineError) as error:
        raise NotImportableError(Message(N_("文件打不开，请去掉密码、重新保存为 .xlsx 后再试。"))) from error
    if SHEET not in book.sheet_names:
        raise NotImportableError(Message(N_("缺少工作表“{sheet}”，请用下载的模板填写。"), {"sheet": SHEET}))
    found: dict[str, list[list[object]]] = {}
    for name in sheets():
        if name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS:
                said_ = N_("一次最多导入 {most} 行，请分成几个文件。")
                raise NotImportableError(Message(said_, {"most": MOST_ROWS}))
            found[name] = [list(line) for line in sheet.to_python(skip_empty_area=False)]
    return found


def _lines(name: str, cells: list[list[object]]) -> list[Line]:
    heads, *rows = cells or [[]]
    filled = [(number, row) for number, row in enumerate(rows, start=2) if any(map(said, row))]
    if not filled and name != SHEET:
        return []
    places = _places(name, heads, sheets()[name])
    return [
        Line(name, number, {key: row[at] if at < len(row) else "" for key, at in places.items()})
        for number, row in filled
    ]


def _places(name: str, heads: Sequence[object], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands: by its head, in whatever order."""
    by_title = {each.title: each for each in columns}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        title = said(head).removesuffix("*").strip()
        if not title:
            continue
        column = by_title.get(title)
        if column is None or column.key in found:
            values = {"title": title, "sheet": name}
            raise NotImportableError(
                Message(N_("“{sheet}”表第 1 行的“{title}”不是模板的列，或者重复了。"), values)
            )
        found[column.key] = at
    missing = [each.title for each in columns if each.required and each.key not in found]
    if missing:
        values = {"titles": "、".join(missing), "sheet": name}
        said_ = N_("“{sheet}”表第 1 行缺少必填的列：{titles}。请用下载的模板填写。")
        raise NotImportableError(Message(said_, values))
    return found


def said(value: object) -> str:
    """A cell as people read it: whole numbers without a point, no spaces around."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
