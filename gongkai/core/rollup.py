"""Summing many returns cell by cell (汇总).

States when summing: numbers add; struck cells add nothing; a blank is unknown and is counted, never taken for
zero. All blank stays blank, all struck stays struck, blank with struck is blank.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.cells import BLANK, STRUCK, Cell, State


@dataclass(frozen=True, slots=True)
class Rolled:
    """The sum of one cell over returns, and how many returns gave a number, left it blank, or struck it."""

    cell: Cell
    numbers: int
    blanks: int
    strucks: int

    @property
    def open(self) -> bool:
        """True when a blank leaves the sum unfinished."""
        return self.blanks > 0


def roll_up(returns: Sequence[Mapping[str, Cell]], codes: Iterable[str]) -> dict[str, Rolled]:
    """The sum of each of `codes` over `returns`. A code missing from a return counts as blank there."""
    return {code: roll_up_cell(given.get(code, BLANK) for given in returns) for code in codes}


def roll_up_cell(cells: Iterable[Cell]) -> Rolled:
    """The sum of one cell over returns."""
    total = numbers = blanks = strucks = 0
    for cell in cells:
        if cell.value is not None:
            total += cell.value
            numbers += 1
        elif cell.state is State.STRUCK:
            strucks += 1
        else:
            blanks += 1
    return Rolled(summed(total, numbers, blanks, strucks), numbers, blanks, strucks)


def summed(total: int, numbers: int, blanks: int, strucks: int) -> Cell:
    """The cell that stands for so many numbers of this total, blanks and struck cells."""
    if numbers:
        return Cell.number(total)
    return STRUCK if strucks and not blanks else BLANK
