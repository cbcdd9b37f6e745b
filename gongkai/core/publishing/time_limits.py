"""公开时限 as standard catalogues write it, read into parts that a date can be computed from.

“信息形成20个工作日内；行政许可、行政处罚自作出决定之日起7个工作日内” has two parts: a general one and one
for what is named before it. What can't be read stays as text and is reported, never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.publishing.dates import add_months
from gongkai.core.workdays import Calendar


class Rhythm(StrEnum):
    WITHIN = "within"  # within a number of days after something happened
    AT_ONCE = "at_once"  # 及时、立即
    LIVE = "live"  # 实时
    STANDING = "standing"  # 长期
    BY_DAY = "by_day"  # every year, quarter or month until a day
    POSTED = "posted"  # stays posted for a time (公示、公告期限)


class Unit(StrEnum):
    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Base(StrEnum):
    """What the days are counted from."""

    FORMED = "formed"  # 信息形成或者变更, 制定或获取信息
    DECIDED = "decided"  # 作出决定
    OTHER = "other"  # as the text says


class Every(StrEnum):
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a limit. `of`: what it holds for, "" for everything. `count`, `unit`: of WITHIN and POSTED.
    `base_text`: the base as written. `month`, `day`: of BY_DAY; month counts within the quarter for
    quarters."""

    rhythm: Rhythm
    of: str = ""
    count: int = 0
    unit: Unit = Unit.WORKDAY
    base: Base = Base.FORMED
    base_text: str = ""
    every: Every = Every.YEAR
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """`unread`: pieces nobody could read. `same_as_above`: 同上, to be resolved by whoever holds the rows."""

    text: str
    parts: tuple[Part, ...] = ()
    unread: tuple[str, ...] = ()
    same_as_above: bool = False

    @property
    def is_read(self) -> bool:
        return bool(self.parts) and not self.unread

    def part_for(self, what: str) -> Part | None:
        """The part that binds a kind of information: the one that names it, else the general one."""
        first = [each for each in self.parts if each.rhythm is not Rhythm.POSTED]
        named = [each for each in first if each.of and any(word in what for word in _names(each.of))]
        general = [each for each in first if not each.of]
        return next(iter((*named, *general)), None)


_DIGITS = "〇一二三四五六七八九"
_NUMBER = r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})"
_UNIT = r"(?P<unit>个工作日|工作日|个自然日|自然日|个月|日|天|月|年)"
_BASE = r"(?P<base>[^，。；;,]{0,40}?)"
_SAME = frozenset({"同上", "同上。", "〃", "”", "″", '"', "同前"})

_WITHIN = re.compile(
    rf"(?:自|从|在|于)?{_BASE}(?:之日|之时|当日|后|后的)?(?:起|开始)?(?:的)?{_NUMBER}{_UNIT}(?:之?内)"
    r"(?:予以|及时|进行|向社会|主动)*(?:公开|公布|公示|发布|更新|公告)?"
)
_BARE = re.compile(rf"(?P<base>){_NUMBER}(?P<unit>个?工作日)")
_POSTED = re.compile(
    r"(?:公示|公告|张贴|挂网|公示期|公告期)(?:期限|时间|期|时长)?(?:为|不少于|不得少于|至少|不低于)?"
    rf"{_NUMBER}{_UNIT}(?:以上)?"
)
_AT_ONCE = re.compile(
    r"(?:信息)?(?:形成|变更|获取|批准|决定|发布|制定)?(?:之?后)?(?:应当?)?(?:及时|立即|随时|第一时间|即时)"
    r"(?:主动|予以|向社会)?(?:公开|公布|发布|更新|公示)?"
)
_LIVE = re.compile(r"(?:实时|动态)(?:公开|更新|公布|发布)?")
_STANDING = re.compile(r"(?:长期|常年|永久|长效)(?:公开|公示|公布)?")
_BY_DAY = re.compile(
    r"(?:于|在)?[每按]?(?P<every>年度?|季度?|月度?)(?:的)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日|底|末)?"
    r"(?:之?前|以前|内)?(?:公开|公布|发布|更新|公示|报送)*(?:一次|1次)?"
)
_BASES = (
    (Base.FORMED, re.compile(r"(?:制定|制作|获取|形成|变更|产生|生成|更新)")),
    (Base.DECIDED, re.compile(r"(?:作出|做出)?.{0,8}(?:决定|批复|批准|许可|审批)")),
)
_UNITS = {
    "个工作日": Unit.WORKDAY,
    "工作日": Unit.WORKDAY,
    "个月": Unit.MONTH,
    "月": Unit.MONTH,
    "年": Unit.YEAR,
}
_LEAD = re.compile(r"(?P<of>[\u4e00-\u9fa5、（）()]{2,30}?)(?P<rest>自.*|[:：].*)")


