"""居民身份证号码: 18 digits with a birthday and a check digit (GB 11643-1999), or the former 15.

Where a word announces it, it is found whatever its check digit: a number mistyped is a person's all the same.
"""

import re
from datetime import date

from gongkai.core.personal_numbers.rule import ENDS, SAYS, Kind, Rule

_PROVINCES = frozenset(  # 99 is used by samples
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in (*codes, 71, 81, 82, 83, 91, 99)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FORMER_CENTURY = "19"
_OLDEST, _LATEST = 1900, 2100  # years of birth, half-open

_GAP = r"[ \-\t\n]{0,2}"
_LOOSE = r"[ \-\t\n.,·]{0,3}"  # between digits that a check digit holds together
_LAST = r"[\dXx×ХхⅩⅹΧχ]"  # the check digit, and what people type for X
_NO_DIGIT = r"(?![\d×])"
_BESIDE = re.compile(
    r"^[GLgl]|[ \-\t\n.,·]"
)  # what is no digit of the number: the letter of a 学籍号, separators


def _digits(text: str, start: int, end: int) -> str:
    return _BESIDE.sub("", text[start:end])[:18]


def _is_identity(text: str, start: int, end: int) -> bool:
    """Its first eighteen digits hold a birthday and end in the right check digit."""
    digits = _digits(text, start, end)
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    last = digits[17] if digits[17].isdecimal() else "X"
    return _is_day(digits[6:14]) and _CHECK[total % 11] == last


def _is_identity_of_a_province(text: str, start: int, end: int) -> bool:
    """With separators within, the province is asked for, too: rows of figures look alike."""
    return _digits(text, start, end)[:2] in _PROVINCES and _is_identity(text, start, end)


def _is_whose_end_is_lost(text: str, start: int, end: int) -> bool:
    """Spreadsheets keep fifteen or sixteen digits of a number: a province and a birthday are all there is
    left to ask for."""
    digits = _digits(text, start, end)
    return digits[:2] in _PROVINCES and _is_day(digits[6:14])


def _is_former(text: str, start: int, end: int) -> bool:
    """No check digit: a province and a birthday of the last century."""
    digits = _digits(text, start, end)
    return digits[:2] in _PROVINCES and _is_day(_FORMER_CENTURY + digits[6:12])


def _is_day(digits: str) -> bool:
    try:
        return _OLDEST <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < _LATEST
    except ValueError:
        return False


WITH_MORE_DIGITS = Rule(
    kind=Kind.ID_CARD,
    name="证号里含身份证号：残疾人证号（后加二至四位）、学籍号（前加字母）",
    before=r"(?<![0-9A-Za-z.])",
    number=r"[GLgl]\d{17}[\dXx]|\d{17}[\dXx][1-7][1-4](?:B\d?)?",
    after=ENDS,
    holds=_is_identity,
    found=(
        "残疾人证号【99000019900307123543】，",
        "残疾证【99000019900307123543B1】",
        "学籍号【G990000199003071235】",
    ),
    left=(
        "编号G20170301123456789012",
        "合同号99000019900307123599",
    ),
)

EIGHTEEN_DIGITS = Rule(
    kind=Kind.ID_CARD,
    name="十八位身份证号，中间至多隔开两处",
    before=r"(?<!\d)",
    number=rf"\d{{6}}[ -]?\d{{8}}[ -]?\d{{3}}{_LAST}",
    after=_NO_DIGIT,
    holds=_is_identity,
    found=(
        "证件【990000 19900307 1235】号",
        "证件【99000019900307003×】，",
    ),
    left=(
        "档案编号201905150000123456",
        "登记号990000199003071234",
        "证件990000199013071235",
    ),
)

LOST_DIGITS = Rule(
    kind=Kind.ID_CARD,
    name="在表格里被当作数字、末几位变成 0 的十八位身份证号",
    before=r"(?<![\d.])",
    number=r"\d{16}00",
    after=r"(?!\d|\.\d|元|万|亿)",
    holds=_is_whose_end_is_lost,
    found=(
        "【990000199003071000】",
        "证件【990000199003071200】，",
    ),
    left=(
        "金额990000199003071000元",
        "编号201905150000123000",
        "编号990000199013071000",
    ),
)

SPREAD_DIGITS = Rule(
    kind=Kind.ID_CARD,
    name="十八位身份证号，逐位隔开、加点或者换行",
    before=r"(?<!\d)",
    number=(  # the century is looked for early, for speed
        rf"[1-9](?:{_LOOSE}\d){{5}}{_LOOSE}(?:1{_LOOSE}9|2{_LOOSE}0)(?:{_LOOSE}\d){{9}}{_LOOSE}{_LAST}"
    ),
    after=_NO_DIGIT,
    overlapping=True,
    holds=_is_identity_of_a_province,
    found=(
        "证件【990000199\n003071235】。",
        "证件【990000.19900307.1235】，",
        "1 2 【9 9 0 0 0 0 1 9 9 0 0 3 0 7 1 2 3 5】",
    ),
    left=(
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
        "1,204,990,000,199,003,071",
    ),
)

ANNOUNCED = Rule(
    kind=Kind.ID_CARD,
    name="“身份证号”“证件号码”等字样后面的十四至十八位数字，不论校验码对不对",
    lead=rf"(?:身份证(?:件)?|[公居]民身份(?:证)?|证件|社会保障)(?:号码|号)?{SAYS}",
    number=rf"\d(?:{_GAP}\d){{13,16}}(?:{_GAP}{_LAST})?",
    after=r"(?![0-9A-Za-z×])",
    found=(
        "身份证号：【990000199003070001】",
        "公民身份号码（18位）：【9900 0019 9003 0700 01】",
    ),
    left=(
        "身份证号码共18位",
        "证件工本费10元",
    ),
)

FIFTEEN_DIGITS = Rule(
    kind=Kind.ID_CARD,
    name="原十五位身份证号",
    before=r"(?<![0-9A-Za-z.])",
    number=r"\d{6}(?P<gap>[ -]?)\d{6}(?P=gap)\d{3}",
    after=rf"{ENDS}(?!\.\d|元|万|亿|吨|号)",
    holds=_is_former,
    found=(
        "旧证【990000900307123】的持有人",
        "旧证【990000 900307 123】的持有人",
    ),
    left=(
        "订单990000901307123",
        "编号990000900307123号",
        "项目代码2017-371300-47-03-000012",
    ),
)
