"""HTML as government sites publish it: text in nested boxes, tables for data and tables for layout."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

from gongkai.core.document import Document, Grid, Line, TableCell, TableRow
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.limits import LIMITS
from gongkai.reporting.readers.txt import decode

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "iframe",
    "object",
    "svg",
    "select",
    "button",
    "form",
    "input",
    "textarea",
    "footer",
    "xml",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "center",
    "body",
    "html",
    "figure",
    "figcaption",
    "address",
    "hr",
    "form",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "tfoot",
    "caption",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REPORT = re.compile(r"年度报告|年报")
PROSE = 150  # characters: a cell with more is layout, not data
DEPTH = 200


def read_html(data: bytes, name: str) -> Document:
    """The visible text of a page and its data tables. No network, no entities, no scripts."""
    text = _text_of(data)
    if text is None:
        raise Unreadable.unknown(name)
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    walker = _Walker()
    walker.title(root)
    walker.walk(root, 0)
    walker.end_line()
    return Document(name=name, kind="html", blocks=tuple(walker.blocks), pages=1)


def _text_of(data: bytes) -> str | None:
    """Decoded by byte order mark or valid UTF-8, then by the page's own word, then by GB18030."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else "gb18030"
    if encoding in ("gb2312", "gbk", "x-gbk", "utf-8", "utf8"):
        return decode(data)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


class _Walker:
    """Walks the tree once, writing lines and grids in order."""

    def __init__(self) -> None:
        self.blocks: list[Line | Grid] = []
        self.number = 0
        self.text: list[str] = []
        self.linked = 0

    def title(self, root: lxml.html.HtmlElement) -> None:
        """The page's own title, when it names a report: some sites print it nowhere else."""
        metas = root.xpath("//meta[translate(@name,'ARTICLETITLE','articletitle')='articletitle']/@content")
        titles = [*metas, *root.xpath("//head/title/text()")]
        named = next((str(text).strip() for text in titles if _REPORT.search(str(text))), None)
        if named:
            self.number += 1
            self.blocks.append(Line(re.sub(r"\s+", " ", re.split(r"[_|]", named)[0]).strip(), 1, self.number))

    def end_line(self) -> None:
        """Close the running line; a line that is all links is navigation."""
        text = re.sub(
            r"[ \t\r\n\f\v\u3000]+", " ", "".join(self.text).replace("\xa0", " ").replace("\u200b", "")
        ).strip()
        if text and self.linked < len(text) * 0.8 and self.number < LIMITS.lines:
            self.number += 1
            self.blocks.append(Line(text, 1, self.number))
        self.text, self.linked = [], 0

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            self.text.append(text)
            self.linked += len(text.strip()) if linked else 0

    def walk(self, node: lxml.html.HtmlElement, depth: int, linked: bool = False) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if (tag in _DROPPED and tag != "form") or _HIDDEN.search(node.get("style") or ""):
            return
        if tag == "br":
            self.end_line()
            return
        if tag == "table":
            self.end_line()
            grid = self.grid(node)
            if grid is not None:
                self.blocks.append(grid)
                return
        block = tag in _BLOCKS
        if block:
            self.end_line()
        linked = linked or tag == "a"
        self.add(node.text, linked)
        for child in node if depth < DEPTH else ():
            self.walk(child, depth + 1, linked)
            self.add(child.tail, linked)
        if block:
            self.end_line()

    def grid(self, table: lxml.html.HtmlElement) -> Grid | None:
        """A data table as a grid; None for a table that only lays out the page."""
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if any(True for _ in table.iterdescendants("table")):
            return None
        cells = [[_cell_text(cell) for cell in row if cell.tag in ("td", "th")] for row in rows]
        if len(rows) < 2 or max(map(len, cells), default=0) < 2 or _is_layout(cells):
            return None
        grid = _laid_out(rows, self.number)
        self.number += len(grid.rows)
        return grid


def _is_layout(cells: list[list[str]]) -> bool:
    long = sum(1 for row in cells for text in row if len(text) > PROSE and "。" in text)
    return long > 0 and long >= sum(1 for row in cells for text in row if text) * 0.2


def _cell_text(cell: lxml.html.HtmlElement) -> str:
    parts = list(_texts(cell))
    text = "".join(parts).replace("\xa0", " ").replace("\u200b", "")
    return "\n".join(line for raw in text.split("\n") if (line := re.sub(r"[ \t\u3000]+", " ", raw).strip()))


def _texts(node: lxml.html.HtmlElement) -> Iterator[str]:
    if node.tag in ("script", "style") or _HIDDEN.search(node.get("style") or ""):
        return
    yield re.sub(r"[\r\n\t ]+", " ", node.text or "")
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag in ("br", "p", "div", "li"):
            yield "\n"
        yield from _texts(child)
        yield re.sub(r"[\r\n\t ]+", " ", child.tail or "")


def _span(cell: lxml.html.HtmlElement, name: str) -> int:
    found = re.match(r"\s*(\d{1,4})", cell.get(name) or "")
    return max(1, int(found[1])) if found else 1


def _laid_out(rows: list[lxml.html.HtmlElement], number: int) -> Grid:
    """Spans written out into every place they cover."""
    places: dict[tuple[int, int], TableCell] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (at, column) in places:
                column += 1
            text = _cell_text(cell)
            high = min(_span(cell, "rowspan"), len(rows) - at)
            wide = min(_span(cell, "colspan"), LIMITS.columns - column)
            for down in range(high):
                for across in range(wide):
                    origin = down == 0 and across == 0
                    places.setdefault((at + down, column + across), TableCell(text, origin))
            column += wide
            if column >= LIMITS.columns:
                break
    width = max((column for _, column in places), default=0) + 1
    return Grid(
        tuple(
            TableRow(tuple(places.get((at, c), TableCell("")) for c in range(width)), 1, number + at + 1)
            for at in range(len(rows))
        )
    )
