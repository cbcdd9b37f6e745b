"""A document as entries: a label and the figures that stand beside it, in reading order.

Tables give one entry a row. Running text gives one too, however the table was flattened: a row on a line,
one cell on a line, words broken over lines, bars between cells. An entry keeps the fragments before its
figures, because only the form can say where its label begins.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from gongkai.core.document import Document, Grid, Line, TableRow
from gongkai.core.recognise.text import numbering, plain
from gongkai.core.recognise.values import is_unit, is_value

MAX_FRAGMENTS, KEPT_FRAGMENTS = 8, 120
GLUED_LENGTH = 60
LONG_ROW, MAX_WORDS = 60, 4000  # words of a line
LONGEST_LABEL = 90
MAX_AFTER = 6
FULL_LINE = 5  # figures; a line with fewer may be a row with empty cells
_GLUED = re.compile(r"^(.*?[^\d\s])\s*(万元|人次|条|件|次|个|篇|人|期|份|项)\s*(\d[\d,，]*(?:\.\d+)?)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell's text and the columns it covers: grid columns, or character columns of a line."""

    text: str
    start: int
    end: int
    number: int = 0

    def overlap(self, start: int, end: int) -> int:
        return min(self.end, end) - max(self.start, start)

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Entry:
    """`labels` outermost or earliest first; `values` left to right. `grid` numbers the table it stands in,
    None in running text; `spans` keeps the whole row of a table; `after` are the fragments between this
    entry and the next, into which a label set on several lines may run."""

    labels: tuple[str, ...]
    values: tuple[Piece, ...]
    page: int
    number: int
    unit: str | None = None
    grid: int | None = None
    spans: tuple[Piece, ...] = ()
    after: tuple[str, ...] = ()
    above: int = 0  # line of the last fragment before the figures
    below: int = 0  # line of the first fragment after them

    @property
    def candidates(self) -> tuple[str, ...]:
        """Every text that may be this entry's label: its fragments joined from the end."""
        parts = self.labels[-MAX_FRAGMENTS:]
        if self.grid is not None:
            return tuple(dict.fromkeys((*reversed(parts), "".join(parts))))
        heads = ["".join(parts[-size:]) for size in range(1, len(parts) + 1)]
        tails = ["".join(self.after[:size]) for size in range(len(self.after) + 1)]
        return tuple(head + tail for tail in tails for head in heads if len(head + tail) <= LONGEST_LABEL)


def spans_of(row: TableRow) -> tuple[Piece, ...]:
    """The cells of a row, a spanned cell once, with the grid columns it covers."""
    pieces: list[Piece] = []
    for column, cell in enumerate(row.cells):
        if pieces and not cell.origin and pieces[-1].text == cell.text and pieces[-1].end == column:
            pieces[-1] = replace(pieces[-1], end=column + 1)
        else:
            pieces.append(Piece(cell.text, column, column + 1, row.number))
    return tuple(pieces)


def _is_label(text: str) -> bool:
    return bool(plain(text)) and not is_value(text) and not is_unit(text)


def _row_entry(row: TableRow, spans: tuple[Piece, ...], grid: int) -> Entry:
    last_label = max((at for at, piece in enumerate(spans) if _is_label(piece.text)), default=-1)
    unit = next((piece.text for piece in spans[last_label + 1 :] if is_unit(piece.text)), None)
    labels = tuple(piece.text for piece in spans[: last_label + 1] if _is_label(piece.text))
    values = tuple(piece for piece in spans[last_label + 1 :] if not is_unit(piece.text))
    return Entry(labels, values, row.page, row.number, plain(unit) if unit else None, grid, spans)


