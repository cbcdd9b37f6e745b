"""Figures in running Chinese text: value, unit, and how exactly they were meant.

"29.7万条" is exact to a thousand, "5500余条" is anything from 5500 to below 5600, "近百件" is not read.
Dates, document numbers, telephone numbers and article numbers are no quantities.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
UNITS = (
    *("人次", "平方米", "公里", "亩", "万元", "亿元", "元"),
    *(
        "件次",
        "条次",
        "场次",
        "件",
        "条",
        "次",
        "起",
        "宗",
        "份",
        "篇",
        "个",
        "人",
        "名",
        "位",
        "场",
        "期",
        "项",
    ),
    *(
        "家",
        "例",
        "封",
        "部",
        "本",
        "册",
        "幅",
        "处",
        "所",
        "台",
        "户",
        "批",
        "类",
        "章",
        "页",
        "届",
        "版",
        "套",
    ),
    *("种", "轮", "天", "小时", "分钟", "字", "案", "班"),
)
_MORE = "余|多|来"
_ABOUT_BEFORE = "近|将近|约|大约|约计|超过|超|逾|不到|不足|至少|突破|达到近"
_ABOUT_AFTER = "左右|上下|以上|以下"
_UNIT = "|".join(sorted(set(UNITS), key=len, reverse=True))

_FIGURE = re.compile(
    rf"(?P<about>(?:{_ABOUT_BEFORE}))?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<more1>{_MORE})?(?P<scale>万亿|[百千万亿])?(?P<more2>{_MORE})?"
    rf"(?P<unit>[%％‰]|{_UNIT})?"
    rf"(?P<after>{_ABOUT_AFTER})?"
)
# A count written in characters is read only before these units and never in idioms such as 一件事, 一次性.
_WRITTEN = re.compile(
    r"(?<![第每某同逐另唯零〇一二两三四五六七八九十百千万之])"
    r"(?P<digits>[一二两三四五六七八九十百零]{1,6})(?P<unit>件|起|宗|场|期)(?![事套])"
)
_NOT_BEFORE = re.compile(r"[A-Za-z\d.\-—–－/:：@_×*第〔\[【]$")
_NOT_AFTER = re.compile(r"^(?:[A-Za-z@_×*/\-－]|年|月|日|号|时|点|分钟|秒|〕|\]|】|届|季度|版|级|类地|周年)")
_HIDDEN = re.compile(
    r"《[^》]{0,80}》|〔[^〕]{0,8}〕\d*号?|“[\d\-]{2,8}”|https?://\S+|[（(][^）)]{0,12}\d{4}[〕\]][^）)]*[）)]"
)
_CHARACTERS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure. `low` and `high` bound what it can mean (equal for an exact one); `start`/`end` are its
    place in the text, unit included."""

    value: Decimal
    unit: str
    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal

    @property
    def is_exact(self) -> bool:
        return self.low == self.high == self.value

    @property
    def is_share(self) -> bool:
        return self.unit in ("%", "％", "‰")

    def agrees_with(self, value: Decimal | int) -> bool:
        return self.low <= value <= self.high


def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures of `text` from left to right."""
    visible = _HIDDEN.sub(lambda match: "　" * len(match.group()), text)
    found = [*_printed(visible), *_written(visible)]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _printed(text: str) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        before = text[: match.start("digits")]
        if _NOT_BEFORE.search(before) or (not match["unit"] and _NOT_AFTER.match(text[match.end() :])):
            continue
        if match["unit"] in ("条", "项", "章", "期") and re.search(r"第$", before):
            continue
        if re.match(r"工作日|月|百分点|季度|小时", text[match.end() :]) and match["unit"] == "个":
            continue
        yield _quantity(match)


def _quantity(match: re.Match[str]) -> Quantity:
    digits = match["digits"].replace(",", "")
    scale = SCALES.get(match["scale"] or "", 10**12)
    value = Decimal(digits) * scale
    low, high = _bounds(digits, scale, value, match)
    unit = match["unit"] or ""
    return Quantity(value, unit, match.start(), match.end(), match.group(), low, high)


def _bounds(digits: str, scale: int, value: Decimal, match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """What the figure can mean, from the digits it is printed with."""
    step = _step(digits, scale)
    nearly = Decimal(1) / 100
    about, after = match["about"] or "", match["after"] or ""
    if match["more1"] or match["more2"] or about in ("超过", "超", "逾", "突破", "至少") or after == "以上":
        return value, value + step
    if about in ("不到", "不足", "近", "将近", "达到近") or after == "以下":
        return value - step, value
    if about or after:
        return value - step, value + step
    if scale > 1:
        # 29.7万 may be rounded or cut: one unit of the last digit either way, but never the next figure.
        margin = step - nearly if step > 1 else Decimal(0)
        return value - margin, value + margin
    return value, value


def _step(digits: str, scale: int) -> Decimal:
    """The worth of the last figure that says anything: 5500 → 100, 29.7万 → 1000, 1000 → 1000."""
    if "." in digits:
        return Decimal(scale).scaleb(-len(digits.partition(".")[2]))
    if scale > 1:
        return Decimal(scale)
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** (zeros if zeros < len(digits) else 0)


def _written(text: str) -> Iterator[Quantity]:
    for match in _WRITTEN.finditer(text):
        value = written_number(match["digits"])
        if value is not None:
            number = Decimal(value)
            yield Quantity(number, match["unit"], match.start(), match.end(), match.group(), number, number)


def written_number(characters: str) -> int | None:
    """二十三 → 23, 一百零五 → 105; None for what is no number below a thousand."""
    total, digit = 0, 0
    for character in characters:
        if character in _CHARACTERS:
            digit = _CHARACTERS[character]
        elif character in ("十", "百"):
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit
