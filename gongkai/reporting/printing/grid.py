"""A printed table on its grid: where each cell stands, and which heads a figure stands under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.report import FormTable, PrintedCell, PrintedRow, RowGroup


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell on the grid: its first column, and whether it only carries on a cell from the row above."""

    cell: PrintedCell
    column: int
    carried: bool = False


def laid(rows: Sequence[PrintedRow]) -> Iterator[tuple[Placed, ...]]:
    """Each row's cells with their grid columns, the cells that come down from above included."""
    down: dict[int, tuple[PrintedCell, int]] = {}
    for row in rows:
        placed: list[Placed] = []
        own = list(row)
        column = 0
        while own or column in down:
            if column in down:
                cell, left = down.pop(column)
                placed.append(Placed(cell, column, carried=True))
            else:
                cell = own.pop(0)
                left = cell.rowspan
                placed.append(Placed(cell, column))
            if left > 1:
                down[column] = (cell, left - 1)
            column += cell.colspan
        yield tuple(placed)


@dataclass(frozen=True, slots=True)
class Headed:
    """A figure with the heads of its row and of its column, outermost first."""

    cell: PrintedCell
    row: tuple[str, ...]
    column: tuple[str, ...]


def figures(table: FormTable) -> Iterator[Headed]:
    """The figures of `table` in order."""
    for group in table.groups:
        yield from _figures(group)


def _figures(group: RowGroup) -> Iterator[Headed]:
    rows = tuple(laid((*group.head, *group.rows)))
    heads, body = rows[: len(group.head)], rows[len(group.head) :]
    for row in body:
        side = tuple(placed.cell.text for placed in row if placed.cell.scope)
        for placed in row:
            if placed.cell.cell and not placed.carried:
                yield Headed(placed.cell, side, _heads_over(placed.column, heads))


def _heads_over(column: int, heads: Sequence[tuple[Placed, ...]]) -> tuple[str, ...]:
    over = (
        placed.cell.text
        for row in heads
        for placed in row
        if not placed.carried and placed.column <= column < placed.column + placed.cell.colspan
    )
    return tuple(over)
