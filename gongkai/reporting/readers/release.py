"""Text that a table holds only by layout: a chapter heading or a paragraph across the whole width."""

import re
from collections.abc import Iterable, Iterator

from gongkai.core.document import Grid, Line, TableRow

_CHAPTER = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]{1,3}部分)")
PARAGRAPH = 60  # characters
HEADING = 45


def released(blocks: Iterable[Line | Grid]) -> Iterator[Line | Grid]:
    """The blocks with full-width headings and paragraphs taken out of the tables, in their places."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        rows: list[TableRow] = []
        for row in block.rows:
            text = _running_text(row)
            if text is None:
                rows.append(row)
                continue
            if rows:
                yield Grid(tuple(rows))
                rows = []
            yield from (Line(part, row.page, row.number) for part in text.split("\n") if part.strip())
        if rows:
            yield Grid(tuple(rows))


def is_chapter(text: str) -> bool:
    """True for a heading of the first order ("三、收到和处理政府信息公开申请情况")."""
    return bool(_CHAPTER.match(text)) and len(re.sub(r"\s+", "", text)) <= HEADING


def _running_text(row: TableRow) -> str | None:
    """The text of a row that is one cell and is a heading or a paragraph, None for every other row."""
    texts = {cell.text for cell in row.cells}
    if len(texts) != 1 or sum(cell.origin for cell in row.cells) != 1:
        return None
    text = texts.pop()
    flat = re.sub(r"\s+", "", text)
    if is_chapter(text):
        return text
    return text if len(flat) >= PARAGRAPH and "。" in flat else None
