"""What one cell says: a number, nothing, or struck out."""

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.cells import BLANK, FEN_PER_UNIT, Cell, State, from_unit, is_money
from gongkai.core.recognise.text import plain

MAX_DIGITS, LONGEST = 15, 30
UNITS = (
    "万元",
    "亿元",
    "元",
    "人次",
    "件次",
    "条",
    "件",
    "次",
    "个",
    "篇",
    "人",
    "期",
    "份",
    "项",
    "场",
    "起",
    "名",
    "宗",
    "家",
    "例",
    "户",
    "批",
    "部",
    "类",
    "处",
)
_UNIT = "|".join(UNITS)
_NUMBER = re.compile(
    rf"^(?:共|约)?(?P<sign>[+\-−–增减加少多]{{0,2}})(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)"
    rf"(?:余|多)?(?P<unit>{_UNIT}|万)?(?:余|多)?(?:\((?:{_UNIT})\))?[*※①-⑨注]?$"
)
_MINUS = frozenset("-−–减")
_STRUCK = re.compile(r"^(?:[/\\|╱∕\-−–—―─━ー_~*×一]{1,8}|空|无|无此项|不涉及|不适用|[Nn]/?[Aa]|略)$")
_CHINESE = re.compile(r"^[零〇一二三四五六七八九十百千万两]{1,9}$")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


class IllegibleError(ValueError):
    """The characters of a cell are neither a number nor a stroke."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed figure: its number and the unit printed with it, if any."""

    number: Decimal
    unit: str | None = None


def _chinese(text: str) -> Decimal:
    total = section = digit = 0
    for character in text:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * _SCALE[character]
            digit = 0
    return Decimal(total + section + digit)


def amount(text: str) -> Amount | None:
    """The figure in `text`, or None when it is none: "1,204", "１２０４", "1 204", "96171.6万元", "2件"."""
    shape = plain(text)
    if len(shape) > LONGEST:
        return None
    found = _NUMBER.match(shape)
    if found:
        digits = found["digits"].replace(",", "")
        if len(digits) > MAX_DIGITS:
            return None
        return Amount(Decimal(digits) * (-1 if _MINUS & set(found["sign"]) else 1), found["unit"])
    if len(shape) > 1 and _CHINESE.match(shape) and not _STRUCK.match(shape):
        return Amount(_chinese(shape))
    return Amount(Decimal(0)) if shape in ("零", "〇") else None


def is_struck(text: str) -> bool:
    """True for "/", "-", "—", "空", "无" and their kin."""
    return bool(_STRUCK.match(plain(text)))


def is_value(text: str) -> bool:
    """True when `text` can stand in a cell for a figure: a number or a stroke, not empty."""
    return is_struck(text) or amount(text) is not None


def is_unit(text: str) -> bool:
    """True for a cell that holds only a unit of count ("件", "万元", "人次", "项/件")."""
    shape = plain(text)
    shape = shape[1:-1] if shape.startswith("(") and shape.endswith(")") else shape
    return bool(shape) and all(part in UNITS for part in shape.split("/"))


def cell(text: str, unit: str | None, headed: str | None = None) -> Cell:
    """The cell that `text` stands for, counted in `unit`.

    Money is taken in the unit printed beside the figure, else in `headed`, the unit its column's head names,
    else in `unit`. Raises IllegibleError.
    """
    printed = text.strip()
    if not plain(text):
        return BLANK
    if is_struck(text):
        return Cell(State.STRUCK, None, printed)
    found = amount(text)
    if found is None:
        raise IllegibleError(printed)
    try:
        return Cell.number(_inside(found, unit, headed), printed)
    except (ValueError, ArithmeticError) as error:
        raise IllegibleError(printed) from error


def _inside(found: Amount, unit: str | None, headed: str | None) -> int:
    if unit is None or not is_money(unit):
        return from_unit(found.number * (10_000 if found.unit == "万" else 1), None)
    beside = "万元" if found.unit == "万" else found.unit
    return from_unit(found.number, beside if beside in FEN_PER_UNIT else headed or unit)


def odd_unit(text: str, unit: str | None, headed: str | None) -> str | None:
    """The unit in which a money figure is printed, when it is not the form's."""
    found = amount(text)
    if found is None or not found.number or unit is None or not is_money(unit):
        return None
    printed = found.unit if found.unit in FEN_PER_UNIT else headed
    return printed if printed is not None and printed != unit else None
