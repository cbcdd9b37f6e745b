"""The statistics of the year: when what is released, and the indicators month by month, of the city and, for
some, of each county. The values are invented; a quarter's first figure is revised once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, working_day
from gongkai.project.demo.disclosure.economy import WEIGHTS
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

_FIRST, _REVISED = "初步核算", "修订"
_MONTHLY_DAY, _LATE_MONTH, _LATE_DAY = 20, 5, 28  # of the next month
_CITY_CODE = "371300"
_MONTHS, _QUARTER_ENDS = range(1, 13), (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Indicator:
    """`values` of the city by month (of quarters: four), `growths` beside them, in per cent; `spreads`: the
    counties add up to the city; `varies`: each county has its own, around the city's."""

    code: str
    name: str
    measure: str
    values: tuple[float, ...]
    growths: tuple[float, ...] = ()
    cumulative: bool = True
    spreads: bool = False
    varies: bool = False
    note: str = ""

    @property
    def is_quarterly(self) -> bool:
        return len(self.values) == len(_QUARTER_ENDS)


INDICATORS = (
    Indicator("A0101", "地区生产总值", "亿元", (905.34, 1987.21, 3128.64, 4345.39), (7.7, 7.8, 7.9, 7.9),
              spreads=True, note="按可比价计算增速。"),
    Indicator("A0301", "服务业增加值占地区生产总值比重", "%", (48.6, 48.9, 49.2, 49.5), note="反映结构。"),
    Indicator("G0101", "城镇居民人均可支配收入", "元", (9_412, 16_980, 25_733, 33_266), (8.2, 8.3, 8.4, 8.3)),
    Indicator("G0102", "农村居民人均可支配收入", "元", (3_488, 6_410, 10_152, 12_613), (8.5, 8.6, 8.6, 8.7)),
    Indicator("B0203", "规模以上工业增加值增速", "%",
              (6.6, 6.8, 7.0, 6.9, 6.7, 6.8, 6.7, 7.0, 7.1, 6.9, 6.8, 6.7), varies=True),
    Indicator("B0301", "规模以上工业企业利润总额", "亿元",
              (38.2, 77.9, 128.4, 166.1, 205.8, 263.0, 298.4, 336.7, 384.9, 421.6, 457.2, 503.8),
              (9.1, 9.4, 10.2, 9.8, 9.5, 10.6, 10.1, 10.4, 11.2, 10.9, 10.7, 11.0), note="反映效益。"),
    Indicator("C0101", "固定资产投资", "亿元",
              (152.6, 318.4, 690.2, 1012.7, 1380.5, 1902.3, 2214.0, 2530.8, 2911.4, 3240.9, 3528.1, 3790.6),
              (8.9, 9.0, 9.2, 9.0, 8.8, 8.9, 8.7, 8.5, 8.6, 8.4, 8.3, 8.2), spreads=True),
    Indicator("C0205", "商品房待售面积", "万平方米",
              (412.0, 405.3, 396.8, 388.1, 377.4, 365.9, 352.6, 341.0, 330.7, 322.5, 316.2, 311.8),
              (-6.1, -8.0, -9.7, -11.2, -13.0, -15.1, -17.4, -19.0, -20.6, -21.8, -22.9, -23.7),
              cumulative=False, note="反映供给侧结构性改革中的去库存。"),
    Indicator("D0401", "社会消费品零售总额", "亿元",
              (231.5, 436.8, 641.0, 838.2, 1049.7, 1262.4, 1468.9, 1682.5, 1911.3, 2143.8, 2372.6, 2610.2),
              (10.1, 10.0, 10.2, 10.3, 10.2, 10.4, 10.3, 10.3, 10.4, 10.3, 10.2, 10.2), spreads=True),
    Indicator("E0101", "进出口总额", "亿元",
              (48.9, 90.2, 144.7, 196.3, 249.8, 305.1, 358.6, 414.2, 470.3, 524.9, 583.4, 641.7),
              (12.0, 13.4, 14.8, 14.1, 13.6, 13.9, 13.2, 13.5, 13.8, 13.1, 13.4, 13.7)),
    Indicator("F0101", "居民消费价格指数（上年同月=100）", "%",
              (102.1, 100.9, 101.0, 101.2, 101.5, 101.6, 101.4, 101.7, 101.6, 101.8, 101.7, 101.8),
              cumulative=False),
)  # fmt: skip

