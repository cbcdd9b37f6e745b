"""Price baskets: one index out of many prices, against a base period (Laspeyres, base = 100).

A week without a price for an item is computed over the items that have one in both periods, their weights
taken as the whole; which items were left out is said, and under the least share of weight there is no index
at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Basket:
    """`weights` by item, in any unit; `base`: the period whose prices are 100; `least_share` of weight that
    must have a price, in hundredths."""

    name: str
    base: str
    weights: Mapping[str, Decimal]
    least_share: Decimal = Decimal(80)

    def __post_init__(self) -> None:
        if not self.weights or any(weight <= 0 for weight in self.weights.values()):
            raise ValueError(Message(N_("价格篮子每个品种的权数应大于零")))


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """`value` to one place; None under the least share. `share`: weight that had prices, per cent. `against`:
    change in per cent against the period before, None without one."""

    period: str
    value: Decimal | None
    share: Decimal
    left_out: tuple[str, ...]
    against: Decimal | None = None


def price_indices(
    basket: Basket, prices: Mapping[str, Mapping[str, Decimal]], periods: tuple[str, ...]
) -> tuple[PriceIndex, ...]:
    """The index of each of `periods`, which are in order. `prices` by period and item, in one unit an item.
    Raises KeyError when the base period has no prices."""
    base = prices[basket.base]
    found: list[PriceIndex] = []
    for period in periods:
        before = found[-1].value if found else None
        found.append(_index(basket, base, prices.get(period, {}), period, before))
    return tuple(found)


def change(value: Decimal, before: Decimal) -> Decimal:
    """Per cent to one place, rounded half up. Raises ZeroDivisionError for before = 0."""
    return _one_place((value - before) * 100 / before)


def _index(
    basket: Basket,
    base: Mapping[str, Decimal],
    prices: Mapping[str, Decimal],
    period: str,
    before: Decimal | None,
) -> PriceIndex:
    priced = [item for item in basket.weights if base.get(item) and prices.get(item)]
    weight = sum((basket.weights[item] for item in priced), Decimal(0))
    whole = sum(basket.weights.values(), Decimal(0))
    share = _one_place(weight * 100 / whole)
    left_out = tuple(item for item in basket.weights if item not in priced)
    if weight * 100 < basket.least_share * whole:
        return PriceIndex(period, None, share, left_out)
    relative = sum((basket.weights[item] * prices[item] / base[item] for item in priced), Decimal(0))
    value = _one_place(relative * 100 / weight)
    return PriceIndex(period, value, share, left_out, change(value, before) if before else None)


def _one_place(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
