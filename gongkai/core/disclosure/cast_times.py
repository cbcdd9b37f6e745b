"""Dates, times, years, months, quarters and durations out of cells.

Accepted dates: 2017-10-09, 2017/10/9, 2017.10.9, 20171009, 2017年10月9日, full-width digits too, and a
workbook's own dates. Two-digit years, 10/9/2017 and bare serial numbers are refused: nobody can tell what
they mean.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from gongkai.core.disclosure.cast_errors import CellRefusedError, not_a, shown
from gongkai.core.disclosure.schema import Column
from gongkai.core.messages import N_, Message

CIVIL = timezone(timedelta(hours=8))  # 北京时间

_WIDE = str.maketrans("０１２３４５６７８９．，－／：", "0123456789.,-/:")
_DATE = (
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|年(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]|(?P<month3>\d{2})(?P<day3>\d{2}))"
)
_DAY = re.compile(_DATE + r"(?:[T ]0?0:00(?::00)?(?:\.0+)?)?")
_MOMENT = re.compile(
    _DATE + r"(?:T| *)(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"|[时点](?:(?P<minute2>\d{1,2})分(?:(?P<second2>\d{1,2})秒)?)?)(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_YEAR = re.compile(r"(?P<year>\d{4})(?:年度?)?")
_MONTH = re.compile(r"(?P<year>\d{4})(?:[-/年]?(?P<month>\d{1,2})月?)")
_QUARTER = re.compile(r"(?P<year>\d{4})(?:-?[Qq](?P<q>[1-4])|年第?(?P<word>[1-4一二三四])季度?)")
_ISO_DURATION = re.compile(
    r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?"
)
_WEEKS = re.compile(r"(\d{1,5})周")
_DURATION = re.compile(
    r"(?:(\d{1,5})年)?(?:(\d{1,5})个月)?(?:(\d{1,5})[日天])?(?:(\d{1,5})小时)?(?:(\d{1,5})分钟)?(?:(\d{1,5})秒)?"
)
_MARKS = ("{}Y", "{}M", "{}D", "{}H", "{}M", "{}S")
_OF_A_DAY = 3  # from here on the marks stand behind the T
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAY_FORMS = Message(N_("2017-10-09、2017/10/9、2017.10.9、20171009、2017年10月9日"))


def day(raw: object, column: Column) -> str:
    """An ISO date."""
    value = _day_of(raw)
    _check_bounds(value, column)
    return value.isoformat()


def _day_of(raw: object) -> date:
    if type(raw) is str:
        found = _read_day(raw.strip())
        if found is None:
            raise _no_day(raw)
        return found
    if isinstance(raw, datetime):
        if raw.hour or raw.minute or raw.second:
            raise CellRefusedError(N_("“{raw}”带有时间，这一列只写日期"), raw=shown(raw))
        return _in_range(raw.date(), raw)
    if isinstance(raw, date):
        return _in_range(raw, raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        found = _read_day(_text_of_number(raw))
        if found is None:
            raise CellRefusedError(
                N_("“{raw}”是数字，不是日期；请把单元格设成日期格式，或者写成：{accepted}"),
                raw=shown(raw), accepted=_DAY_FORMS,
            )  # fmt: skip
        return found
    raise _no_day(raw)


def _no_day(raw: object) -> CellRefusedError:
    return not_a(Message(N_("日期")), raw, _DAY_FORMS)


def _in_range(value: date, raw: object) -> date:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise CellRefusedError(N_("“{raw}”的年份不可信"), raw=shown(raw))
    return value


@lru_cache(maxsize=20_000)
def _read_day(text: str) -> date | None:
    found = _DAY.fullmatch(text.translate(_WIDE))
    return _date_in(found) if found else None


def _date_in(found: re.Match[str]) -> date | None:
    month = found["month"] or found["month2"] or found["month3"]
    on = found["day"] or found["day2"] or found["day3"]
    try:
        value = date(int(found["year"]), int(month), int(on))
    except ValueError:
        return None
    return value if _FIRST_YEAR <= value.year <= _LAST_YEAR else None


def moment(raw: object, column: Column) -> str:
    """Civil time to the second. With an offset it is converted to it."""
    value = _moment_of(raw)
    _check_bounds(value.date(), column)
    return value.isoformat(timespec="seconds")


def _moment_of(raw: object) -> datetime:
    if isinstance(raw, datetime):
        value = raw.astimezone(CIVIL).replace(tzinfo=None) if raw.tzinfo else raw
        _in_range(value.date(), raw)
        return value.replace(microsecond=0)
    if isinstance(raw, date):  # a workbook's midnight: its readers leave the time out when it is 0:00
        _in_range(raw, raw)
        return datetime(raw.year, raw.month, raw.day)
    if type(raw) is str:
        text = raw.strip().translate(_WIDE)
        found = _MOMENT.fullmatch(text)
        value_or_none = _time_in(found) if found else None
        if value_or_none is not None:
            return value_or_none
        if _DAY.fullmatch(text):
            raise CellRefusedError(N_("“{raw}”缺少时间；例如：2017-10-09 08:00"), raw=shown(raw))
    accepted = Message(N_("2017-10-09 08:00、2017-10-09T08:00:00+08:00、2017年10月9日8时30分"))
    raise not_a(Message(N_("时间")), raw, accepted)


def _time_in(found: re.Match[str]) -> datetime | None:
    on = _date_in(found)
    minute = found["minute"] or found["minute2"] or "0"
    second = found["second"] or found["second2"] or "0"
    if on is None:
        return None
    try:
        value = datetime(on.year, on.month, on.day, int(found["hour"]), int(minute), int(second))
        if not (zone := found["zone"]):
            return value
        if zone == "Z":
            offset = timedelta(0)
        else:
            offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
        return value.replace(tzinfo=timezone(offset)).astimezone(UTC).astimezone(CIVIL).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def year(raw: object, column: Column) -> int:
    """Four digits."""
    text = _text_of_number(raw)
    found = _YEAR.fullmatch(text)
    value = int(found["year"]) if found else 0
    if not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise not_a(Message(N_("年份")), raw, Message(N_("2017、2017年")))
    if column.minimum is not None and not isinstance(column.minimum, date) and value < column.minimum:
        raise CellRefusedError(N_("不能早于 {bound} 年"), bound=int(column.minimum))
    if column.maximum is not None and not isinstance(column.maximum, date) and value > column.maximum:
        raise CellRefusedError(N_("不能晚于 {bound} 年"), bound=int(column.maximum))
    return value


def month(raw: object, _: Column) -> str:
    """ "2017-10". A workbook's date stands for its month when it is the month's first day."""
    if isinstance(raw, date):
        if raw.day != 1 or (isinstance(raw, datetime) and (raw.hour or raw.minute)):
            raise CellRefusedError(N_("“{raw}”是某一天，这一列只写年月，例如 2017-10"), raw=shown(raw))
        return f"{_in_range(raw, raw).year}-{raw.month:02}"
    found = _MONTH.fullmatch(_text_of_number(raw))
    if found and 1 <= int(found["month"]) <= 12 and _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        return f"{found['year']}-{int(found['month']):02}"
    raise not_a(Message(N_("年月")), raw, Message(N_("2017-10、2017年10月、201710")))


def quarter(raw: object, _: Column) -> str:
    """ "2017-Q3"."""
    found = _QUARTER.fullmatch(_text_of_number(raw))
    if found and _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
        word = found["q"] or found["word"]
        return f"{found['year']}-Q{word if word.isascii() else '一二三四'.index(word) + 1}"
    raise not_a(Message(N_("季度")), raw, Message(N_("2017-Q3、2017年第三季度")))


def duration(raw: object, _: Column) -> str:
    """ISO 8601: “3个月” is "P3M", “1年2个月” "P1Y2M"."""
    text = _text_of_number(raw)
    if _ISO_DURATION.fullmatch(text):
        return text
    if weeks := _WEEKS.fullmatch(text):
        return f"P{int(weeks[1])}W"
    if text and (found := _DURATION.fullmatch(text)):
        said = [
            mark.format(int(each)) if each else "" for mark, each in zip(_MARKS, found.groups(), strict=True)
        ]
        days, hours = "".join(said[:_OF_A_DAY]), "".join(said[_OF_A_DAY:])
        return f"P{days}T{hours}" if hours else f"P{days}"
    raise not_a(Message(N_("一段时间")), raw, Message(N_("3个月、20日、1年6个月、2小时、30分钟，或者 P3M")))


def _text_of_number(raw: object) -> str:
    if isinstance(raw, bool) or raw is None:
        return ""
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else ""
    return str(raw).strip().translate(_WIDE) if isinstance(raw, (str, int)) else ""


def _check_bounds(value: date, column: Column) -> None:
    if isinstance(column.minimum, date) and value < column.minimum:
        raise CellRefusedError(N_("不能早于 {bound}"), bound=column.minimum.isoformat())
    if isinstance(column.maximum, date) and value > column.maximum:
        raise CellRefusedError(N_("不能晚于 {bound}"), bound=column.maximum.isoformat())
