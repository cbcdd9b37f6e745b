"""The body of a DOCX: paragraphs to lines, tables to grids, text boxes after their paragraph."""

from collections.abc import Iterator

import lxml.etree

from gongkai.core.document import Grid, Line, TableCell, TableRow
from gongkai.reporting.readers.docx.numbers import Numbering
from gongkai.reporting.readers.docx.xml import MC, W, integer, value
from gongkai.reporting.readers.limits import LIMITS

PROSE = 150  # characters: a cell with more, and a full stop, lays out text and holds no figure
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{MC}Fallback"}
_TEXT = {f"{W}t"}
_BREAKS = {f"{W}br", f"{W}cr"}
_INNER = {f"{W}p", f"{W}tbl", f"{W}txbxContent"}
DEPTH = 12


class BodyReader:
    """Reads the body once, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.blocks: list[Line | Grid] = []
        self.number = 0
        self.page = 1

    def read(self, parent: lxml.etree._Element | None, depth: int = 0) -> None:
        """The blocks under `parent`: paragraphs, tables, and what content controls and insertions wrap."""
        for node in parent if parent is not None and depth < DEPTH else ():
            if node.tag == f"{W}p":
                self._paragraph(node, depth)
            elif node.tag == f"{W}tbl":
                self._table(node, depth)
            elif node.tag not in _GONE and isinstance(node.tag, str):
                self.read(node, depth + 1)

    def _paragraph(self, node: lxml.etree._Element, depth: int) -> None:
        for text in self._lines(node):
            self._add_line(text)
        for box in node.iter(f"{W}txbxContent"):
            if not any(ancestor.tag == f"{MC}Fallback" for ancestor in box.iterancestors()):
                self.read(box, depth + 1)

    def _add_line(self, text: str) -> None:
        if text.strip() and self.number < LIMITS.lines:
            self.number += 1
            self.blocks.append(Line(text.strip(), self.page, self.number))

    def _lines(self, node: lxml.etree._Element) -> list[str]:
        """A paragraph's printed lines, its list number first."""
        mark = self.numbering.of(node.find(f"{W}pPr"))
        text = "".join(self._runs(node))
        lines = text.split("\n")
        if mark and lines and text.strip():
            lines[0] = mark + lines[0].lstrip()
        return lines

    def _runs(self, node: lxml.etree._Element) -> Iterator[str]:
        for child in node:
            if child.tag in _GONE or child.tag in _INNER or not isinstance(child.tag, str):
                continue
            if child.tag in _TEXT:
                yield child.text or ""
            elif child.tag == f"{W}tab" and node.tag == f"{W}r":
                yield " "
            elif child.tag == f"{W}noBreakHyphen":
                yield "-"
            elif child.tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif child.tag in _BREAKS:
                yield "" if value(child, "type") == "page" else "\n"
            else:
                yield from self._runs(child)

    def _table(self, table: lxml.etree._Element, depth: int) -> None:
        rows = [row for row in _under(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [[(cell, self._cell_text(cell)) for cell in _under(row, f"{W}tc")] for row in rows]
        if _is_layout(cells):
            for row in cells:
                for cell, _ in row:
                    self.read(cell, depth + 1)
            return
        grid_rows = []
        for line in _spread(cells):
            self.number += 1
            grid_rows.append(TableRow(tuple(line), self.page, self.number))
        if grid_rows:
            self.blocks.append(Grid(tuple(grid_rows)))

    def _cell_text(self, cell: lxml.etree._Element) -> str:
        lines = [line.strip() for node in _under(cell, f"{W}p") for line in self._lines(node)]
        return "\n".join(line for line in lines if line)


def _under(parent: lxml.etree._Element, tag: str) -> Iterator[lxml.etree._Element]:
    """The nearest descendants of that tag, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag not in _INNER and isinstance(child.tag, str):
            yield from _under(child, tag)


def _is_layout(cells: list[list[tuple[lxml.etree._Element, str]]]) -> bool:
    """A table whose cells hold paragraphs or other tables lays out a page and is read through."""
    if max((len(row) for row in cells), default=0) < 2:
        return True
    if any(cell.find(f".//{W}tbl") is not None for row in cells for cell, _ in row):
        return True
    texts = [text for row in cells for _, text in row if text]
    return sum(1 for text in texts if len(text) > PROSE and "。" in text) > len(texts) * 0.2


def _spread(cells: list[list[tuple[lxml.etree._Element, str]]]) -> Iterator[list[TableCell]]:
    """Rows with spanned cells written into each place they cover."""
    above: list[TableCell] = []
    width = 0
    rows = []
    for row in cells:
        line: list[TableCell] = []
        for cell, text in row:
            properties = cell.find(f"{W}tcPr")
            wide = integer(value(properties.find(f"{W}gridSpan")) if properties is not None else None, 1)
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            continued = merge is not None and value(merge) in (None, "continue")
            wide = max(1, min(wide, LIMITS.columns - len(line)))
            for at in range(wide):
                column = len(line)
                if continued and column < len(above):
                    line.append(TableCell(above[column].text, origin=False))
                else:
                    line.append(TableCell(text, origin=at == 0))
        rows.append(line)
        above = line
        width = max(width, len(line))
    for line in rows:
        yield line + [TableCell("")] * (width - len(line))
