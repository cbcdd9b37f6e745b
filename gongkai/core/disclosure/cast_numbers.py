"""Numbers, money, percentages and yes or no out of cells.

Accepted: plain and full-width digits, a sign before, thousands parted by commas in threes, the column's own
unit behind. A number of a workbook is taken with the 15 digits it really has. Anything else (“约100”, “(5)”,
“1.2e5”, “1 204”) is refused: it may be meant differently.
"""

import re
from decimal import Decimal
from typing import NoReturn

from gongkai.core.cells import FEN_PER_UNIT
from gongkai.core.disclosure.cast_errors import CellRefusedError, not_a, shown
from gongkai.core.disclosure.schema import Column, ColumnType
from gongkai.core.messages import N_, Message

_PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,10})?")
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,18})(?P<fraction>\.\d{1,10})?(?P<unit>\D.{0,19})?",
    re.ASCII,
)
_WIDE = str.maketrans("０１２３４５６７８９．，＋－−％", "0123456789.,+--%")
_MOST_DIGITS = 10**18
_DASHES = frozenset("-—–－―─/／\\无空略")
_TRUE = frozenset({"是", "有", "对", "真", "true", "yes", "y", "1", "√", "✓", "✔", "☑", "■"})
_FALSE = frozenset({"否", "无", "没有", "假", "false", "no", "n", "0", "×", "✗", "✘", "☐", "□", "x"})


def decimal_of(raw: object, column: Column) -> tuple[Decimal, str]:
    """The number in a cell and the unit written behind it ("" for none). Raises CellRefusedError."""
    if type(raw) is str:
        text = raw.strip()
        if _PLAIN.fullmatch(text) and text.isascii():
            return Decimal(text), ""
        return _read(text, raw, column)
    if type(raw) is int:
        number = Decimal(raw)
    elif type(raw) is float:
        number = Decimal(f"{raw:.15g}")
    elif isinstance(raw, Decimal):
        number = raw
    else:
        _no_number(raw, column)
    if not number.is_finite() or abs(number) >= _MOST_DIGITS:
        _no_number(raw, column)
    return number, ""


def _read(text: str, raw: str, column: Column) -> tuple[Decimal, str]:
    found = _NUMBER.fullmatch(text.translate(_WIDE))
    if found is None:
        if text and set(text) <= _DASHES:
            raise CellRefusedError(N_("“{raw}”不是数；没有数的请留空，为零的写 0"), raw=shown(raw))
        _no_number(raw, column)
    number = Decimal(found["sign"] + found["digits"].replace(",", "") + (found["fraction"] or ""))
    return number, (found["unit"] or "").strip()


def _no_number(raw: object, column: Column) -> NoReturn:
    unit = Message(N_("，或者带单位“{unit}”"), {"unit": column.unit}) if column.unit else ""
    raise not_a(Message(N_("数")), raw, Message(N_("1204、1,204、1204.5{unit}"), {"unit": unit}))


def _in_own_unit(raw: object, column: Column) -> Decimal:
    number, unit = decimal_of(raw, column)
    if unit == "%" != column.unit:
        raise CellRefusedError(
            N_("“{raw}”是百分数，这一列不是；请换算后填写，单元格不要用百分比格式"), raw=shown(raw)
        )
    if unit and unit != column.unit:
        if column.unit:
            raise CellRefusedError(
                N_("“{raw}”的单位不是这一列的单位“{unit}”；请换算后填写"), raw=shown(raw), unit=column.unit
            )
        _no_number(raw, column)
    return number


def integer(raw: object, column: Column) -> int:
    """A whole number."""
    if type(raw) is int:
        _check_size(raw, column)
        return raw
    number = _in_own_unit(raw, column)
    if number != number.to_integral_value():
        raise CellRefusedError(N_("“{raw}”不是整数"), raw=shown(raw))
    _check_bounds(number, column)
    return int(number)


def _check_size(number: int, column: Column) -> None:
    if abs(number) >= _MOST_DIGITS:
        _no_number(number, column)
    _check_bounds(Decimal(number), column)


