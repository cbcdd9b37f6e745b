"""The month's ranking of counties by their air, reckoned as the standard of the days has it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongkai.core.disclosure.logic.air import standard_on
from gongkai.core.disclosure.logic.ranking import PlaceMonth, ranking
from gongkai.core.disclosure.schema import DataSet
from gongkai.foundation.rulebook.disclosure_logic import air_standards
from gongkai.project.demo.city import declared
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row
from gongkai.project.demo.ground import YEAR

_COLUMNS = {"SO2": "so2", "NO2": "no2", "PM10": "pm10", "PM2.5": "pm25", "CO": "co", "O3": "o3"}
_OUT = 12  # of the next month


def air_ranking(data_set: DataSet) -> Iterator[Batch]:
    """Twelve counties a month, each with its rank."""
    names = {each["division_code"]: each["short_name"] for each in declared()["county"]}
    for month in range(1, 13):
        standard = standard_on(air_standards(), date(YEAR, month, 1))
        assert standard is not None
        figures = {division: _figures(place, month) for place, division in enumerate(COUNTIES)}
        ranked = ranking(standard.composite, [PlaceMonth(each, values) for each, values in figures.items()])
        rows: list[Row] = [
            {
                "month": f"{YEAR}-{month:02d}", "division": each.place, "place": names[each.place],
                "composite": str(each.index), "rank": each.rank,
                "good_days": max(8, 30 - int(figures[each.place]["PM2.5"]) // 4),
            }
            | {_COLUMNS[name]: str(value) for name, value in figures[each.place].items()}
            for each in ranked
        ]  # fmt: skip
        out = date(YEAR + month // 12, month % 12 + 1, _OUT)
        yield Batch(data_set.name, "hbj", out, rows, f"{YEAR}-{month:02d}")


def _figures(place: int, month: int) -> dict[str, Decimal]:
    """Of a county's month: worse in winter; no two counties alike."""
    winter = abs(month - 7) * 3
    fine = 30 + winter + place * 5 % 13
    return {
        "SO2": Decimal(14 + winter // 2 + place % 5), "NO2": Decimal(24 + winter + place * 7 % 12),
        "PM10": Decimal(fine + 38 + place), "PM2.5": Decimal(fine), "CO": Decimal(11 + place % 6) / 10,
        "O3": Decimal(180 - winter * 2 - place),
    }  # fmt: skip
