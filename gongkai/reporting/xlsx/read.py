"""Reading a filled workbook back. Nothing is taken from it but what was typed into input cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook

from gongkai.core.messages import N_, Message
from gongkai.reporting.xlsx import identity
from gongkai.reporting.xlsx.identity import Filled, Identity
from gongkai.reporting.xlsx.layout import Layout, Slot, Spot, coordinate

LARGEST = 8 * 1024 * 1024  # bytes of the file
LARGEST_OPEN = 80 * 1024 * 1024  # bytes once unpacked
_NOISE = Decimal("0.000001")  # what binary arithmetic leaves behind


class NotAWorkbookError(ValueError):
    """The file can't be read as a workbook of ours. `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the places of one cell, as text. `total` is a figure written over a formula."""

    code: str
    text: str
    reason: str | None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Uploaded:
    """`downloaded` is what stood in each cell when the workbook was made."""

    identity: Identity
    downloaded: Mapping[str, Filled]
    typed: tuple[Typed, ...]
    problems: tuple[tuple[str, Message], ...]  # (place, what is wrong there)

    @property
    def changed(self) -> tuple[Typed, ...]:
        """Only what the person changed off line."""
        return tuple(each for each in self.typed if each.is_total or self._differs(each))

    def _differs(self, each: Typed) -> bool:
        before = self.downloaded.get(each.code, Filled())
        return each.text != before.text or (each.reason is not None and each.reason != before.reason)


def open_workbook(data: bytes) -> tuple[Workbook, Workbook]:
    """The workbook with its formulas, and with the values they had when it was saved.

    Raises NotAWorkbookError for what is no workbook, is too large, or holds what no workbook needs.
    """
    _demand_harmless(data)
    try:
        return load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # the library raises whatever its XML parser does
        raise NotAWorkbookError(Message(N_("文件已损坏，无法打开，请重新保存为 .xlsx。"))) from error


def who(book: Workbook) -> tuple[Identity, dict[str, Filled]]:
    """Whose workbook it is. Raises NotAWorkbookError when it is none of ours."""
    found = identity.read(book)
    if found is None:
        raise NotAWorkbookError(
            Message(N_("这不是从本系统下载的填报表，请先下载本单位的填报表，填好后上传。"))
        )
    return found


def read(books: tuple[Workbook, Workbook], plan: Layout) -> Uploaded:
    """Everything typed into the places of `plan`. Further sheets are ignored."""
    facts, downloaded = who(books[0])
    problems = _moved(books[0], plan)
    typed = []
    if not problems:
        reader = _Reader(*books)
        for code, slot in plan.slots.items():
            found = reader.slot(code, slot)
            if found is not None:
                typed.append(found)
        problems = reader.problems
    return Uploaded(facts, downloaded, tuple(typed), tuple(problems))


def _demand_harmless(data: bytes) -> None:
    if len(data) > LARGEST:
        raise NotAWorkbookError(Message(N_("文件超过 {size} MB。"), {"size": LARGEST // 1024 // 1024}))
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(member.file_size for member in packed.infolist()) > LARGEST_OPEN:
                raise NotAWorkbookError(Message(N_("文件解开后过大，没有打开。")))
            for member in packed.infolist():
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(member):
                    raise NotAWorkbookError(Message(N_("文件含有不允许的内容，没有打开。")))
    except (BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise NotAWorkbookError(Message(N_("这不是 .xlsx 文件，或者文件加了密码。"))) from error


def _moved(book: Workbook, plan: Layout) -> list[tuple[str, Message]]:
    """Labels that are not where they were: rows were moved, or another sheet was pasted in."""
    problems: list[tuple[str, Message]] = []
    for sheet in plan.sheets:
        if sheet.name not in book.sheetnames:
            problems.append((sheet.name, Message(N_("缺少工作表“{sheet}”。"), {"sheet": sheet.name})))
            continue
        for mark in sheet.marks:
            found = book[sheet.name].cell(*mark.spot).value
            if _bare(found) != _bare(mark.text):
                where = f"{sheet.name} {coordinate(mark.spot)}"
                said = Message(
                    N_("此处应为“{label}”，行列可能被移动，请重新下载。"), {"label": mark.text.strip()}
                )
                problems.append((where, said))
    return problems


def _bare(value: object) -> str:
    return re.sub(r"\s", "", str(value or ""))


class _Reader:
    def __init__(self, book: Workbook, values: Workbook) -> None:
        self.book = book
        self.values = values
        self.problems: list[tuple[str, Message]] = []

    def slot(self, code: str, slot: Slot) -> Typed | None:
        if slot.is_total:
            return self._total(code, slot)
        text = self._text(slot.sheet, slot.entry)
        reason = self._text(*slot.reason) if slot.reason else None
        return None if text is None else Typed(code, text, reason)

    def _total(self, code: str, slot: Slot) -> Typed | None:
        """A total is ours to compute; a figure typed over its formula is read to be checked."""
        value = self.book[slot.sheet].cell(*slot.final).value
        if value is None or _is_formula(value):
            return None
        return Typed(code, as_text(value), None, is_total=True)

    def _text(self, sheet: str, spot: Spot) -> str | None:
        """A cell as text; None when it can't be read, with the problem noted."""
        value = self.book[sheet].cell(*spot).value
        if _is_formula(value):
            value = self.values[sheet].cell(*spot).value
            if value is None:
                where = f"{sheet} {coordinate(spot)}"
                self.problems.append((where, Message(N_("这是公式且没有计算结果，请直接填数。"))))
                return None
        return as_text(value)


def _is_formula(value: object) -> bool:
    return not isinstance(value, str | int | float | bool | date | time | None) or (
        isinstance(value, str) and value.startswith("=")
    )


def as_text(value: object) -> str:
    """A cell's value as a person would type it. Dates and yes/no stay so, to be refused as such."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        number = Decimal(repr(value)).quantize(_NOISE).normalize()
        return f"{number:f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return str(value).strip()
