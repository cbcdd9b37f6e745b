"""Rates of online services; indices of price baskets."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.disclosure.logic.prices import Basket, change, price_indices
from gongkai.core.disclosure.logic.services import OnlineLevel, levels_on, per_cent, service_rates
from gongkai.foundation.rulebook.disclosure_logic import online_levels

EXAMPLES = [(levels, example) for levels in online_levels() for example in levels.example]


@pytest.mark.parametrize(("levels", "example"), EXAMPLES, ids=lambda each: getattr(each, "about", ""))
def test_examples_of_the_declaration(levels, example) -> None:
    items = [value for value, count in example.items.items() for _ in range(count)]
    found = service_rates(levels, items)
    assert (found.online_rate, found.whole_rate) == (example.online_rate, example.whole_rate)
    assert found.items == sum(example.items.values())


def test_the_seeds_3280_items() -> None:
    levels = levels_on(online_levels(), date(2017, 12, 31))
    assert levels is not None
    found = service_rates(levels, ["full"] * 2633 + ["precheck"] * 452 + ["listed"] * 195)
    assert (found.items, found.online, found.whole) == (3280, 3085, 2633)
    assert (str(found.online_rate), str(found.whole_rate)) == ("94.05", "80.27")
    assert found.by_level == {"full": 2633, "precheck": 452, "listed": 195}


def test_definitions_by_date_and_what_they_refuse() -> None:
    assert levels_on(online_levels(), date(2015, 1, 1)) is None
    newer = levels_on(online_levels(), date(2019, 1, 1))
    assert newer is not None
    assert len(newer.level) == 4
    with pytest.raises(KeyError):
        service_rates(newer, ["nonsense"])
    with pytest.raises(ValueError, match="可以网上申请"):
        OnlineLevel("x", "全程", whole=True)
    nothing = service_rates(newer, [])
    assert (nothing.online_rate, nothing.whole_rate) == (None, None)
    assert per_cent(260_630, 260_891, 1) == Decimal("99.9")


BASKET = Basket("菜篮子", "W40", {"白菜": Decimal(50), "五花肉": Decimal(40), "鲤鱼": Decimal(10)})


def week(cabbage: str = "", pork: str = "", carp: str = "") -> dict[str, Decimal]:
    named = {"白菜": cabbage, "五花肉": pork, "鲤鱼": carp}
    return {item: Decimal(price) for item, price in named.items() if price}


def test_an_index_against_its_base() -> None:
    prices = {
        "W40": week("1.00", "20", "10"), "W41": week("1.10", "20", "10"), "W42": week("1.20", "19", ""),
        "W43": week("", "21", "10"), "W44": week("1.00", "20", "10"),
    }  # fmt: skip
    found = price_indices(BASKET, prices, ("W40", "W41", "W42", "W43", "W44", "W45"))
    assert [(each.period, each.value, each.share, each.against) for each in found] == [
        ("W40", Decimal("100.0"), Decimal("100.0"), None),
        ("W41", Decimal("105.0"), Decimal("100.0"), Decimal("5.0")),
        ("W42", Decimal("108.9"), Decimal("90.0"), Decimal("3.7")),
        ("W43", None, Decimal("50.0"), None),
        ("W44", Decimal("100.0"), Decimal("100.0"), None),
        ("W45", None, Decimal("0.0"), None),
    ]
    assert found[2].left_out == ("鲤鱼",)
    assert change(Decimal("95"), Decimal("100")) == Decimal("-5.0")


def test_what_a_basket_refuses() -> None:
    with pytest.raises(ValueError, match="权数"):
        Basket("空", "W40", {})
    with pytest.raises(KeyError):
        price_indices(BASKET, {}, ("W40",))
