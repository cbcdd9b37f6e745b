"""A cleaned text (`publishing.sanitising`) as blocks, which every paper is made of: paragraphs, heads, lists,
tables, pictures. Whatever the text nests in an odd way comes out straight."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import html

_OWN = re.compile(r"attachment:(\d+)\Z")
_MARKS = {"strong": "strong", "em": "em", "u": "u", "s": "s", "sup": "sup", "sub": "sub"}
_HEADS = {"h2": 1, "h3": 2, "h4": 3}
_TOGETHER = {
    "div", "blockquote", "figure", "dl", "thead", "tbody", "tfoot", "tr", "td", "th", "li", "p", "h2", "h3",
    "h4", "figcaption", "dt", "dd", "caption", "ul", "ol", "table", "hr",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\r\f\v\n]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. `href`: where they lead, outside of the issue."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level` 0: text; 1 to 3: a head. `align`: "", "center" or "right"."""

    runs: tuple[Run, ...]
    level: int = 0
    align: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """`file`: its number among the stored files."""

    file: int
    alt: str


@dataclass(frozen=True, slots=True)
class Listing:
    """`start` None: without numbers."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """At column `x` and row `y`, from 0."""

    x: int
    y: int
    width: int
    height: int
    is_head: bool
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """`heads`: how many rows at the top are repeated on every page."""

    columns: int
    rows: int
    heads: int
    caption: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


type Block = Paragraph | Picture | Listing | Table | Rule


def blocks_of(cleaned: str) -> tuple[Block, ...]:
    """The text in reading order."""
    if not cleaned.strip():
        return ()
    root = html.fragment_fromstring(cleaned, create_parent="div")
    return tuple(_straightened(_blocks(root)))


def from_lines(text: str) -> tuple[Block, ...]:
    """Plain text: a paragraph a line."""
    return tuple(Paragraph((Run(line.strip()),)) for line in text.splitlines() if line.strip())


def pictures_of(blocks: Iterable[Block]) -> Iterator[int]:
    """The files that are shown."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block.file
        elif isinstance(block, Listing):
            for item in block.items:
                yield from pictures_of(item)
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from pictures_of(cell.blocks)


def told_in_words(blocks: Iterable[Block], words: Mapping[int, str]) -> tuple[Block, ...]:
    """The same, each picture that the text leaves without words with those of `words`."""
    return tuple(_told(each, words) for each in blocks)


def _told(block: Block, words: Mapping[int, str]) -> Block:
    if isinstance(block, Picture) and not block.alt:
        return replace(block, alt=words.get(block.file, "图片"))
    if isinstance(block, Listing):
        return replace(block, items=tuple(told_in_words(item, words) for item in block.items))
    if isinstance(block, Table):
        told = (replace(cell, blocks=told_in_words(cell.blocks, words)) for cell in block.cells)
        return replace(block, cells=tuple(told))
    return block


def _straightened(blocks: Iterable[Block]) -> Iterator[Block]:
    """No level of heads is skipped, whatever the text skips."""
    open_levels: list[int] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.level:
            yield block
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        yield replace(block, level=len(open_levels))


@dataclass
class _Line:
    """The words gathered until the next block begins."""

    runs: list[Run] = field(default_factory=list)

    def flush(self, level: int, align: str) -> Iterator[Paragraph]:
        runs, self.runs = tuple(self.runs), []
        if "".join(run.text for run in runs).strip():
            yield Paragraph(_trimmed(runs), level, align)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first, last = runs[0], runs[-1]
    if len(runs) == 1:
        return (replace(first, text=first.text.strip()),)
    return (
        replace(first, text=first.text.lstrip()), *runs[1:-1], replace(last, text=last.text.rstrip())
    )  # fmt: skip


def _blocks(element: html.HtmlElement, level: int = 0, align: str = "") -> Iterator[Block]:
    """The blocks within an element; words that stand in it directly are a paragraph of its own."""
    line = _Line()
    _say(line, element.text, frozenset(), "")
    for child in element:
        yield from _child(child, line, level, align, frozenset(), "")
        _say(line, child.tail, frozenset(), "")
    yield from line.flush(level, align)