def _split_stacked(spans: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """Rows drawn without a rule between them: every figure cell of the row holds the same number of lines."""
    stacks = [piece.text.split("\n") for piece in spans]
    heights = [len(stack) for stack in stacks if stack != [""] and all(is_value(line) for line in stack)]
    if len(heights) < 3 or len(set(heights)) != 1 or heights[0] < 2:
        return [spans]
    height = heights[0]
    return [
        tuple(
            replace(piece, text=stack[at] if len(stack) == height else (piece.text if at == 0 else ""))
            for piece, stack in zip(spans, stacks, strict=True)
        )
        for at in range(height)
    ]


def _grid_entries(grid: Grid, index: int) -> Iterator[Entry]:
    for row in grid.rows:
        for spans in _split_stacked(spans_of(row)):
            yield _row_entry(row, spans, index)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _words(line: Line) -> list[Piece]:
    """The words of a line with the character columns they cover (a Chinese character is two)."""
    words, column, last = [], 0, 0
    for found in islice(re.finditer(r"[^\s|｜]+", line.text), MAX_WORDS):
        column += _width(line.text[last : found.start()])
        width = _width(found.group())
        words.append(Piece(found.group(), column, column + width, line.number))
        column, last = column + width, found.end()
    return words


type Parts = tuple[list[str], str | None, tuple[Piece, ...]]


def _parts(line: Line) -> list[Parts]:
    """A line taken apart: (words of the label, unit, figures), once for a row, more often for a whole table
    that was run together on one line."""
    words = _words(line)
    if len(words) <= LONG_ROW:
        return [_ending(words, line)]
    parts: list[Parts] = []
    for are_values, run in groupby(words, key=lambda word: is_value(word.text)):
        if not are_values:
            label = list(run)
            unit = plain(label.pop().text) if is_unit(label[-1].text) else None
            parts.append(([word.text for word in label], unit, ()))
        elif parts:
            parts[-1] = (*parts[-1][:2], tuple(run))
        else:
            parts.append(([], None, tuple(run)))
    return parts


def _ending(words: list[Piece], line: Line) -> Parts:
    """Words taken apart from their end, so that figures inside a label stay in it."""
    values: list[Piece] = []
    while words and is_value(words[-1].text):
        values.append(words.pop())
    if len(values) == 1 and words and not is_unit(words[-1].text) and _is_open(words):
        words.append(values.pop())
    unit = plain(words.pop().text) if words and is_unit(words[-1].text) else None
    label = " ".join(word.text for word in words)
    if label and not values and unit is None and len(label) < GLUED_LENGTH:
        glued = _GLUED.match(label)
        if glued:
            return [glued[1]], glued[2], (Piece(glued[3], 0, 0, line.number),)
    return [word.text for word in words], unit, tuple(reversed(values))


def _is_open(words: list[Piece]) -> bool:
    """True inside a bracket. A lone number there is the label's ("（…相同信息计 1", broken off); a whole row
    of them stands beside a label whose bracket closes on the next line."""
    text = "".join(word.text for word in words)
    return sum(map(text.count, "（(")) > sum(map(text.count, "）)"))


class _Stream:
    """Collects lines into entries: fragments of text, then a unit and figures, then the next text."""

    def __init__(self) -> None:
        self.fragments: list[str] = []
        self.unit: str | None = None
        self.values: list[Piece] = []
        self.at: Line | None = None
        self.above = 0

    def flush(self) -> Iterator[Entry]:
        if self.at is not None and (self.values or self.unit is not None):
            labels, values = tuple(self.fragments), tuple(self.values)
            yield Entry(labels, values, self.at.page, self.at.number, self.unit, above=self.above)
            self.fragments = []
        self.unit, self.values, self.at = None, [], None

    def feed(self, line: Line) -> Iterator[Entry]:
        for label, unit, values in _parts(line):
            if label:
                yield from (replace(entry, below=line.number) for entry in self.flush())
                self.fragments = [*self.fragments, *label][-KEPT_FRAGMENTS:]
                self.above = line.number
            if unit is not None:
                if self.values or self.unit is not None:
                    yield from self.flush()
                self.unit = unit
                self.at = self.at or line
            if values:
                self.at = self.at if self.values and self.at else line
                self.values.extend(values)


def entries_of(document: Document) -> tuple[Entry, ...]:
    """Every entry of the document, tables and running text alike, in reading order."""
    found: list[Entry] = []
    stream = _Stream()
    for index, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            found.extend(stream.flush())
            stream = _Stream()
            found.extend(_grid_entries(block, index))
        else:
            found.extend(stream.feed(block))
    found.extend(stream.flush())
    return tuple(_with_after(found))


def _with_after(entries: list[Entry]) -> Iterator[Entry]:
    """The entries with the fragments that follow each; a line on which long figures and a label run on,
    under those of the line before, is taken into the entry it continues."""
    at = 0
    while at < len(entries):
        entry = entries[at]
        after: list[str] = []
        at += 1
        while at < len(entries) and _runs_on(entry, entries[at]):
            entry = replace(entry, values=(*entry.values, *entries[at].values))
            after.extend(entries[at].labels)
            at += 1
        if at < len(entries) and entry.grid is None and entries[at].grid is None:
            after.extend(entries[at].labels[: MAX_AFTER - len(after)] if len(after) < MAX_AFTER else ())
        yield replace(entry, after=tuple(after))


def _runs_on(entry: Entry, below: Entry) -> bool:
    """True when each figure of `below` stands under one of a full line of figures and no row begins there."""
    if entry.grid is not None or below.grid is not None or below.unit or not entry.values:
        return False
    first = [piece for piece in entry.values if piece.number == entry.values[0].number]
    if len(first) < FULL_LINE or len(below.values) >= len(first) or numbering("".join(below.labels)):
        return False
    if below.number - entry.values[-1].number > 1 or len(below.labels) > 2:
        return False
    return all(
        piece.text.isdigit() and any(piece.overlap(above.start, above.end) > 0 for above in first)
        for piece in below.values
    )
