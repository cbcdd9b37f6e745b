"""One page: its ruled tables, and its other characters as lines."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

import pdfplumber.page
from pdfplumber.table import Table, TableFinder
from pdfplumber.utils import curve_to_edges, line_to_edge, rect_to_edges

from gongkai.reporting.readers.pdf.lines import Character, TextLine, assemble

MAX_EDGES = 6_000
DIGITS = frozenset("0123456789.,")
TIGHT = 0.12  # of the size: digits closer than this are one number
THIN = 3.5  # points; a filled rectangle thinner than this is a rule, a thicker one without outline is paint


@dataclass(slots=True)
class PageTable:
    """A ruled table: rows of (text, origin) cells over its finest columns, with its outline."""

    rows: list[list[tuple[str, bool]]]
    top: float
    bottom: float
    edges: tuple[float, ...]


@dataclass(slots=True)
class PageContent:
    number: int
    height: float
    items: list[TextLine | PageTable]
    characters: int
    pictures: int  # pictures, and signs of fonts that don't tell their characters


def content_of(page: pdfplumber.page.Page) -> PageContent:
    """What stands on `page`, top to bottom."""
    characters = [Character.of(char) for char in page.chars if char["text"] and not char["text"].isspace()]
    readable = [char for char in characters if not char.text.startswith("(cid:")]
    unreadable = len(characters) - len(readable)
    characters = _visible(_once(readable), page)
    tables = [made for table in _ruled(page) if (made := _table(table, characters)) is not None]
    inside = {id(char) for _, members in tables for char in members}
    loose = [char for char in characters if id(char) not in inside]
    items: list[TextLine | PageTable] = [table for table, _ in tables]
    items.extend(assemble(loose))
    items.sort(key=lambda item: item.top)
    return PageContent(
        page.page_number, float(page.height), items, len(characters), len(page.images) + unreadable
    )


def _once(characters: list[Character]) -> list[Character]:
    """Bold type that is made by printing a character twice, counted once."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in characters:
        mark = (char.text, round(char.x0), round(char.top))
        if mark not in seen:
            seen.add(mark)
            kept.append(char)
    return kept


def _visible(characters: list[Character], page: pdfplumber.page.Page) -> list[Character]:
    width, height = float(page.width), float(page.height)
    return [c for c in characters if -2 <= c.x0 <= width + 2 and -2 <= c.top <= height + 2]


def _ruled(page: pdfplumber.page.Page) -> list[Table]:
    rules = _rules(page)
    if len(rules) < 4 or len(rules) > MAX_EDGES:
        return []
    vertical = [edge for edge in rules if edge["orientation"] == "v"]
    horizontal = [edge for edge in rules if edge["orientation"] == "h"]
    if len(vertical) < 2 or len(horizontal) < 2:
        return []
    settings = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": vertical,
        "explicit_horizontal_lines": horizontal,
        "intersection_tolerance": 5,
        "snap_tolerance": 3,
        "join_tolerance": 5,
    }
    return list(TableFinder(page, settings).tables)


def _rules(page: pdfplumber.page.Page) -> list[dict[str, object]]:
    """The edges people see. A thick rectangle without outline is paint behind text and has none."""
    rules = [line_to_edge(line) for line in page.lines]
    for rect in page.rects:
        if rect["stroke"] or min(rect["width"], rect["height"]) < THIN:
            rules.extend(rect_to_edges(rect))
    for curve in page.curves[:MAX_EDGES]:
        rules.extend(curve_to_edges(curve))
    return rules


def _table(table: Table, characters: list[Character]) -> tuple[PageTable, list[Character]] | None:
    x0, top, x1, bottom = table.bbox
    xs = _cuts([cell[0] for cell in table.cells] + [cell[2] for cell in table.cells])
    ys = _cuts([cell[1] for cell in table.cells] + [cell[3] for cell in table.cells])
    if len(xs) < 3 or len(ys) < 2:
        return None
    members = [
        c for c in characters if x0 - 1 <= c.middle_x <= x1 + 1 and top - 1 <= c.middle_y <= bottom + 1
    ]
    homes = _homes(table.cells, members)
    grid: list[list[tuple[str, bool]]] = [[("", True)] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for at, cell in enumerate(table.cells):
        left, right = _index(xs, cell[0]), _index(xs, cell[2])
        high, low = _index(ys, cell[1]), _index(ys, cell[3])
        text = _cell_text(homes.get(at, []))
        for row in range(high, low):
            for column in range(left, right):
                grid[row][column] = (text, row == high and column == left)
    return PageTable(grid, top, bottom, tuple(xs)), members


type Box = tuple[float, float, float, float]


def _homes(cells: list[Box], characters: list[Character]) -> dict[int, list[Character]]:
    """The characters of each cell, by the cell's place in `cells`. A number that runs over its cell's rule
    stays whole, in the cell that holds most of it."""
    homes: dict[int, list[Character]] = {}
    for run in _runs(characters):
        votes = Counter(at for char in run if (at := _home(cells, char)) is not None)
        if votes:
            homes.setdefault(votes.most_common(1)[0][0], []).extend(run)
    return homes


def _home(cells: list[Box], char: Character) -> int | None:
    x, y = char.middle_x, char.middle_y
    return next(
        (at for at, cell in enumerate(cells) if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]), None
    )


def _runs(characters: list[Character]) -> list[list[Character]]:
    """Numbers as one run each, every other character by itself."""
    runs: list[list[Character]] = []
    for char in sorted(characters, key=lambda c: (round(c.bottom), c.x0)):
        before = runs[-1][-1] if runs else None
        numeric = char.text in DIGITS and before is not None and before.text in DIGITS
        if numeric and before is not None and abs(before.bottom - char.bottom) < 1 and _touch(before, char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _touch(left: Character, right: Character) -> bool:
    return -0.3 * left.size < right.x0 - left.x1 < TIGHT * left.size


def _cell_text(characters: list[Character]) -> str:
    if not characters:
        return ""
    return "\n".join(line.text.strip() for line in assemble(characters))


def _cuts(values: list[float]) -> list[float]:
    cuts: list[list[float]] = []
    for value in sorted(values):
        if cuts and value - cuts[-1][-1] < 2.5:
            cuts[-1].append(value)
        else:
            cuts.append([value])
    return [median(group) for group in cuts]


def _index(cuts: list[float], value: float) -> int:
    return min(range(len(cuts)), key=lambda at: abs(cuts[at] - value))
