"""The rivers and the drinking water of the year: 41 sections month by month, 28 notices of polluted reaches,
12 monthly issues on the city's sources. What a notice says agrees with the month's readings."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.city import declared
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, working_day
from gongkai.project.demo.ground import YEAR

SECTIONS, NOTICES = 41, 28

_RIVERS = ("沂河", "沭河", "祊河", "涑河", "武河", "柳青河", "陷泥河", "邳苍分洪道")
_WORST = (4, 5, 6)  # places of the rivers whose sections miss their target first
_ORDER = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
_COD = {"Ⅲ": 20, "Ⅳ": 30}  # mg/L, GB 3838-2002
_AMMONIA = {"Ⅲ": 1.0, "Ⅳ": 1.5}

_DAY = timedelta(days=1)
_FIRST_NOTICE, _NOTICE_EVERY, _TELLS_OF = date(YEAR, 1, 5), 13, 13  # days
_OUT_ON, _HELD_BACK = 26, 5  # of the month; the month whose notices come out with the next, late

_MONTHLY_OUT, _LATE_MONTH, _LATE_OUT = 12, 8, 19  # of the next month
_SOURCES = (
    ("示例一号水库", "地表水", "371323", 62, "Ⅱ", 5_980),
    ("示例二号水库", "地表水", "371326", 62, "Ⅲ", 2_310),
    ("示例河东水源地", "地下水", "371312", 39, "Ⅲ", 1_500),
)  # fmt: skip
"""Source, kind, where, how much is tested for, class, tenths of 10,000 tonnes a month."""


def river_sections(data_set: DataSet) -> Iterator[Batch]:
    """Each section in each month."""
    for month in range(1, 13):
        rows = [_section(number, month) for number in range(SECTIONS)]
        yield Batch(data_set.name, "hbj", date(YEAR + month // 12, month % 12 + 1, 9), rows, _label(month))


def _section(number: int, month: int) -> Row:
    river, target = _river(number), _target(number)
    over = _exceeds(number, month)
    found = _ORDER[_ORDER.index(target) + 1 if over else _ORDER.index(target) - (number + month) % 2]
    ease = (number * 3 + month * 5) % 20
    figures = {"cod": _COD[target] * (70 + ease) / 100, "ammonia": _AMMONIA[target] * (30 + 2 * ease) / 100}
    row: Row = {
        "month": _label(month), "section": f"{river}示例断面{number + 1:02d}", "river": river,
        "division": COUNTIES[number % len(COUNTIES)], "target": target, "found": found,
        "phosphorus": f"{0.05 + ease / 400:.3f}", "met": not over,
    }  # fmt: skip
    if over:
        name, limit = ("cod", _COD[target]) if _by_cod(number) else ("ammonia", _AMMONIA[target])
        figures[name] = limit * (1.05 + ease / 60)
        row["over"] = f"{_pollutant(number)}{figures[name] / limit - 1:.2f}倍"
    return row | {"cod": f"{figures['cod']:.1f}", "ammonia": f"{figures['ammonia']:.2f}"}


def _river(number: int) -> str:
    return _RIVERS[number % len(_RIVERS)]


def _target(number: int) -> str:
    return "Ⅳ" if number % len(_RIVERS) in _WORST else "Ⅲ"


def _exceeds(number: int, month: int) -> bool:
    """Where little water runs in the rivers (winter and spring) more of the worst sections do."""
    dry = 6 if month in (1, 2, 3, 4, 12) else 2 if month in (7, 8, 9) else 4
    return number % len(_RIVERS) in _WORST and (number * 5 + number // len(_RIVERS) + month * 3) % 13 < dry


def _by_cod(number: int) -> bool:
    return number % 3 > 0


def _pollutant(number: int) -> str:
    return "化学需氧量" if _by_cod(number) else "氨氮"


def river_notices(data_set: DataSet) -> Iterator[Batch]:
    """Issued about every two weeks and put on the net month by month; those of one month late."""
    kept: list[Row] = []
    notices = [_notice(number) for number in range(1, NOTICES + 1)]
    for month in range(1, 13):
        kept += [each for each in notices if each["issued_on"].month == month]
        if month != _HELD_BACK:
            yield Batch(data_set.name, "hbj", working_day(date(YEAR, month, _OUT_ON)), kept)
            kept = []


def _notice(number: int) -> Row:
    issued = working_day(_FIRST_NOTICE + (number - 1) * _NOTICE_EVERY * _DAY)
    last = _FIRST_NOTICE + ((number - 1) * _NOTICE_EVERY - 1) * _DAY
    over = [section for section in range(SECTIONS) if _exceeds(section, issued.month)]
    names = {each["division_code"]: each["short_name"] for each in declared()["county"]}
    rivers = dict.fromkeys(_river(each) for each in over)
    return {
        "issue": f"{YEAR}年第{number}期", "first": last - (_TELLS_OF - 1) * _DAY, "last": last,
        "sections": SECTIONS, "exceeded": len(over),
        "reaches": "；".join(
            f"{river}：{'、'.join(f'示例断面{each + 1:02d}' for each in over if _river(each) == river)}"
            for river in rivers
        ),
        "pollutants": "、".join(dict.fromkeys(map(_pollutant, over))), "issued_on": issued,
        "counties": "、".join(dict.fromkeys(names[COUNTIES[each % len(COUNTIES)]] for each in over)),
    }  # fmt: skip


def water_sources(data_set: DataSet) -> Iterator[Batch]:
    """Every month an issue on the three sources of the city; one is late. More is drawn in summer."""
    for month in range(1, 13):
        rows = [
            {
                "month": _label(month), "source": source, "kind": kind, "division": division,
                "sampled_on": date(YEAR, month, 5 + place), "tested": tested, "passed": tested,
                "grade": grade, "met": True, "volume": f"{tenths * (112 - abs(month - 7) * 4) / 1000:.1f}",
            }
            for place, (source, kind, division, tested, grade, tenths) in enumerate(_SOURCES)
        ]  # fmt: skip
        day = _LATE_OUT if month == _LATE_MONTH else _MONTHLY_OUT
        yield Batch(data_set.name, "hbj", date(YEAR + month // 12, month % 12 + 1, day), rows, _label(month))


def _label(month: int) -> str:
    return f"{YEAR}-{month:02d}"


WATERS: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (river_sections, river_notices, water_sources)
}
"""By data set."""
