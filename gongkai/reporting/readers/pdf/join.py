"""Pages to one document: tables that run over a page joined, lines and rows numbered throughout."""

import re

from gongkai.core.document import Grid, Line, TableCell, TableRow
from gongkai.reporting.readers.pdf.lines import TextLine
from gongkai.reporting.readers.pdf.page import PageContent, PageTable

WIDE, FIGURES = 8, 7  # columns of 表三, in which a row without figures can only be half a row
_NUMBERED = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}[.．、)])")


def numbered(pages: list[PageContent]) -> tuple[Line | Grid, ...]:
    """The blocks of the document in reading order."""
    blocks: list[Line | list[TableRow]] = []
    open_table: PageTable | None = None
    number = 0
    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine):
                number += 1
                blocks.append(Line(item.text.rstrip(), page.number, number))
                open_table = None
                continue
            rows = [tuple(TableCell(text, origin) for text, origin in row) for row in item.rows]
            joins = open_table is not None and _same_columns(open_table, item)
            if joins:
                head = blocks[-1]
                assert isinstance(head, list)
                rows = _without_repeated_head(head, rows)
                rows = _with_split_row_mended(head, rows)
            target: list[TableRow] = blocks[-1] if joins and isinstance(blocks[-1], list) else []
            for cells in rows:
                number += 1
                target.append(TableRow(cells, page.number, number))
            if not joins:
                blocks.append(target)
            open_table = item
    return tuple(Grid(tuple(block)) if isinstance(block, list) else block for block in blocks)


def _same_columns(left: PageTable, right: PageTable) -> bool:
    if len(left.edges) != len(right.edges):
        return False
    return all(abs(a - b) < 6 for a, b in zip(left.edges, right.edges, strict=True))


def _with_split_row_mended(
    head: list[TableRow], rows: list[tuple[TableCell, ...]]
) -> list[tuple[TableCell, ...]]:
    """The next page's rows, the first taken into the last row above when a page break cut that row in two:
    its label runs on without a number, and no column holds text in both halves but the label's."""
    if not head or not rows or len(rows[0]) < WIDE:
        return rows
    above, below = head[-1].cells, rows[0]
    labels = [
        at
        for at, cell in enumerate(below)
        if cell.text and not cell.text[:1].isdigit() and len(cell.text) > 1
    ]
    if not labels or any(_NUMBERED.match(below[at].text) for at in labels):
        return rows
    if any(
        left.text and right.text
        for at, (left, right) in enumerate(zip(above, below, strict=True))
        if at not in labels
    ):
        return rows
    if all(cell.text for cell in above[-FIGURES:]) or all(cell.text for cell in below[-FIGURES:]):
        whole = tuple(
            TableCell(left.text + right.text, left.origin) for left, right in zip(above, below, strict=True)
        )
        head[-1] = TableRow(whole, head[-1].page, head[-1].number)
        return rows[1:]
    return rows


def _without_repeated_head(
    head: list[TableRow], rows: list[tuple[TableCell, ...]]
) -> list[tuple[TableCell, ...]]:
    """Rows of the next page without the table's head printed again."""
    same = 0
    while same < min(len(head), len(rows) - 1, 4):
        if [c.text for c in head[same].cells] != [c.text for c in rows[same]]:
            break
        same += 1
    return rows[same:]
