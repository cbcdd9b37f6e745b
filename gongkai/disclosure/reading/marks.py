"""What a sheet holds that a reader of values does not see: hidden rows and columns, formulas, errors, numbers
that are shown as percentages.

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
_CELL_WITH_STYLE = re.compile(rb'<(?:\w+:)?c\b([^>]*\bs="\d+"[^>]*)>')
_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\b((?:\s+[\w:]+\s*=\s*"[^"]*")*)')
_FORMATS_OF_CELLS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT_OF_CELLS = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_NOT_OF_THE_FORMAT = re.compile(
    rb'"[^"]*"|&quot;.*?&quot;|\\.|\[[^\]]*\]'
)  # words, colours and conditions in it
_PERCENT_FORMATS = frozenset({b"9", b"10"})  # those every program knows: 0% and 0.00%
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_STYLES = "xl/styles.xml"
_MOST = 500  # of each are told
_TRUE = frozenset({b"1", b"true"})


@dataclass(slots=True)
class Marks:
    """Numbers of hidden rows, (first, last) of hidden columns from 1, addresses of cells: of `percents` all,
    of the others the first ones."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    percents: list[str] = field(default_factory=list)


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
        styles = _percent_styles(container)
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
    if styles:
        cells = _attributes(_CELL_WITH_STYLE, markup)
        found.percents = [each[b"r"].decode() for each in cells if each[b"s"] in styles and b"r" in each]
    return found


def _percent_styles(container: zipfile.ZipFile) -> frozenset[bytes]:
    """Numbers of the styles that show 0.05 as 5%."""
    if _STYLES not in container.namelist():
        return frozenset()
    markup = container.read(_STYLES)
    formats = {
        each[b"numFmtId"]
        for each in _attributes(_FORMAT, markup)
        if b"numFmtId" in each and b"%" in _NOT_OF_THE_FORMAT.sub(b"", each.get(b"formatCode", b""))
    }
    listed = _FORMATS_OF_CELLS.search(markup)
    of_cells = _attributes(_FORMAT_OF_CELLS, listed[0]) if listed else ()
    shown = formats | _PERCENT_FORMATS
    return frozenset(
        str(number).encode() for number, each in enumerate(of_cells) if each.get(b"numFmtId") in shown
    )


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
