"""Which figure of a row stands in which column: by the heads above it, else by order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.core.forms import Column
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.text import key, plain, similarity
from gongkai.core.recognise.values import is_value

HEAD_LIKE = 0.72
AGREED = 0.8  # of the full rows must show one set of columns
_SYNONYMS = {"总计": ("合计", "小计", "共计"), "其他": ("其它",), "自然人": ("公民",)}


def _is_head(text: str, label: str) -> bool:
    if key(text) == key(label) or key(text) in _SYNONYMS.get(label, ()):
        return True
    return len(key(label)) > 2 and similarity(text, label) >= HEAD_LIKE


def heads(entries: Sequence[Entry], at: int, columns: Sequence[Column]) -> list[Piece] | None:
    """The head cells of `columns` nearest above entry `at` in its table, or None unless all are found."""
    grid = entries[at].grid
    if grid is None:
        return None
    found: dict[str, Piece] = {}
    for entry in reversed(entries[max(0, at - 60) : at + 1]):
        if entry.grid != grid:
            break
        for piece, column in _match_heads(entry, columns):
            found.setdefault(column.code, piece)
        if len(found) == len(columns):
            break
    pieces = [found.get(column.code) for column in columns]
    if any(piece is None for piece in pieces):
        return None
    ordered = [piece for piece in pieces if piece is not None]
    rising = all(left.start < right.start for left, right in pairwise(ordered))
    return ordered if rising else None


def _match_heads(entry: Entry, columns: Sequence[Column]) -> list[tuple[Piece, Column]]:
    pairs: list[tuple[Piece, Column]] = []
    if any(is_value(piece.text) for piece in entry.spans):
        return pairs
    for column in columns:
        piece = next((piece for piece in reversed(entry.spans) if _is_head(piece.text, column.label)), None)
        if piece is not None:
            pairs.append((piece, column))
    return pairs


def usual_columns(rows: Sequence[Entry], grid: int | None, count: int) -> list[Piece] | None:
    """Where the figures stand in the rows of one table that have all of them; None unless they agree."""
    full = []
    for entry in rows:
        printed = [piece for piece in entry.values if plain(piece.text)]
        if entry.grid == grid and len(printed) == count:
            full.append(tuple((piece.start, piece.end) for piece in printed))
    if not full:
        return None
    usual, times = Counter(full).most_common(1)[0]
    return [Piece("", start, end) for start, end in usual] if times >= len(full) * AGREED else None


def by_heads(entry: Entry, found: Sequence[Piece]) -> list[Piece | None]:
    """For each head the row's cell that shares most columns with it."""
    cells: list[Piece | None] = []
    for head in found:
        best = max(entry.spans, key=lambda piece: piece.overlap(head.start, head.end), default=None)
        cells.append(best if best is not None and best.overlap(head.start, head.end) > 0 else None)
    return cells


def by_order(values: Sequence[Piece], count: int) -> list[Piece | None] | None:
    """`count` figures in order; blanks that a crooked rule made are passed over. None when they don't fit."""
    if len(values) == count:
        return list(values)
    printed = [piece for piece in values if plain(piece.text)]
    return list(printed) if len(values) > count and len(printed) == count else None


def by_padding(values: Sequence[Piece], count: int) -> list[Piece | None] | None:
    """The first `count` figures of a row that is filled up with empty cells at its end."""
    fits = len(values) > count and not any(plain(piece.text) for piece in values[count:])
    return list(values[:count]) if fits else None


def by_gaps(entry: Entry, count: int, usual: int) -> list[Piece | None] | None:
    """Figures one on a line, where an empty cell left empty lines: `usual` is the step between two cells.

    An empty cell takes one line or a whole step. None unless the gaps account for every cell.
    """
    numbers = [entry.above, *(piece.number for piece in entry.values), entry.below]
    if not entry.above or not entry.below or len(set(numbers)) != len(numbers):
        return None
    for step in (1, usual):
        gaps = [(after - before - usual) / step for before, after in pairwise(numbers)]
        if all(gap >= 0 and gap.is_integer() for gap in gaps) and sum(gaps) + len(entry.values) == count:
            cells: list[Piece | None] = []
            for gap, piece in zip(gaps, (*entry.values, None), strict=True):
                cells.extend([None] * int(gap))
                cells.extend([piece] if piece is not None else [])
            return cells
    return None


def usual_step(rows: Sequence[Entry], count: int) -> int | None:
    """The lines from one cell to the next in text with one cell on a line, by the rows that are full."""
    steps = Counter(
        after.number - before.number
        for row in rows
        if row.grid is None and len(row.values) == count
        for before, after in pairwise(row.values)
    )
    usual = steps.most_common(1)
    return usual[0][0] if usual and usual[0][0] > 0 else None


def mended(values: Sequence[Piece], count: int) -> Sequence[Piece]:
    """The figures of a row whose long numbers run on in a second line, under the figure they belong to.

    Unchanged unless the first line has all `count` figures and each further piece stands under one of them.
    """
    first = [piece for piece in values if piece.number == values[0].number] if values else []
    rest = values[len(first) :]
    if len(first) != count or not rest:
        return values
    for piece in rest:
        at = max(range(count), key=lambda i: first[i].overlap(piece.start, piece.end))
        if first[at].overlap(piece.start, piece.end) <= 0 or not piece.text[:1].isdigit():
            return values
        first[at] = replace(first[at], text=first[at].text + piece.text)
    return first


def by_place(values: Sequence[Piece], middles: Sequence[float]) -> list[Piece | None] | None:
    """Figures of a short line put under the columns whose middles other lines show; None if two collide."""
    cells: list[Piece | None] = [None] * len(middles)
    for piece in values:
        nearest = min(range(len(middles)), key=lambda at: abs(middles[at] - piece.middle))
        if cells[nearest] is not None:
            return None
        cells[nearest] = piece
    return cells


def middles_of(rows: Sequence[Sequence[Piece]], count: int) -> list[float] | None:
    """Where the columns of a table in running text stand, from its lines that have every figure."""
    full = [row for row in rows if len(row) == count and len({piece.number for piece in row}) == 1]
    if not full:
        return None
    return [sorted(row[at].middle for row in full)[len(full) // 2] for at in range(count)]
