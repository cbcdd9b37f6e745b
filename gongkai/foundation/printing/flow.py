"""Cleaned text of a publication as plain data that a print's template sets (`flow.typ`): paragraphs,
headings, lists, tables, pictures.

Tables come out as a grid without holes and without cells that overlap, whatever the HTML says; headings never
skip a level, as a tagged PDF wants it.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

type Node = dict[str, Any]

_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
_INLINE = {"strong", "em", "u", "s", "sup", "sub", "a", "br"}
_MARKS = {"strong", "em", "u", "s", "sup", "sub"}
_OWN = "attachment:"
_MOST = 60  # columns of a table
_SPACES = re.compile(r"\s+")


def flow(cleaned: str) -> list[Node]:
    """The blocks of a cleaned text, in order."""
    if not cleaned.strip():
        return []
    blocks = list(_blocks(html.fragment_fromstring(cleaned, create_parent="div")))
    _without_gaps(blocks, [0])
    return blocks


def pictures(blocks: list[Node]) -> set[int]:
    """The files that the blocks show."""
    found: set[int] = set()
    for block in blocks:
        if block["kind"] == "picture":
            found.add(block["file"])
        for inner in _inner(block):
            found |= pictures(inner)
    return found


def _inner(block: Node) -> Iterator[list[Node]]:
    """The lists of blocks within a block."""
    yield from block.get("items", ())
    if "blocks" in block:
        yield block["blocks"]
    for row in (*block.get("head", ()), *block.get("rows", ())):
        for cell in row:
            yield cell["blocks"]


def _without_gaps(blocks: list[Node], last: list[int]) -> None:
    for block in blocks:
        if block["kind"] == "heading":
            block["level"] = last[0] = min(block["level"], last[0] + 1)
        for inner in _inner(block):
            _without_gaps(inner, last)


def _blocks(element: html.HtmlElement) -> Iterator[Node]:
    """The blocks in an element; words and inline marks between blocks make a paragraph of their own."""
    loose: list[Any] = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            loose.append(_mark(child))
        else:
            yield from _paragraph(loose, _side(element))
            loose = []
            yield from _block(child)
        loose.append(child.tail or "")
    yield from _paragraph(loose, _side(element))


def _block(element: html.HtmlElement) -> Iterator[Node]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        yield {"kind": "heading", "level": _HEADINGS[tag], "words": _words(element), "side": _side(element)}
    elif tag in ("ul", "ol"):
        start = element.get("start", "1")
        yield {
            "kind": tag, "start": int(start) if start.isdecimal() else 1,
            "items": [list(_blocks(each)) for each in element.iter("li") if each.getparent() is element],
        }  # fmt: skip
    elif tag == "img":
        yield from _picture(element)
    elif tag == "hr":
        yield {"kind": "rule"}
    elif tag == "blockquote":
        yield {"kind": "quote", "blocks": list(_blocks(element))}
    elif tag == "table":
        yield from _table(element)
    elif tag in ("figcaption", "caption"):
        yield {"kind": "caption", "words": _words(element)}
    else:
        yield from _blocks(element)


def _paragraph(pieces: list[Any], side: str) -> Iterator[Node]:
    """One paragraph, unless there is nothing in it; its pictures stand by themselves."""
    words: list[Any] = []
    for piece in pieces:
        words += [_SPACES.sub(" ", piece)] if isinstance(piece, str) and piece.strip() else []
        words += [piece] if isinstance(piece, dict) else []
    words = _trimmed(words)
    if any(isinstance(each, str) or each["mark"] != "br" for each in words):
        yield {"kind": "paragraph", "words": words, "side": side}


def _trimmed(words: list[Any]) -> list[Any]:
    """Without the space before the first word and behind the last."""
    if words and isinstance(words[0], str):
        words[0] = words[0].lstrip()
    if words and isinstance(words[-1], str):
        words[-1] = words[-1].rstrip()
    return words


def _words(element: html.HtmlElement) -> list[Any]:
    """Text and marks within a paragraph or heading; a picture is left to its alternative text."""
    found: list[Any] = [_SPACES.sub(" ", element.text or "")]
    for child in element:
        found.append(_mark(child) if child.tag in _INLINE else _said(child))
        found.append(_SPACES.sub(" ", child.tail or ""))
    return [each for each in found if each]


def _said(element: html.HtmlElement) -> str:
    return element.get("alt") or "" if element.tag == "img" else " ".join("".join(element.itertext()).split())


def _mark(element: html.HtmlElement) -> Node:
    if element.tag == "br":
        return {"mark": "br", "words": []}
    if element.tag == "a":
        href = element.get("href") or ""
        foreign = href.startswith(("http://", "https://", "mailto:"))
        return {"mark": "link" if foreign else "", "href": href, "words": _words(element)}
    return {"mark": element.tag if element.tag in _MARKS else "", "words": _words(element)}


def _picture(element: html.HtmlElement) -> Iterator[Node]:
    source = element.get("src") or ""
    if source.startswith(_OWN) and source.removeprefix(_OWN).isdecimal():
        yield {"kind": "picture", "file": int(source.removeprefix(_OWN)), "alt": element.get("alt") or ""}


def _side(element: html.HtmlElement) -> str:
    sides = (element.get("class") or "").split()
    return next((each for each in ("center", "right") if each in sides), "")


def _table(element: html.HtmlElement) -> Iterator[Node]:
    rows = [each for each in element.iter("tr") if next(each.iterancestors("table")) is element]
    heads = [each for each in rows if each.getparent().tag == "thead"]
    parts = [_grid(heads), _grid([each for each in rows if each not in heads])]
    ends = (cell["x"] + cell["across"] for part in parts for row in part for cell in row)
    columns = max(ends, default=0)
    if not columns:
        return
    for caption in element.findall("caption"):
        yield {"kind": "caption", "words": _words(caption)}
    head, body = (_filled(part, columns) for part in parts)
    yield {"kind": "table", "columns": columns, "head": head, "rows": body}


def _grid(rows: list[html.HtmlElement]) -> list[list[Node]]:
    """Cells of each row with where they stand; one that would lie over another or below the table is cut."""
    taken: set[tuple[int, int]] = set()
    grid: list[list[Node]] = []
    for y, row in enumerate(rows):
        line: list[Node] = []
        x = 0
        for cell in (each for each in row if each.tag in ("td", "th")):
            while (x, y) in taken:
                x += 1
            if x >= _MOST:
                break
            down = min(_span(cell, "rowspan"), len(rows) - y)
            across = 1
            while across < min(_span(cell, "colspan"), _MOST - x) and (x + across, y) not in taken:
                across += 1
            taken |= {(x + dx, y + dy) for dx in range(across) for dy in range(down)}
            line.append(
                {"x": x, "y": y, "across": across, "down": down, "blocks": list(_blocks(cell)),
                 "head": cell.tag == "th", "side": _side(cell)}
            )  # fmt: skip
            x += across
        grid.append(line)
    return grid


def _filled(grid: list[list[Node]], columns: int) -> list[list[Node]]:
    """With an empty cell wherever the table has a hole."""
    taken = {
        (cell["x"] + dx, cell["y"] + dy)
        for row in grid for cell in row for dx in range(cell["across"]) for dy in range(cell["down"])
    }  # fmt: skip
    empty = {"across": 1, "down": 1, "blocks": [], "head": False, "side": ""}
    return [
        sorted(
            [*row, *({**empty, "x": x, "y": y} for x in range(columns) if (x, y) not in taken)],
            key=lambda cell: cell["x"],
        )
        for y, row in enumerate(grid)
    ]


def _span(cell: html.HtmlElement, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, int(text)) if text.isdecimal() else 1
