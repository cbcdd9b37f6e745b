"""The air of the sample's year: its days, the hours of the last days, and each month's ranking, reckoned from
the days as the standard has it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache

from gongkai.core.disclosure.logic.air import AirStandard, air_index, standard_on
from gongkai.core.disclosure.logic.columns import air_day, air_values
from gongkai.core.disclosure.logic.ranking import place_month, ranking
from gongkai.core.disclosure.schema import DataSet
from gongkai.foundation.rulebook.disclosure_logic import air_standards
from gongkai.project.demo.city import declared
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row
from gongkai.project.demo.ground import YEAR

_DAY = timedelta(days=1)
_SUNDAY, _BY_DAY_FROM = 6, date(YEAR, 12, 25)
_NEW_ZONE, _MEASURED_FROM = "371371", date(YEAR, 6, 15)
_PLACES = ("371300", *COUNTIES, _NEW_ZONE, "371372")
_COLUMNS = {"SO2": "so2", "NO2": "no2", "PM10": "pm10", "PM2.5": "pm25", "CO": "co", "O3": "o3"}
_WRITTEN = {"O3": "臭氧", "SO2": "二氧化硫", "NO2": "二氧化氮", "CO": "一氧化碳"}
_OUT, _OUT_LATE, _TARDY_MONTH = 12, 19, 5  # of the next month; May's comes late
_FIRST_HOURS, _HOURS = date(YEAR, 12, 29), 9
_STEPS = 40  # a place's days differ in so many steps from the year's calmest to its worst
_GOOD = "12"
"""Levels of a day that counts as good (优良)."""


def air_daily(data_set: DataSet) -> Iterator[Batch]:
    """A notice a day for fourteen places and, from mid-June, a fifteenth: 5,310. Week by week, so that most
    are late, and day by day in the last week of the year, as the law wants it."""
    day, rows = date(YEAR, 1, 1), []
    while day.year == YEAR:
        rows += [dict(_day(place, day)) for place in _PLACES if place != _NEW_ZONE or day >= _MEASURED_FROM]
        if day.weekday() == _SUNDAY or day >= _BY_DAY_FROM:
            yield Batch(data_set.name, "hbj", day + _DAY, rows, way="pull")
            rows = []
        day += _DAY


@cache
def _day(place: str, day: date) -> Row:
    """Dust and smoke in winter, ozone in summer, by how still the air is; the index by the day's standard."""
    turn, ozone = _still(place, day, 7), _still(place, day, 11)
    winter, number = abs(day.month - 7) * 3, _PLACES.index(place)
    fine = (24 + 2 * winter + number * 5 % 13) * (20 + turn * 160 // _STEPS) // 100
    row: Row = {
        "date": day, "division": place, "pm25_24h": fine,
        "pm10_24h": fine * 5 // 4 + 10 + number + ozone // 2,
        "so2_24h": 12 + winter // 2 + number % 5 + turn // 8, "no2_24h": 20 + winter + number * 7 % 12,
        "co_24h": (7 + number % 6 + turn // 6) / 10,
    }  # fmt: skip
    row["o3_8h"] = (185 - winter * 5 - number) * (50 + ozone * 55 // _STEPS) // 100
    row["o3_1h"] = row["o3_8h"] * 9 // 8
    return row | _judged(_standard(day), row)


def _still(place: str, day: date, stride: int) -> int:
    """0 to `_STEPS`: neighbours share their weather, a day resembles the one before."""
    return (day.toordinal() * stride + _PLACES.index(place) * 2) % (_STEPS + 1)


def _judged(standard: AirStandard, row: Row) -> Row:
    found = air_index(standard, air_values({name: str(value) for name, value in row.items()}))
    assert found is not None
    level = standard.level.index(found.level) + 1
    primary = "、".join(_WRITTEN.get(each, each) for each in found.primary)
    return {"aqi": found.value, "level": str(level)} | ({"primary": primary} if primary else {})


def _standard(day: date) -> AirStandard:
    found = standard_on(air_standards(), day)
    assert found is not None
    return found


def air_hourly(data_set: DataSet) -> Iterator[Batch]:
    """The first nine hours of the year's last three days, a station a county."""
    names = _names()
    for turn in range(3):
        day = _FIRST_HOURS + turn * _DAY
        rows = [
            _hour(
                number, county, names[county], datetime.combine(day, datetime.min.time()).replace(hour=hour)
            )
            for hour in range(_HOURS)
            for number, county in enumerate(COUNTIES, start=1)
        ]
        yield Batch(data_set.name, "hbj", day, rows, way="pull")


def _hour(number: int, county: str, name: str, at: datetime) -> Row:
    """Around the day's figures; busier at the hour when people drive."""
    of, rush = _day(county, at.date()), abs(at.hour - (_HOURS - 1)) * 2
    row: Row = {
        "so2_1h": of["so2_24h"] + 4, "no2_1h": of["no2_24h"] + 16 - rush, "co_1h": of["co_24h"],
        "o3_1h": max(8, of["o3_8h"] // 3 + at.hour - rush), "o3_8h": of["o3_8h"] // 2,
        "pm10_24h": of["pm10_24h"] + at.hour, "pm25_24h": of["pm25_24h"] + at.hour // 2,
    }  # fmt: skip
    found = air_index(
        _standard(at.date()), air_values({key: str(value) for key, value in row.items()}), hourly=True
    )
    assert found is not None
    return row | {
        "station": f"99{number:02d}A", "station_name": f"{name}示例站", "division": county,
        "at": at.isoformat(), "aqi": found.value,
    }  # fmt: skip


def air_ranking(data_set: DataSet) -> Iterator[Batch]:
    """Twelve counties a month, each with its rank out of its days."""
    names = _names()
    for month in range(1, 13):
        composite = _standard(date(YEAR, month, 1)).composite
        days = {county: _month(county, month) for county in COUNTIES}
        ranked = ranking(
            composite,
            [
                place_month(
                    composite, county, month, [air_day({k: str(v) for k, v in each.items()}) for each in held]
                )
                for county, held in days.items()
            ],
        )
        rows: list[Row] = [
            {
                "month": f"{YEAR}-{month:02d}", "division": each.place, "place": names[each.place],
                "composite": str(each.index), "rank": each.rank,
                "good_days": sum(day["level"] in _GOOD for day in days[each.place]),
            }
            | {_COLUMNS[part.pollutant]: str(part.concentration) for part in each.parts}
            for each in ranked
        ]  # fmt: skip
        out = date(YEAR + month // 12, month % 12 + 1, _OUT_LATE if month == _TARDY_MONTH else _OUT)
        yield Batch(data_set.name, "hbj", out, rows, f"{YEAR}-{month:02d}")


def _month(county: str, month: int) -> list[Row]:
    day, found = date(YEAR, month, 1), []
    while day.month == month:
        found.append(_day(county, day))
        day += _DAY
    return found


def _names() -> Mapping[str, str]:
    """Of the counties, by division."""
    return {each["division_code"]: each["short_name"] for each in declared()["county"]}


AIRED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (air_daily, air_hourly, air_ranking)
}
"""By data set."""