def read_limit(text: str) -> TimeLimit:
    """The limit a cell of the catalogue states."""
    bare = _flat(text)
    if bare in _SAME:
        return TimeLimit(text, same_as_above=True)
    parts: list[Part] = []
    unread: list[str] = []
    for piece in _pieces(bare):
        found = _part(piece)
        if found is None:
            unread.append(piece)
        else:
            parts.append(found)
    return TimeLimit(text, tuple(parts), tuple(unread))


def due_on(part: Part, happened_on: date, calendar: Calendar) -> date | None:
    """The last day to publish what happened on that day; None where the part names no number of days. At once
    and live mean the same day."""
    if part.rhythm in (Rhythm.AT_ONCE, Rhythm.LIVE):
        return happened_on
    if part.rhythm is Rhythm.BY_DAY:
        return _next_day(part, happened_on)
    if part.rhythm is not Rhythm.WITHIN:
        return None
    return _after(part, happened_on, calendar)


def _after(part: Part, day: date, calendar: Calendar) -> date:
    if part.unit is Unit.WORKDAY:
        return calendar.add_workdays(day, part.count).date
    if part.unit is Unit.DAY:
        return day + timedelta(days=part.count)
    return add_months(day, part.count * (12 if part.unit is Unit.YEAR else 1))


def _next_day(part: Part, day: date) -> date:
    """The first day on or after `day` on which the period's day falls."""
    months = {Every.YEAR: 12, Every.QUARTER: 3, Every.MONTH: 1}[part.every]
    first = date(day.year, part.month if part.every is Every.YEAR else 1, 1)
    if part.every is Every.QUARTER:
        first = add_months(first, max(part.month, 1) - 1)
    while (
        due := add_months(first, 1) - timedelta(days=1) if not part.day else _day_of(first, part.day)
    ) < day:
        first = add_months(first, months)
    return due


def _day_of(first: date, day: int) -> date:
    return min(first + timedelta(days=day - 1), add_months(first, 1) - timedelta(days=1))


def _flat(text: str) -> str:
    flat = "".join(text.split()).translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
    return flat.strip("。；;，,")


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split(r"[；;。]|(?<=公开|公布|以内|日内|月内)[，,]|[，,](?=公示|公告|并公示|其中)", text):
        bare = re.sub(r"^(?:其中[，,:：]?|并|且)", "", piece.strip("，,"))
        if bare:
            yield bare


def _part(piece: str) -> Part | None:
    if found := _read_part(piece):
        return found
    lead = _LEAD.fullmatch(piece)
    if lead and (found := _read_part(lead["rest"].lstrip(":："))):
        return Part(
            found.rhythm, lead["of"], found.count, found.unit, found.base, found.base_text, found.every,
            found.month, found.day,
        )  # fmt: skip
    return None


def _read_part(piece: str) -> Part | None:
    if posted := _POSTED.fullmatch(piece):
        return Part(Rhythm.POSTED, count=_count(posted["count"]), unit=_unit(posted["unit"]))
    if recurring := _by_day(piece):
        return recurring
    for rhythm, pattern in (
        (Rhythm.AT_ONCE, _AT_ONCE), (Rhythm.LIVE, _LIVE), (Rhythm.STANDING, _STANDING),
    ):  # fmt: skip
        if pattern.fullmatch(piece):
            return Part(rhythm)
    found = _WITHIN.fullmatch(piece) or _BARE.fullmatch(piece)
    if found is None or _holds_other(found["base"]):
        return None
    base = next((base for base, pattern in _BASES if pattern.search(found["base"])), Base.OTHER)
    if not found["base"]:
        base = Base.FORMED
    return Part(
        Rhythm.WITHIN, count=_count(found["count"]), unit=_unit(found["unit"]), base=base,
        base_text=found["base"],
    )  # fmt: skip


def _holds_other(base: str) -> bool:
    """A base that begins with what the part is for: “行政许可自作出决定”."""
    return "自" in base


def _by_day(piece: str) -> Part | None:
    found = _BY_DAY.fullmatch(piece)
    if found is None or not piece.lstrip("于在").startswith(("每", "按", "季", "月", "年")):
        return None
    every = {"年": Every.YEAR, "季": Every.QUARTER, "月": Every.MONTH}[found["every"][0]]
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    if every is Every.YEAR:
        month = month or 12
    elif every is Every.QUARTER and not day:
        month = month or 3  # within the quarter
    if month > 12 or day > 31 or (every is Every.QUARTER and month > 3):
        return None
    return Part(Rhythm.BY_DAY, every=every, month=month, day=day)


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(each)) for each in text))
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def _unit(text: str) -> Unit:
    return _UNITS.get(text, Unit.DAY)


def _names(of: str) -> tuple[str, ...]:
    return tuple(each for each in re.split(r"[、及和（）()]", of) if each)
