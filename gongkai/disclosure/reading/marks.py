"""What a sheet holds that a reader of values does not see: hidden rows and columns, formulas, errors.

Looked for in the sheet's markup by pattern, so that a sheet of hundreds of megabytes needs no tree in memory.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_CELL_WITH_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b")
_CELL_WITH_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_MOST = 500  # of each are told
_TRUE = frozenset({b"1", b"true"})


@dataclass(slots=True)
class Marks:
    """Numbers of hidden rows, (first, last) of hidden columns from 1, addresses of cells."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def has_marks(content: bytes) -> bool:
    """Is it a workbook whose sheets are markup: .xlsx and .xlsm, neither .ods nor .xlsb?"""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return "xl/workbook.xml" in container.namelist()


def marks_of(content: bytes, sheet: str) -> Marks:
    """Of the sheet with this name; none when it can't be found."""
    found = Marks()
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        part = _part(container, sheet)
        if part is None:
            return found
        markup = container.read(part)
    found.hidden_rows = [
        int(each[b"r"]) for each in _attributes(_ROW, markup) if b"r" in each and _is_hidden(each, b"ht")
    ]
    head = markup[: markup.find(b"sheetData") + 1 or 100_000]
    found.hidden_columns = [
        (int(each[b"min"]), int(each[b"max"]))
        for each in _attributes(_COLUMN, head)
        if b"min" in each and b"max" in each and _is_hidden(each, b"width")
    ]
    found.formulas = _cells(_CELL_WITH_FORMULA, markup)
    found.errors = _cells(_CELL_WITH_ERROR, markup)
    return found


def _is_hidden(each: dict[bytes, bytes], size: bytes) -> bool:
    return each.get(b"hidden") in _TRUE or each.get(size) == b"0"


def _cells(pattern: re.Pattern[bytes], markup: bytes) -> list[str]:
    found: list[str] = []
    for each in _attributes(pattern, markup):
        if b"r" in each:
            found.append(each[b"r"].decode())
        if len(found) >= _MOST:
            break
    return found


def _attributes(pattern: re.Pattern[bytes], markup: bytes) -> Iterator[dict[bytes, bytes]]:
    for match in pattern.finditer(markup):
        yield dict(_ATTRIBUTE.findall(match[1]))


def _part(container: zipfile.ZipFile, sheet: str) -> str | None:
    names = set(container.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    number = None
    for each in _attributes(_SHEET, container.read("xl/workbook.xml")):
        if _unescaped(each.get(b"name", b"")) == sheet:
            number = next((value for key, value in each.items() if key.endswith(b":id")), None)
    for each in _attributes(_RELATION, container.read("xl/_rels/workbook.xml.rels")):
        if number is not None and each.get(b"Id") == number:
            target = each.get(b"Target", b"").decode()
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            return part if part in names else None
    return None


def _unescaped(name: bytes) -> str:
    said = name.decode()
    for mark, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        said = said.replace(mark, meant)
    return said
