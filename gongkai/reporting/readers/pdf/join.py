"""Pages to one document: tables that run over a page joined, lines and rows numbered throughout."""

from gongkai.core.document import Grid, Line, TableCell, TableRow
from gongkai.reporting.readers.pdf.lines import TextLine
from gongkai.reporting.readers.pdf.page import PageContent, PageTable


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