_REVISION = ("A0101", 6, 1979.05, 7.7)  # code, month of the quarter's end, value, growth
_REVISED_WITH = 9  # told with this month's figures


def indicators(data_set: DataSet) -> Iterator[Batch]:
    """The month's figures; those of a quarter with its last month. What was first told of the half-year is
    revised with the third quarter."""
    for month in _MONTHS:
        out = _out(month)
        rows = [row for each in INDICATORS for row in _rows(each, month, out)]
        if month == _REVISED_WITH:
            rows.append(_revision(out))
        yield Batch(data_set.name, "tjj", out, rows, f"{YEAR}-{month:02d}")


def _out(month: int) -> date:
    day = _LATE_DAY if month == _LATE_MONTH else _MONTHLY_DAY
    return working_day(date(YEAR + month // 12, month % 12 + 1, day))


def _rows(of: Indicator, month: int, out: date) -> Iterator[Row]:
    if of.is_quarterly and month not in _QUARTER_ENDS:
        return
    place = _QUARTER_ENDS.index(month) if of.is_quarterly else month - 1
    value, growth = of.values[place], of.growths[place] if of.growths else None
    yield _row(of, _CITY_CODE, month, out, value, growth)
    if of.spreads:
        parts = spread(round(value * 100), WEIGHTS)
        for turn, (division, part) in enumerate(zip(COUNTIES, parts, strict=True)):
            yield _row(of, division, month, out, part / 100, None if growth is None else growth + _own(turn))
    if of.varies:
        for turn, division in enumerate(COUNTIES):
            yield _row(of, division, month, out, value + _own(turn), growth)


def _own(turn: int) -> float:
    """How a county differs from the city, in points."""
    return (turn * 5 % 11 - 5) / 5


def _row(of: Indicator, division: str, month: int, out: date, value: float, growth: float | None) -> Row:
    row: Row = {
        "code": of.code, "indicator": of.name, "period": _period(of, month), "released_on": out,
        "frequency": "quarter" if of.is_quarterly else "month", "division": division,
        "value": f"{value:.2f}", "measure": of.measure, "cumulative": of.cumulative, "status": _FIRST,
        "note": of.note,
    }  # fmt: skip
    return row if growth is None else row | {"growth": f"{growth:.1f}%"}


def _period(of: Indicator, month: int) -> str:
    return f"{YEAR}-Q{month // 3}" if of.is_quarterly else f"{YEAR}-{month:02d}"


def _revision(out: date) -> Row:
    code, month, value, growth = _REVISION
    of = next(each for each in INDICATORS if each.code == code)
    return _row(of, _CITY_CODE, month, out, value, growth) | {"status": _REVISED}


def statistics_calendar(data_set: DataSet) -> Iterator[Batch]:
    """What the office planned for the year: a release a month, a press conference a quarter, the communiqué
    and the yearbook."""
    rows: list[Row] = [
        _planned(f"{YEAR - 1}年国民经济和社会发展统计公报", date(YEAR, 3, 10), "统计公报"),
        _planned(f"{YEAR}年统计年鉴", date(YEAR, 9, 28), "统计年鉴"),
        _planned(f"{YEAR - 1}年国民经济运行情况", date(YEAR, 1, 24), "新闻发布会"),
    ]
    quarters = {3: "一季度", 6: "上半年", 9: "前三季度"}
    for month in range(1, 12):
        on = working_day(date(YEAR, month + 1, _MONTHLY_DAY))
        rows.append(_planned(f"{YEAR}年{month}月份主要指标", on, "网站发布"))
        if month in quarters:
            rows.append(_planned(f"{YEAR}年{quarters[month]}国民经济运行情况", on, "新闻发布会"))
    yield Batch(data_set.name, "tjj", date(YEAR, 1, 20), rows, str(YEAR))


def _planned(title: str, on: date, form: str) -> Row:
    address = f"https://tjj.linyi.example/{on:%Y/%m%d}"
    return {"year": YEAR, "title": title, "planned_on": on, "form": form, "address": address}


SURVEYED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (indicators, statistics_calendar)
}
"""By data set."""
