"""The month's ranking of counties."""

from decimal import Decimal

import pytest

from gongkai.core.disclosure.logic.air import Statistic
from gongkai.core.disclosure.logic.ranking import (
    PlaceMonth,
    percentile,
    place_month,
    ranking,
    rounded,
    statistic,
)
from gongkai.foundation.rulebook.disclosure_logic import air_standards

OLD, NEW = (standard.composite for standard in air_standards())


def month(place: str, **values: str | None) -> PlaceMonth:
    usual = {"SO2": "30", "NO2": "40", "PM10": "105", "PM25": "35", "CO": "2", "O3": "160"} | values
    named = {name.replace("PM25", "PM2.5"): value for name, value in usual.items()}
    return PlaceMonth(place, {name: Decimal(value) if value else None for name, value in named.items()})


def test_sum_of_quotients_by_the_version_of_the_month() -> None:
    (old,) = ranking(OLD, [month("兰山区")])
    assert old.index == Decimal("5.50")  # 0.5 + 1 + 1.5 + 1 + 0.5 + 1
    assert old.worst == ("PM10",)
    assert [part.index for part in old.parts][:3] == [Decimal("0.50"), Decimal("1.00"), Decimal("1.50")]
    (new,) = ranking(NEW, [month("兰山区", PM10="60", PM25="30")])
    assert new.index == Decimal("10.000") - Decimal("1.0")  # 0.5 + 2 + 1 + 3 + 0.5 + 2


def test_ties_are_named_and_the_next_rank_is_left_out() -> None:
    months = [month("罗庄区", SO2="60"), month("蒙阴县", SO2="12"), month("费县"), month("平邑县")]
    found = ranking(OLD, [*months, month("郯城县", O3=None)])
    assert [(each.place, each.rank) for each in found] == [
        ("蒙阴县", 1), ("平邑县", 2), ("费县", 2), ("罗庄区", 4), ("郯城县", None),
    ]  # fmt: skip
    assert found[1].with_others == ("费县",)
    assert found[4].missing == ("O3",)
    assert found[4].index is None


def test_concentrations_are_rounded_before_the_quotient() -> None:
    (one, other) = ranking(OLD, [month("甲", PM25="35.4"), month("乙", PM25="34.6")])
    assert (one.rank, other.rank, one.index) == (1, 1, other.index)


@pytest.mark.parametrize(
    ("values", "p", "expected"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, "10"),
        ([5], 95, "5"),
        ([1, 2], 90, "1.9"),
        (list(range(30, 0, -1)), 95, "28.55"),
    ],
)
def test_percentile(values: list[int], p: int, expected: str) -> None:
    assert percentile([Decimal(value) for value in values], p) == Decimal(expected)


def test_statistics_of_a_month_and_rounding_half_to_even() -> None:
    days = [Decimal(value) for value in (10, 20, 30)]
    assert statistic(Statistic.MEAN, days) == 20
    assert statistic(Statistic.PERCENTILE_90, days) == 28
    assert statistic(Statistic.PERCENTILE_95, days) == 29
    with pytest.raises(ValueError, match="no valid day"):
        statistic(Statistic.MEAN, [])
    assert [str(rounded(Decimal(text), 1)) for text in ("0.25", "0.35", "0.251")] == ["0.2", "0.4", "0.3"]


def test_a_month_out_of_its_days() -> None:
    day = {
        "SO2": Decimal(30),
        "NO2": Decimal(40),
        "PM10": Decimal(105),
        "PM2.5": Decimal(35),
        "CO": Decimal(2),
    }
    days: list[dict[str, Decimal | None]] = [{**day, "O3": Decimal(n)} for n in range(1, 31)]
    whole = place_month(OLD, "兰山区", 9, days)
    assert whole.values["O3"] == Decimal("27.1")  # 1 + 29 × 90 % = 27.1st of 1..30
    assert ranking(OLD, [whole])[0].rank == 1
    thin = place_month(OLD, "兰山区", 9, [*days[:26], *({**each, "CO": None} for each in days[26:])])
    assert (thin.values["CO"], thin.values["SO2"]) == (None, Decimal(30))
    assert ranking(OLD, [thin])[0].missing == ("CO",)
    assert place_month(OLD, "兰山区", 2, days[:25]).values["CO"] == 2