def _child(
    child: html.HtmlElement, line: _Line, level: int, align: str, marks: frozenset[str], href: str
) -> Iterator[Block]:
    tag = child.tag
    if not isinstance(tag, str):
        return
    if tag in _TOGETHER:
        yield from line.flush(level, align)
        yield from _block(child, tag, align)
    elif tag == "img":
        yield from line.flush(level, align)
        yield from _picture(child)
    elif tag == "br":
        yield from line.flush(level, align)
    else:
        marks = marks | ({_MARKS[tag]} if tag in _MARKS else set())
        to = child.get("href", "") if tag == "a" else href
        href = "" if _OWN.match(to) else to
        _say(line, child.text, marks, href)
        for inner in child:
            yield from _child(inner, line, level, align, marks, href)
            _say(line, inner.tail, marks, href)


def _block(element: html.HtmlElement, tag: str, align: str) -> Iterator[Block]:
    own = next((name for name in ("center", "right") if name in (element.get("class") or "").split()), align)
    if tag == "table":
        yield _table(element)
    elif tag in ("ul", "ol"):
        yield _listing(element)
    elif tag == "hr":
        yield Rule()
    elif tag == "figcaption":
        yield from _blocks(element, 0, "center")
    else:
        yield from _blocks(element, _HEADS.get(tag, 0), own)


def _say(line: _Line, text: str | None, marks: frozenset[str], href: str) -> None:
    words = _SPACES.sub(" ", text or "")
    if words and (line.runs or words.strip()):
        line.runs.append(Run(words, marks, href))


def _picture(element: html.HtmlElement) -> Iterator[Picture]:
    own = _OWN.match(element.get("src") or "")
    if own:
        yield Picture(int(own[1]), (element.get("alt") or "").strip())


def _listing(element: html.HtmlElement) -> Listing:
    items = tuple(tuple(_blocks(each)) for each in element if each.tag == "li")
    start = int(element.get("start") or 1) if element.tag == "ol" else None
    return Listing(tuple(item for item in items if item), start)


def _table(element: html.HtmlElement) -> Table:
    """Every cell at its place, no two on one spot, no gap left."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for y, row in enumerate(rows):
        x = 0
        for each in row:
            if each.tag not in ("td", "th"):
                continue
            while (x, y) in taken:
                x += 1
            cells.append(_cell(each, x, y, len(rows), taken))
            x += cells[-1].width
    columns = max((cell.x + cell.width for cell in cells), default=1)
    cells += [
        Cell(x, y, 1, 1, False, ()) for y in range(len(rows)) for x in range(columns) if (x, y) not in taken
    ]
    captions = " ".join("".join(each.itertext()).strip() for each in element if each.tag == "caption")
    placed = tuple(sorted(cells, key=lambda cell: (cell.y, cell.x)))
    return Table(columns, len(rows), _heads(placed, len(rows)), captions, placed)


def _cell(element: html.HtmlElement, x: int, y: int, rows: int, taken: set[tuple[int, int]]) -> Cell:
    width, height = _span(element, "colspan"), min(_span(element, "rowspan"), rows - y)
    free = next((n for n in range(width) if (x + n, y) in taken), width)
    spots = [(x + n, y + m) for n in range(free) for m in range(height)]
    if any(spot in taken for spot in spots):
        height = 1
        spots = [(x + n, y) for n in range(free)]
    taken.update(spots)
    return Cell(x, y, free, height, element.tag == "th", tuple(_blocks(element)))


def _span(element: html.HtmlElement, name: str) -> int:
    given = element.get(name) or "1"
    return min(max(int(given), 1), 100) if given.isdigit() else 1


def _heads(cells: Iterable[Cell], rows: int) -> int:
    """Rows at the top in which every cell is a head, spans within them; never all of them."""
    body = [cell for cell in cells if not cell.is_head]
    heads = min((cell.y for cell in body), default=rows)
    reaching = [cell.y + cell.height for cell in cells if cell.y < heads]
    return heads if heads < rows and all(each <= heads for each in reaching) else 0
