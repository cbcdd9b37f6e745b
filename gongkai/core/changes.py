"""What differs between two versions of a return, cell by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.cells import BLANK, Cell


class Nature(StrEnum):
    """What happened to a cell."""

    FILLED = "filled"  # blank before
    CLEARED = "cleared"  # blank now
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs. `by` is the difference when both are numbers (whole units or fen)."""

    code: str
    before: Cell
    after: Cell

    @property
    def by(self) -> int | None:
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def nature(self) -> Nature:
        if self.before.state is BLANK.state:
            return Nature.FILLED
        return Nature.CLEARED if self.after.state is BLANK.state else Nature.CHANGED


def changes(
    before: Mapping[str, Cell], after: Mapping[str, Cell], order: Iterable[str] | None = None
) -> list[Change]:
    """The cells whose state or value differs, in `order` (e.g. `form.cells`) or the versions' own.

    How a cell was printed does not matter: 1,204 and 1204 are one figure. A missing code is a blank cell.
    """
    codes = dict.fromkeys([*(order or ()), *before, *after])
    pairs = ((code, before.get(code, BLANK), after.get(code, BLANK)) for code in codes)
    return [Change(code, old, new) for code, old, new in pairs if _differs(old, new)]


def _differs(before: Cell, after: Cell) -> bool:
    return (before.state, before.value) != (after.state, after.value)