def number(raw: object, column: Column) -> str:
    """A decimal without needless zeros: “12.50” is “12.5”."""
    value = _in_own_unit(raw, column)
    _check_decimals(value, raw, column)
    _check_bounds(value, column)
    return plain(value)


def plain(value: Decimal) -> str:
    """As canonical rows write a decimal."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"


def money(raw: object, column: Column) -> int:
    """Fen. A number without a unit is in the column's unit; 元, 万元, 亿元 may be written behind it."""
    if type(raw) is str and raw.strip()[:1] in ("¥", "￥"):
        if column.unit != "元":
            raise CellRefusedError(
                N_("“{raw}”用了货币符号，这一列的单位却是{unit}；请写成“5000元”或者换算成{unit}"),
                raw=shown(raw), unit=column.unit,
            )  # fmt: skip
        raw = raw.strip()[1:]
    number, unit = decimal_of(raw, column)
    if unit == "%":
        raise CellRefusedError(
            N_("“{raw}”是百分数，这一列是金额（{unit}）；请算成金额填写，单元格不要用百分比格式"),
            raw=shown(raw), unit=column.unit,
        )  # fmt: skip
    if unit and unit not in FEN_PER_UNIT:
        raise CellRefusedError(N_("“{raw}”的单位不能识别；可以写元、万元、亿元"), raw=shown(raw))
    fen = number * FEN_PER_UNIT[unit or column.unit]
    if fen != fen.to_integral_value():
        raise CellRefusedError(N_("“{raw}”比一分还小"), raw=shown(raw))
    in_unit = fen / FEN_PER_UNIT[column.unit]
    _check_decimals(in_unit, raw, column)
    _check_bounds(in_unit, column)
    return int(fen)


def percent(raw: object, column: Column) -> str:
    """Hundredths: “94.05%” and 94.05 are "94.05". A text or a workbook's number up to 1 may be a share or
    hundredths, so it needs its sign; a Decimal or a whole number comes from a program, which means
    hundredths."""
    text = raw.strip().translate(_WIDE) if type(raw) is str else ""
    if text.endswith("%"):
        value, _ = decimal_of(text[:-1], column)
    else:
        value, unit = decimal_of(raw, column)
        if unit:
            _no_percent(raw)
        if type(raw) in (str, float) and 0 < abs(value) <= 1:
            raise CellRefusedError(
                N_("“{raw}”可能是 {share}%，也可能是 {same}%；请带上百分号写成文字"),
                raw=shown(raw), share=plain(value * 100), same=plain(value),
            )  # fmt: skip
    _check_decimals(value, raw, column)
    _check_bounds(value, column)
    return plain(value)


def _no_percent(raw: object) -> NoReturn:
    raise not_a(Message(N_("百分数")), raw, Message(N_("94.05%、94.05")))


def boolean(raw: object, _: Column) -> bool:
    """Yes or no. “一” is refused: it may be a one or a stroke."""
    if type(raw) is bool:
        return raw
    if type(raw) in (int, float) and raw in (0, 1):
        return bool(raw)
    text = raw.strip().lower() if type(raw) is str else ""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise not_a(Message(N_("是或否")), raw, Message(N_("是、否、√、×、true、false、1、0")))


def _check_decimals(value: Decimal, raw: object, column: Column) -> None:
    if column.decimals is None:
        return
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > column.decimals:
        raise CellRefusedError(
            N_("“{raw}”的小数多于 {count} 位；请四舍五入后填写"), raw=shown(raw), count=column.decimals
        )


def _check_bounds(value: Decimal, column: Column) -> None:
    if isinstance(column.minimum, Decimal) and value < column.minimum:
        raise CellRefusedError(
            N_("不能小于 {bound}{unit}"), bound=plain(column.minimum), unit=_unit_of(column)
        )
    if isinstance(column.maximum, Decimal) and value > column.maximum:
        raise CellRefusedError(
            N_("不能大于 {bound}{unit}"), bound=plain(column.maximum), unit=_unit_of(column)
        )


def _unit_of(column: Column) -> str:
    return "%" if column.type is ColumnType.PERCENT else column.unit
