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
class House:
    """A street the address names, as the catchments write it; `number` is 0 where the address has none, and
    212 for "212-3号"."""

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
_SOME_STREET = re.compile(r"[\u4e00-\u9fa5](?:大道|大街|路|街(?!道)|巷|胡同|道(?!办))")
_NUMBER = re.compile(
    r"(?:[东西南北中]段)?(?:第|甲|乙)?(?P<number>\d{1,5})(?:[-—_之]\d{1,4})?(?:号(?!楼)|(?![\d楼栋幢单元室#号]))"
)
_BEFORE_A_STREET = frozenset("省市区县旗镇乡道办处村园场于在住址地")
_ENDLESS = 99_999


def houses_in(text: str, streets: Iterable[str]) -> tuple[House, ...]:
    """The known streets that an address names, with the house number behind each. A name that is only the
    end of a longer one (“北沂蒙路” for “沂蒙路”) is another street. Streets with a number go before those
    without."""
    bare = flat(text)
    found: dict[tuple[int, int], House] = {}
    for street in sorted(set(streets), key=len, reverse=True):
        start = bare.find(flat(street))
        while start >= 0:
            end = start + len(flat(street))
            within = any(first <= start and end <= last for first, last in found)
            if not within and _may_begin(bare, start):
                number = _NUMBER.match(bare, end)
                found[start, end] = House(street, int(number["number"]) if number else 0)
            start = bare.find(flat(street), end)
    numbered = tuple(house for house in found.values() if house.number)
    return numbered or tuple(found.values())


def school_of(address: str, catchments: Iterable[Catchment], stage: Stage, division: str = "") -> Answer:
    """The school or schools that serve the address. An estate named in the address goes before the street."""
    known = [
        each for each in catchments if each.stage is stage and (not division or each.division == division)
    ]
    bare = flat(address)
    by_estate = [each for each in known if each.estate and flat(each.estate) in bare]
    longest = max((len(each.estate) for each in by_estate), default=0)
    hits = [each for each in by_estate if len(each.estate) == longest]
    houses = houses_in(address, (each.street for each in known if each.street))
    if not hits and not houses and not _SOME_STREET.search(bare):
        return Answer(Found.UNREAD, (), (), Message(N_("请写明道路和门牌号，或者小区、村的名称")))
    hits = hits or [each for each in known if each.street and any(_holds(each, house) for house in houses)]
    return _answer(houses, hits)


def overlaps(catchments: Iterable[Catchment]) -> tuple[tuple[Catchment, Catchment], ...]:
    """Pairs of different schools' catchments that claim the same house."""
    places: dict[tuple[str, str, str, str], list[Catchment]] = {}
    for each in catchments:
        place = (each.stage, each.division, flat(each.street), flat(each.estate))
        places.setdefault(place, []).append(each)
    return tuple(
        (one, other)
        for held in places.values()
        for one, other in combinations(held, 2)
        if one.school != other.school and (one.estate or _meet(one, other))
    )


def flat(text: str) -> str:
    """Without spaces, full-width signs as half-width."""
    return "".join(text.translate(_FULL_WIDTH).split())


def _may_begin(text: str, at: int) -> bool:
    """Whether a street's name may begin here: at the start, behind a place's name or behind what is no
    word."""
    before = text[at - 1 : at]
    return not before or before in _BEFORE_A_STREET or not "\u4e00" <= before <= "\u9fa5"


def _holds(catchment: Catchment, house: House) -> bool:
    if catchment.street != house.street:
        return False
    if not catchment.last and catchment.side is Side.BOTH:
        return True
    if not house.number or (catchment.last and not catchment.first <= house.number <= catchment.last):
        return False
    return catchment.side is Side.BOTH or (catchment.side is Side.ODD) == bool(house.number % 2)


def _answer(houses: Sequence[House], hits: Sequence[Catchment]) -> Answer:
    schools = tuple(dict.fromkeys(each.school for each in hits))
    if len(schools) == 1:
        return Answer(Found.ONE, schools, tuple(hits), Message(N_("按公布的招生范围找到")))
    if schools:
        why = Message(N_("这个地址在 {count} 所学校的招生范围内"), {"count": len(schools)})
        return Answer(Found.SEVERAL, schools, tuple(hits), why)
    if houses and not any(house.number for house in houses):
        return Answer(Found.NONE, (), (), Message(N_("这条路分属几所学校，请写明门牌号")))
    return Answer(Found.NONE, (), (), Message(N_("公布的招生范围里没有这个地址，请电话咨询")))


def _meet(one: Catchment, other: Catchment) -> bool:
    """Of one street: whether a house number is in both."""
    first = max(one.first, other.first)
    last = min(one.last or _ENDLESS, other.last or _ENDLESS)
    sides = {one.side, other.side} - {Side.BOTH}
    if last < first or len(sides) == 2:
        return False
    return not sides or last > first or bool(first % 2) == (Side.ODD in sides)
