"""What one cell says: a number, nothing, or struck out."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gongkai.core.cells import BLANK, FEN_PER_UNIT, Cell, State, from_unit, is_money
from gongkai.core.recognise.text import plain

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
)
_UNIT = "|".join(UNITS)
_NUMBER = re.compile(
    rf"^(?P<sign>[+\-−–增减加]?)(?P<digits>\d[\d,，]*(?:\.\d+)?|\.\d+)(?P<more>余|多)?(?P<unit>{_UNIT})?(?P<after>余|多)?$"
)
_STRUCK = re.compile(r"^(?:[/\\|╱∕\-−–—―─━ー_~*×一]{1,8}|空|无|无此项|不涉及|不适用|[Nn]/?[Aa]|略)$")
_CHINESE = re.compile(r"^[零〇一二三四五六七八九十百千万两]{1,9}$")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


class Illegible(ValueError):
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
    """The figure in `text`, or None when it is not one. Handles "1,204", "１２０４", "1 204", "96171.6万元"."""
    shape = plain(text).replace("，", ",")
    found = _NUMBER.match(shape)
    if found:
        try:
            number = Decimal(found["digits"].replace(",", ""))
        except InvalidOperation:
            return None
        return Amount(
            -number if found["sign"] in ("-", "−", "–", "减") and found["sign"] else number, found["unit"]
        )
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


def cell(text: str, unit: str | None) -> Cell:
    """The cell that `text` stands for, counted in `unit`.

    A money figure printed with a unit of its own is taken in that unit. Raises Illegible.
    """
    printed = text.strip()
    if not plain(text):
        return BLANK
    if is_struck(text):
        return Cell(State.STRUCK, None, printed)
    found = amount(text)
    if found is None:
        raise Illegible(printed)
    used = found.unit if is_money(unit) and found.unit in FEN_PER_UNIT else unit
    try:
        return Cell.number(from_unit(found.number, _money_of(used)), printed)
    except (ValueError, ArithmeticError) as error:
        raise Illegible(printed) from error


def _money_of(unit: str | None) -> str | None:
    return unit if unit is not None and is_money(unit) else None
