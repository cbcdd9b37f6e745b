"""What has its place on the map: land requisitioned in each county, approval by approval, each quarter."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, samples_of
from gongkai.project.demo.ground import YEAR

SEATS: Mapping[str, tuple[float, float]] = {
    "371302": (118.35, 35.06), "371311": (118.28, 34.99), "371312": (118.40, 35.09),
    "371321": (118.46, 35.55), "371322": (118.36, 34.61), "371323": (118.62, 35.79),
    "371324": (118.07, 34.86), "371325": (117.97, 35.27), "371326": (117.64, 35.50),
    "371327": (118.83, 35.17), "371328": (117.94, 35.71), "371329": (118.65, 34.92),
}  # fmt: skip
"""Longitude and latitude of the county seats, to about a kilometre."""

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


PLACED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {land_requisitions.__name__: land_requisitions}
"""By data set."""
