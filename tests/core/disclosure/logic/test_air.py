"""The index of air quality: points of the tables, rounding up, ties, what another table judges."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.disclosure.logic.air import CLEAN, GOOD, air_index, standard_on, sub_index
from gongkai.foundation.rulebook.disclosure_logic import air_standards

EXAMPLES = [(standard, example) for standard in air_standards() for example in standard.example]
OLD, NEW = air_standards()


@pytest.mark.parametrize(("standard", "example"), EXAMPLES, ids=lambda each: getattr(each, "about", ""))
def test_examples_of_the_declaration(standard, example) -> None:
    found = air_index(standard, example.values, hourly=example.hourly)
    assert found is not None
    assert (found.value, found.primary) == (example.index, example.primary)


@pytest.mark.parametrize("standard", air_standards(), ids=lambda each: each.standard)
def test_each_point_of_each_table_gives_its_index_and_a_hair_more_gives_the_next(standard) -> None:
    for table in standard.table:
        for place, point in enumerate(table.points):
            found = sub_index(standard, table.name, point)
            assert found.index == standard.index[place], (table.name, point)
            if place + 1 < len(table.points):
                over = sub_index(standard, table.name, point + Decimal("0.0001"))
                assert over.index == standard.index[place] + 1, (table.name, point)


@pytest.mark.parametrize(
    ("day", "standard"),
    [
        ("2015-12-31", None),
        ("2016-01-01", "HJ 633-2012"),
        ("2026-02-28", "HJ 633-2012"),
        ("2026-03-01", "HJ 633-2026"),
        ("2030-12-31", "HJ 633-2026"),
        ("2031-01-01", None),
    ],
)
def test_the_version_of_the_day_judges(day: str, standard: str | None) -> None:
    found = standard_on(air_standards(), date.fromisoformat(day))
    assert (found.standard if found else None) == standard


@pytest.mark.parametrize(
    ("standard", "table", "concentration", "index"),
    [
        (OLD, "PM2.5_24h", "60", 82),  # 50/40 × 25 + 50 = 81.25, up
        (NEW, "PM2.5_24h", "60", 100),
        (OLD, "PM10_24h", "120", 85),
        (NEW, "PM10_24h", "120", 100),
        (OLD, "SO2_24h", "475", 150),
        (OLD, "SO2_24h", "500", 154),  # not 100 as the hourly row would have it
        (OLD, "SO2_1h", "500", 100),
        (OLD, "CO_24h", "4.1", 101),
        (OLD, "O3_8h", "160", 100),
        (OLD, "O3_8h", "800", 300),
        (OLD, "SO2_1h", "800", 200),
    ],
)
def test_values_between_points(standard, table: str, concentration: str, index: int) -> None:
    assert sub_index(standard, table, Decimal(concentration)).index == index


@pytest.mark.parametrize(("table", "judge"), [("SO2_1h", "SO2_24h"), ("O3_8h", "O3_1h")])
def test_over_800_the_other_table_judges_and_without_it_the_index_is_partial(table: str, judge: str) -> None:
    over = {table: Decimal(801), "PM2.5_24h": Decimal(50)}
    alone = air_index(OLD, over, hourly=table == "SO2_1h")
    assert alone is not None
    assert judge in alone.missing
    assert alone.primary == ("PM2.5",)
    both = air_index(OLD, over | {judge: Decimal(1000)}, hourly=table == "SO2_1h")
    assert both is not None
    assert both.primary == (table.partition("_")[0],)
    assert judge not in both.missing


def test_levels_colours_exceeding_and_ozone_named_once() -> None:
    values = {"O3_1h": Decimal(200), "O3_8h": Decimal(160), "NO2_24h": Decimal(80), "PM2.5_24h": Decimal(76)}
    found = air_index(OLD, values)
    assert found is not None
    assert (found.value, found.level.name, found.level.hex) == (102, "轻度污染", "#FF7E00")
    assert (found.primary, found.exceeding) == (("PM2.5",), ("PM2.5",))
    assert found.partial
    tied = air_index(OLD, {**values, "PM2.5_24h": Decimal(75)})
    assert tied is not None
    assert tied.primary == ("NO2", "O3", "PM2.5")
    assert tied.exceeding == ()
    assert (CLEAN, GOOD) == (50, 100)


@pytest.mark.parametrize("standard", air_standards(), ids=lambda each: each.standard)
def test_every_index_has_a_level(standard) -> None:
    asked = (0, 50, 51, 100, 101, 150, 200, 201, 300, 301, 500)
    levels = (50, 50, 100, 100, 150, 150, 200, 300, 300, 500, 500)
    assert tuple(standard.level_of(index).upto for index in asked) == levels


def test_nothing_measured_has_no_index_and_a_negative_value_is_refused() -> None:
    assert air_index(OLD, {}) is None
    assert air_index(OLD, {"O3_8h": Decimal(900)}) is None
    for impossible in ("-1", "NaN", "Infinity"):
        with pytest.raises(ValueError, match="浓度不能是"):
            sub_index(OLD, "CO_24h", Decimal(impossible))
