"""What has its place on the map: land requisitioned in each county, approval by approval, each quarter; and
land that is dealt, month by month."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, samples_of, working_day
from gongkai.project.demo.ground import YEAR

SEATS: Mapping[str, tuple[float, float]] = {
    "371302": (118.35, 35.06), "371311": (118.28, 34.99), "371312": (118.40, 35.09),
    "371321": (118.46, 35.55), "371322": (118.36, 34.61), "371323": (118.62, 35.79),
    "371324": (118.07, 34.86), "371325": (117.97, 35.27), "371326": (117.64, 35.50),
    "371327": (118.83, 35.17), "371328": (117.94, 35.71), "371329": (118.65, 34.92),
}  # fmt: skip
"""Longitude and latitude of the county seats, to about a kilometre."""


def near(division: str, number: int) -> Row:
    """A point within some ten kilometres of the county's seat."""
    east, north = SEATS[division]
    return {
        "lat": round(north + 0.004 * (number * 17 % 41 - 20), 4),
        "lon": round(east + 0.005 * (number * 29 % 37 - 18), 4),
    }  # fmt: skip


_OUT = (date(YEAR, 3, 30), date(YEAR, 6, 29), date(YEAR, 9, 28), date(YEAR, 12, 28))
_RECEIVED, _APPROVED = timedelta(days=10), timedelta(days=18)  # before they are published
_VILLAGES = ("示例前村", "示例后村", "示例河西村")
_HECTARES = 100 * 111.3 * 91.2  # in a square degree at 35° north


def land_requisitions(data_set: DataSet) -> Iterator[Batch]:
    """One approval a county and quarter with three villages, published in time by the city's office; and
    the declared samples, which a district published in autumn, long after it had received them."""
    for quarter, out in enumerate(_OUT):
        rows = [
            row
            for county, division in enumerate(SEATS)
            for row in _approval(division, quarter * len(SEATS) + county, out)
        ]
        yield Batch(data_set.name, "gtj", out, rows)
    yield Batch(data_set.name, "lanshan", _OUT[2], samples_of(data_set))


def _approval(division: str, number: int, out: date) -> Iterator[Row]:
    for turn, village in enumerate(_VILLAGES):
        wide, tall = 0.004 + 0.001 * ((number + turn) % 4), 0.003 + 0.001 * (number % 3)
        area = round(wide * tall * _HECTARES, 4)
        yield {
            "approval": f"鲁政土字〔{YEAR}〕示例{200 + number}号", "division": division, "village": village,
            "project": f"{YEAR}年第{number // len(SEATS) + 1}批次城市建设用地（示例）",
            "area": area, "farmland": round(area * 0.6, 4), "people": round(area * 9),
            "standard": f"{45_000 + 1_000 * (number % 12)}", "resettlement": "货币安置、社会保险",
            "approved_on": out - _APPROVED, "received_on": out - _RECEIVED,
            "shape": _block(division, number, turn, wide, tall),
        }  # fmt: skip


def _block(division: str, number: int, turn: int, wide: float, tall: float) -> dict[str, object]:
    """A rectangle some kilometres from the seat, each approval in a direction of its own."""
    east, north = SEATS[division]
    west = round(east + 0.03 * (number % 5 - 2) + 0.012 * turn, 4)
    south = round(north + 0.03 * (number % 7 - 3), 4)
    right, top = round(west + wide, 4), round(south + tall, 4)
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [right, south], [right, top], [west, top], [west, south]]],
    }


WITHOUT_DEALS = (1, 4, 9)
"""Months in which no land was dealt."""

_DEALT, _LONG_AGO, _SLOW_MONTH = timedelta(days=6), timedelta(days=31), 11
_USES = ("住宅用地", "工矿仓储用地", "商服用地", "公共管理与公共服务用地")
_PRICED: Mapping[str, int] = {"住宅用地": 480, "工矿仓储用地": 32, "商服用地": 610}
"""Yuan a square metre, in tens; what is allotted costs nothing."""


def land_deals(data_set: DataSet) -> Iterator[Batch]:
    """Some parcels in each month but three; those of October are told in November, late."""
    for month in range(1, 13):
        if month in WITHOUT_DEALS:
            continue
        out = working_day(date(YEAR, month, 24))
        on = out - (_LONG_AGO if month == _SLOW_MONTH else _DEALT)
        yield Batch(data_set.name, "gtj", out, [_deal(month, turn, on) for turn in range(3 + month % 3)])


def _deal(month: int, turn: int, on: date) -> Row:
    number = month * 5 + turn
    use, division = _USES[number % len(_USES)], tuple(SEATS)[number * 7 % len(SEATS)]
    area = 8_000 + number * 937 % 42_000
    allotted = use not in _PRICED
    return {
        "parcel": f"{YEAR}-{'H' if allotted else ''}{100 + number}",
        "location": f"示例路以{'东南西北'[number % 4]}", "division": division,
        "way": "划拨" if allotted else "挂牌", "use": use, "area": area,
        "holder": "示例公共设施建设中心" if allotted else f"示例置业第{number % 9 + 1}有限公司",
        "price": f"{area * _PRICED.get(use, 0) / 1_000:.2f}", "dealt_on": on,
    }  # fmt: skip


PLACED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (land_requisitions, land_deals)
}
"""By data set."""
