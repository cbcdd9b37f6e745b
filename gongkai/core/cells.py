"""One cell of a statistical form: a number, blank, or struck out.

The three states never mix: 0 is a number, an empty cell is blank, and "/", "-" or "空" says that the
figure does not apply. Money is held in fen (分) so that sums are exact.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

FEN_PER_UNIT = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}


class State(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    BLANK = "blank"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Cell:
    """State and value of one cell.

    `value` is whole units for counts and fen for money; None unless the state is NUMBER.
    `printed` keeps the characters of the source, if there is one.
    """

    state: State = State.BLANK
    value: int | None = None
    printed: str = ""

    def __post_init__(self) -> None:
        if (self.state is State.NUMBER) != (self.value is not None):
            raise ValueError("a cell has a value exactly when its state is NUMBER")

    @classmethod
    def number(cls, value: int, printed: str = "") -> "Cell":
        """A cell holding `value` (whole units, or fen)."""
        return cls(State.NUMBER, value, printed)

    @property
    def is_number(self) -> bool:
        return self.state is State.NUMBER


BLANK = Cell()
STRUCK = Cell(State.STRUCK)


def is_money(unit: str | None) -> bool:
    """True when figures in `unit` are held in fen."""
    return unit in FEN_PER_UNIT


def in_unit(value: int, unit: str | None) -> int | Decimal:
    """An inside value as the number people read in `unit`: fen → 万元 Decimal, counts unchanged."""
    if unit is None or not is_money(unit):
        return value
    amount = Decimal(value) / FEN_PER_UNIT[unit]
    return amount.normalize() if amount % 1 else amount.quantize(Decimal(1))


def from_unit(number: Decimal | int, unit: str | None) -> int:
    """The inside value of a number read in `unit`.

    Raises ValueError when a count has a fraction, or money is finer than one fen.
    """
    scaled = Decimal(number) * (FEN_PER_UNIT[unit] if unit is not None and is_money(unit) else 1)
    if scaled % 1:
        raise ValueError(f"{number} {unit or ''} is not a whole number of the smallest unit")
    return int(scaled)
