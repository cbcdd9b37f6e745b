"""The words of a cadence, read: “每月15日前”, “自作出决定之日起7个工作日”, “及时”; how long a row stays.

What can't be read, or can't be kept (every 31st of a month), is refused with the forms that are understood.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping

from gongkai.core.disclosure.timing import Covers, Every, Stay, StayKind, Timing, TimingKind
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.time_limits import Part, Rhythm, Unit, read_limit


class CadenceError(ValueError):
    """A text states no rule a date can be computed from; its first argument is a Message."""


_EVERY = {"年": Every.YEAR, "半": Every.HALF_YEAR, "季": Every.QUARTER, "月": Every.MONTH, "周": Every.WEEK}
_MONTHS = {Every.YEAR: 12, Every.HALF_YEAR: 6, Every.QUARTER: 3, Every.MONTH: 1}
_WEEKDAYS = "一二三四五六日"
_DIGITS = "〇一二三四五六七八九"
_NUMERAL = re.compile(  # before a unit; “第二个月”, “每周日” are names
    r"(?<![周期第一二三四五六七八九十百零])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"(?=个?工作日|个?自然日|[日天号]|个?月)"
)
_LONGEST = {Every.YEAR: 12, Every.HALF_YEAR: 6, Every.QUARTER: 3}

_VERB = r"(?:主动|集中|及时|向社会|至少)*(?:公开|公布|发布|更新|公示|报告)?(?:一次|1次)?"
_MOVED = re.compile(r"[（(，,、]?(?:遇|如遇|逢)(?:法定)?节假日顺延[）)]?")
_OF = re.compile(
    r"(?:公开|公布|发布|更新)?(?P<which>上年度?|上半年|上季度?|上月|上周|本年度?|当年|本季度?|本月|当月|本周|当周)(?:度|的)?(?:情况|信息|数据|计划|价格)?$"
)
_SIMPLE = re.compile(rf"[每按](?P<every>个?工作日|[日天周月年]|季度?|半年|月度|年度|星期){_VERB}")
_NEXT_DAY = re.compile(rf"(?:每[日天])?次日(?:\d{{1,2}}[时点])?前?{_VERB}")
_NEXT = re.compile(rf"次(?P<every>[月年])(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})[日号]之?以?前{_VERB}")
_WEEKDAY = re.compile(rf"每(?:周|星期)(?P<day>[一二三四五六日天])之?以?前?{_VERB}")
_BY_MONTH_DAY = re.compile(
    rf"每个?月度?(?:的)?(?:(?P<day>\d{{1,2}})[日号]|(?P<third>上旬|中旬|下旬)|(?P<end>月?[底末]))之?以?前?{_VERB}"
)
_BY_QUARTER_DAY = re.compile(
    rf"每(?P<every>季度?|半年)(?:的)?(?:(?P<first>首月)|(?P<last>末月)|第(?P<nth>[一二三四五六])个月)?"
    rf"(?:(?P<day>\d{{1,2}})[日号]|(?P<end>[底末]))之?以?前?{_VERB}"
)
_BY_YEAR_DAY = re.compile(
    rf"每年度?(?:的)?(?:(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})[日号]|[底末])?|(?P<quarter>第?[一二三四]季度)[底末]?|(?P<end>年?[底末]))"
    rf"之?以?前?{_VERB}"
)
_AFTER_END = re.compile(
    rf"(?:每个?)?(?P<every>月度?|季度?|半年度?|年度?|周)"
    rf"(?:(?P<after>(?:终了|结束|完结)(?:之?后)?(?:的)?|之?后的?|前))?"
    rf"(?P<count>\d{{1,3}})(?P<unit>个工作日|工作日|个自然日|自然日|日|天|个月)(?P<within>之?内)?{_VERB}"
)
_MINUTES = re.compile(rf"(?:实时[，,（(]?)?每(?P<count>\d{{1,4}})?(?P<unit>个?小时|分钟){_VERB}[）)]?")
_DYNAMIC = re.compile(r"动态(?:更新|调整|公开|管理)")
_RECURRING = re.compile(r"每|季度|半年|左右")
_HALF_A_NUMBER = re.compile(r"[-－−+＋.．~～—百千万零〇点多约近\d]$")  # “-3个工作日”“3.5个工作日”“一百二十日”
_SAME_DAY = re.compile(rf"[^每]{{0,30}}当[日天]{_VERB}")
_ERASED = re.compile(
    r"(?:公开|公示|公布|保留|展示|期限|期|满|为|自|发布|之日|起|信息|后)*"
    r"(?P<count>\d{1,3})(?P<unit>个工作日|个月|年|日|天)(?:后|期满|届满)?(?:自动)?(?:予以)?(?:删除|撤下|撤销|移除|屏蔽|下架)?"
)
_STANDING = frozenset({"长期", "长期公开", "长期公示", "长期有效", "永久", "常年"})
_WHILE_VALID = frozenset({"有效期内", "有效期", "存续期内", "在有效期内", "有效期间"})
_UNITS = {"个工作日": Unit.WORKDAY, "工作日": Unit.WORKDAY, "个月": Unit.MONTH, "年": Unit.YEAR}

ACCEPTED = N_(
    "能识别的写法有：“每日”“每个工作日”“次日”“每周”“每周五前”“每月15日前”“次月10日前”“每月底”“每季度”“每季度终了20日内”"
    "“每半年”“每年1月31日前”“年度终了后4个月内”“自作出决定之日起7个工作日”“批准后20日内”“当日”“及时”“实时”“每15分钟”"
)


def read_timing(text: str, covers: Covers | None = None) -> Timing:
    """The rule a cadence's text states. `covers` overrides which period a day of the calendar publishes.
    Raises CadenceError."""
    bare, moved = _flat(text)
    if (found := _OF.search(bare)) and found.start():
        covers = covers or (Covers.PREVIOUS if found["which"].startswith("上") else Covers.CURRENT)
        bare = bare[: found.start()]
    for written in dict.fromkeys((bare, _NUMERAL.sub(_in_digits, bare))):
        for pattern, make in _FORMS.items():
            if match := pattern.fullmatch(written):
                return _finished(make(match), covers, moved)
    return _finished(_from_limit(bare), covers, moved)


def read_stay(text: str) -> Stay:
    """How long a row stays public. Raises CadenceError."""
    bare, _ = _flat(text)
    if bare in _STANDING:
        return Stay(StayKind.STANDING)
    if bare in _WHILE_VALID:
        return Stay(StayKind.WHILE_VALID)
    limit = read_limit(bare)
    if len(limit.parts) == 1 and limit.is_read and limit.parts[0].rhythm is Rhythm.POSTED:
        part = limit.parts[0]
        return Stay(StayKind.POSTED, _counted(part.count), part.unit)
    if found := _ERASED.fullmatch(bare):
        return Stay(StayKind.ERASED, _counted(int(found["count"])), _UNITS.get(found["unit"], Unit.DAY))
    accepted = Message(N_("能识别的写法有：“长期”“有效期内”“公示期7个工作日”“1年后删除”"))
    raise CadenceError(
        Message(N_("“{text}”不是能识别的公开期限；{accepted}"), {"text": text, "accepted": accepted})
    )


def _flat(text: str) -> tuple[str, bool]:
    """Without blanks and final stop, with plain digits; and whether a free last day moves."""
    bare = "".join(text.split()).translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
    bare, moved = _MOVED.subn("", bare.rstrip("。；;"))
    return bare, bool(moved)


def _in_digits(match: re.Match[str]) -> str:
    """“二十五” as “25”."""
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return str(_DIGITS.index(tens))
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))


def _finished(timing: Timing, covers: Covers | None, moved: bool) -> Timing:
    chosen = timing.covers
    if covers is not None and timing.kind is TimingKind.CALENDAR:
        chosen = covers
        by_day = timing.day is not None or timing.count is not None
        if covers is Covers.PREVIOUS and not by_day:
            raise CadenceError(Message(N_("公开上一期内容的，应当写明最迟哪一日")))
        if covers is Covers.CURRENT and timing.count is not None:
            raise CadenceError(Message(N_("在一期终了之后计算的期限，公开的只能是终了的那一期")))
    return Timing(
        timing.kind, timing.every, chosen, timing.month, timing.day, timing.count, timing.unit, moved
    )


def _counted(count: int) -> int:
    if not count:
        raise CadenceError(Message(N_("期限不能为 0；当天公开的写“当日”")))
    return count


def _simple(match: re.Match[str]) -> Timing:
    word = match["every"]
    every = Every.WORKDAY if word.endswith("工作日") else Every.DAY if word in "日天" else _every(word)
    return Timing(TimingKind.CALENDAR, every, Covers.CURRENT)


def _every(word: str) -> Every:
    return Every.WEEK if word == "星期" else _EVERY[word[0]]


def _next_day(_: re.Match[str]) -> Timing:
    return Timing(TimingKind.CALENDAR, Every.DAY, count=1, unit=Unit.DAY)


def _next(match: re.Match[str]) -> Timing:
    every, month = _EVERY[match["every"]], int(match["month"] or 0)
    if (every is Every.YEAR) != bool(month):
        raise _unread(match[0])
    return _by_day(every, Covers.PREVIOUS, month or 1, _counted(int(match["day"])))


def _weekday(match: re.Match[str]) -> Timing:
    day = _WEEKDAYS.index(match["day"].replace("天", "日")) + 1
    return Timing(TimingKind.CALENDAR, Every.WEEK, Covers.CURRENT, day=day)


def _by_month_day(match: re.Match[str]) -> Timing:
    if match["day"]:
        return _by_day(Every.MONTH, Covers.PREVIOUS, 1, _counted(int(match["day"])))
    if match["third"] in ("上旬", "中旬"):
        return _by_day(Every.MONTH, Covers.PREVIOUS, 1, 10 if match["third"] == "上旬" else 20)
    return Timing(TimingKind.CALENDAR, Every.MONTH, Covers.CURRENT, month=1, day=0)


def _by_quarter_day(match: re.Match[str]) -> Timing:
    every = _every(match["every"])
    if match["end"]:
        return Timing(TimingKind.CALENDAR, every, Covers.CURRENT, month=_MONTHS[every], day=0)
    months = {"首月": 1, "末月": _MONTHS[every], "": 1}
    named = match["first"] or match["last"] or ""
    month = _WEEKDAYS.index(match["nth"]) + 1 if match["nth"] else months[named]
    return _by_day(every, Covers.PREVIOUS, month, _counted(int(match["day"])))


def _by_year_day(match: re.Match[str]) -> Timing:
    if match["end"]:
        return Timing(TimingKind.CALENDAR, Every.YEAR, Covers.CURRENT, month=12, day=0)
    if match["quarter"]:
        month = 3 * (_WEEKDAYS.index(match["quarter"].removeprefix("第")[0]) + 1)
        return Timing(TimingKind.CALENDAR, Every.YEAR, month=month, day=0)
    month, day = int(match["month"]), _counted(int(match["day"])) if match["day"] else 0
    at_the_end = month == 12 and day in (0, 31)  # by the year's last day its own figures are meant
    return _by_day(Every.YEAR, Covers.CURRENT if at_the_end else Covers.PREVIOUS, month, day)


def _by_day(every: Every, covers: Covers, month: int, day: int) -> Timing:
    """Refused when the day does not exist in each such period."""
    if not 1 <= month <= _LONGEST.get(every, 1):
        raise CadenceError(Message(N_("没有第 {month} 个月"), {"month": month}))
    fewest = monthrange(2015, month)[1] if every is Every.YEAR else 28  # any month may be a February
    if day > fewest:
        values = {"day": day}
        raise CadenceError(Message(N_("不是每一期都有 {day} 日；要写月末，请写“每月底”“12月底前”"), values))
    return Timing(TimingKind.CALENDAR, every, covers, month=month, day=day)


def _after_end(match: re.Match[str]) -> Timing:
    if not match["after"] and not match["within"]:
        raise _unread(match[0])
    unit = _UNITS.get(match["unit"], Unit.DAY)
    return Timing(TimingKind.CALENDAR, _every(match["every"]), count=_counted(int(match["count"])), unit=unit)


def _minutes(match: re.Match[str]) -> Timing:
    count = int(match["count"] or 1) * (60 if match["unit"].endswith("小时") else 1)
    return Timing(TimingKind.LIVE, Every.DAY, Covers.CURRENT, count=_counted(count))


def _same_day(_: re.Match[str]) -> Timing:
    return Timing(TimingKind.EVENT, count=0, unit=Unit.DAY)


def _dynamic(_: re.Match[str]) -> Timing:
    """A list kept up: what changes is public at once."""
    return Timing(TimingKind.AT_ONCE)


_FORMS: Mapping[re.Pattern[str], Callable[[re.Match[str]], Timing]] = {
    _SIMPLE: _simple,
    _NEXT_DAY: _next_day,
    _NEXT: _next,
    _WEEKDAY: _weekday,
    _BY_MONTH_DAY: _by_month_day,
    _BY_QUARTER_DAY: _by_quarter_day,
    _BY_YEAR_DAY: _by_year_day,
    _AFTER_END: _after_end,
    _MINUTES: _minutes,
    _SAME_DAY: _same_day,
    _DYNAMIC: _dynamic,
}


def _from_limit(bare: str) -> Timing:
    """What the catalogue's own reader makes of it: event limits, 及时 and 实时."""
    limit = read_limit(bare)
    if not limit.is_read and not bare.endswith("内"):
        limit = read_limit(bare + "内")
    if not limit.is_read or len(limit.parts) != 1 or limit.parts[0].of or _RECURRING.search(bare):
        raise _unread(bare)
    if _HALF_A_NUMBER.search(limit.parts[0].base_text):
        raise _unread(bare)
    return _of_part(limit.parts[0], bare)


def _of_part(part: Part, bare: str) -> Timing:
    if part.rhythm is Rhythm.WITHIN:
        return Timing(TimingKind.EVENT, count=_counted(part.count), unit=part.unit)
    if part.rhythm is Rhythm.AT_ONCE:
        return Timing(TimingKind.AT_ONCE)
    if part.rhythm is Rhythm.LIVE:
        return Timing(TimingKind.LIVE, Every.DAY, Covers.CURRENT)
    raise _unread(bare)


def _unread(text: str) -> CadenceError:
    values = {"text": text, "accepted": Message(ACCEPTED)}
    return CadenceError(Message(N_("“{text}”不是能计算的公开时限；{accepted}"), values))
