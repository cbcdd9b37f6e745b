"""Which school serves an address: catchments (招生范围) by estate, or by street with a range of house
numbers.

Odd and even sides may belong to different schools. An address nobody's catchment holds, or that two schools
claim, is said so: families move for this, nothing is guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from gongkai.core.messages import N_, Message


class Side(StrEnum):
    BOTH = "both"
    ODD = "odd"  # 单号
    EVEN = "even"  # 双号


class Stage(StrEnum):
    PRIMARY = "primary"
    JUNIOR = "junior"


class Found(StrEnum):
    ONE = "one"
    SEVERAL = "several"  # 多校划片, or two catchments that overlap
    NONE = "none"
    UNREAD = "unread"  # the address names neither an estate nor a street


@dataclass(frozen=True, slots=True)
class Catchment:
    """A stretch of a school's area. Either `estate` (小区、村), or `street` with `first`..`last` house
    numbers, both in; 0 and 0 is the whole street. `division`: code of the county."""

    code: str
    school: str
    stage: Stage
    division: str
    street: str = ""
    first: int = 0
    last: int = 0
    side: Side = Side.BOTH
    estate: str = ""

    def __post_init__(self) -> None:
        if bool(self.street) == bool(self.estate):
            raise ValueError(Message(N_("招生范围 {code} 要么写小区，要么写道路"), {"code": self.code}))
        if self.first > self.last or (self.first < 1 <= self.last):
            raise ValueError(Message(N_("招生范围 {code} 的门牌号起止不对"), {"code": self.code}))


@dataclass(frozen=True, slots=True)
class Address:
    """`number` is 0 where the address has none; "212-3号" is 212."""

    text: str
    street: str
    number: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`catchments`: by which rule each school was found."""

    found: Found
    schools: tuple[str, ...]
    catchments: tuple[Catchment, ...]
    why: Message


_FULL_WIDTH = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
_STREET = re.compile(
    r"(?P<street>[\u4e00-\u9fa5]{1,12}?(?:大道|大街|路|街|巷|胡同|道))"
    r"(?:(?P<part>东段|西段|南段|北段|中段))?"
    r"(?:(?:第|甲|乙)?(?P<number>\d{1,5})(?:[-—_之]\d{1,4})?号?(?!楼|栋|幢|单元|室))?"
)
_BEFORE = re.compile(r"^.*?(?:省|自治区)|^.*?市|^.*?[区县旗]|^.*?(?:街道|镇|乡)")


def read_address(text: str) -> Address:
    """The street and house number out of an address as people write it; spaces and full-width digits don't
    matter."""
    bare = flat(text)
    rest = bare
    while (before := _BEFORE.match(rest)) and before.end() < len(rest):
        rest = rest[before.end() :]
    found = _STREET.search(rest)
    if found is None:
        return Address(bare, "", 0)
    return Address(bare, found["street"] + (found["part"] or ""), int(found["number"] or 0))


def school_of(address: str, catchments: Iterable[Catchment], stage: Stage, division: str = "") -> Answer:
    """The school or schools that serve the address. An estate named in the address goes before the street."""
    known = [
        each for each in catchments if each.stage is stage and (not division or each.division == division)
    ]
    read = read_address(address)
    by_estate = [each for each in known if each.estate and flat(each.estate) in read.text]
    longest = max((len(each.estate) for each in by_estate), default=0)
    hits = [each for each in by_estate if len(each.estate) == longest]
    if not hits and not read.street:
        return Answer(Found.UNREAD, (), (), Message(N_("请写明道路和门牌号，或者小区、村的名称")))
    hits = hits or [each for each in known if each.street and _holds(each, read)]
    return _answer(read, hits, known)


def overlaps(catchments: Sequence[Catchment]) -> tuple[tuple[Catchment, Catchment], ...]:
    """Pairs of different schools' catchments that claim the same house."""
    return tuple(
        (one, other)
        for one, other in combinations(catchments, 2)
        if one.school != other.school and one.stage is other.stage and _meet(one, other)
    )


def flat(text: str) -> str:
    """Without spaces, full-width signs as half-width."""
    return "".join(text.translate(_FULL_WIDTH).split())


def _holds(catchment: Catchment, address: Address) -> bool:
    if flat(catchment.street) != address.street:
        return False
    if not catchment.last and catchment.side is Side.BOTH:
        return True
    if not address.number or (catchment.last and not catchment.first <= address.number <= catchment.last):
        return False
    return catchment.side is Side.BOTH or (catchment.side is Side.ODD) == bool(address.number % 2)


def _answer(address: Address, hits: Sequence[Catchment], known: Sequence[Catchment]) -> Answer:
    schools = tuple(dict.fromkeys(each.school for each in hits))
    if len(schools) == 1:
        return Answer(Found.ONE, schools, tuple(hits), Message(N_("按公布的招生范围找到")))
    if schools:
        why = Message(N_("这个地址在 {count} 所学校的招生范围内"), {"count": len(schools)})
        return Answer(Found.SEVERAL, schools, tuple(hits), why)
    streets = {flat(each.street) for each in known if each.street}
    if address.street in streets and not address.number:
        return Answer(Found.NONE, (), (), Message(N_("这条路分属几所学校，请写明门牌号")))
    return Answer(Found.NONE, (), (), Message(N_("公布的招生范围里没有这个地址，请电话咨询")))


def _meet(one: Catchment, other: Catchment) -> bool:
    if one.division != other.division:
        return False
    if one.estate or other.estate:
        return one.estate == other.estate
    if flat(one.street) != flat(other.street):
        return False
    first = max(one.first, other.first)
    last = min(one.last or 99999, other.last or 99999)
    if last < first:
        return False
    sides = {one.side, other.side} - {Side.BOTH}
    if len(sides) == 2:
        return False
    return not sides or last > first or bool(first % 2) == (Side.ODD in sides)
