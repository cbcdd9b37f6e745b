"""What a person types into a cell of a form, strictly read.

Reading is forgiving about writing (full-width digits, separators, spaces, the unit repeated) and never
about meaning: what is not clearly a figure is refused with the reason, not guessed.
"""

import re
import unicodedata
from decimal import Decimal

from gongkai.core.cells import BLANK, STRUCK, Cell, from_unit, is_money
from gongkai.core.messages import N_, Message

STRUCK_MARKS = frozenset({"/", "-", "--", "—", "——", "–", "空", "不适用"})
LARGEST = 10**15  # far above any figure of any city, and safe in every store

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


class NotAFigureError(ValueError):
    """What was typed is not a figure for this cell. `message` says why and what to write."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def parse(text: str, unit: str | None, *, negative: bool = False) -> Cell:
    """The cell that `text` stands for, in a cell read in `unit` (money ends up in fen).

    Nothing typed is blank; "/", "-", "空" strike the cell out. Money takes at most two decimals, counts
    are whole. `negative` permits figures below zero (an entry that takes back part of a counted figure).
    Raises NotAFigureError.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return BLANK
    if typed in STRUCK_MARKS:
        return STRUCK
    number = _number(_without_unit(typed, unit), text, unit)
    if number < 0 and not negative:
        raise NotAFigureError(Message(N_("“{typed}”小于零，此格不能填负数。"), {"typed": text.strip()}))
    _demand_precision(number, text, unit)
    return Cell.number(from_unit(number, unit), text)


def _without_unit(typed: str, unit: str | None) -> str:
    return typed.removesuffix(unit).strip() if unit else typed


def _number(typed: str, text: str, unit: str | None) -> Decimal:
    close = re.sub(r"(?<=\d)\s+(?=\d)", "", typed).replace("−", "-")
    if _GROUPED.fullmatch(close):
        close = close.replace(",", "")
    if not _NUMBER.fullmatch(close):
        values = {"typed": text.strip(), "unit": unit or ""}
        raise NotAFigureError(
            Message(N_("“{typed}”不是数字。请填数字（单位：{unit}），没有发生填 0，不适用填 /。"), values)
        )
    return Decimal(close)


def _demand_precision(number: Decimal, text: str, unit: str | None) -> None:
    if abs(number) > LARGEST:
        raise NotAFigureError(Message(N_("“{typed}”过大，请核对。"), {"typed": text.strip()}))
    if is_money(unit):
        if number * 100 % 1:
            raise NotAFigureError(
                Message(
                    N_("“{typed}”超过两位小数，请以{unit}为单位保留两位。"),
                    {"typed": text.strip(), "unit": unit},
                )
            )
    elif number % 1:
        raise NotAFigureError(Message(N_("“{typed}”不是整数，此格只能填整数。"), {"typed": text.strip()}))


def combined(counted: int | None, entry: Cell) -> Cell:
    """The cell that stands in the return: what the registers count and what the body adds.

    Without a count the entry stands alone. Beside a count a blank entry adds nothing; a struck one stands
    only where nothing was counted.
    """
    if counted is None or (counted == 0 and entry.state is STRUCK.state):
        return Cell(entry.state, entry.value)
    return Cell.number(counted + (entry.value or 0))
