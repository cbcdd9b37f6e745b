"""Rates over service items: how many can be applied for online (可网办率), how many wholly (全程网办率).

What a level means differs by province and year and is declared (rules/services/online-*.toml).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class OnlineLevel:
    """`online`: one can apply on the net; `whole`: one need not come at all."""

    value: str
    title: str
    online: bool = False
    whole: bool = False

    def __post_init__(self) -> None:
        if self.whole and not self.online:
            raise ValueError(Message(N_("“{level}”全程网办，就一定可以网上申请"), {"level": self.title}))


@dataclass(frozen=True, slots=True)
class RateExample:
    """Items by level and the rates in per cent; runs as a test."""

    about: str
    items: Mapping[str, int]
    online_rate: Decimal
    whole_rate: Decimal


@dataclass(frozen=True, slots=True)
class OnlineLevels:
    """A dated definition of the levels, from the deepest up. `kinds`: 事项类型 over which the rates are
    reckoned; empty: over all."""

    name: str
    in_force: date
    level: tuple[OnlineLevel, ...]
    kinds: tuple[str, ...] = ()
    example: tuple[RateExample, ...] = field(default_factory=tuple)

    def level_of(self, value: str) -> OnlineLevel:
        """Raises KeyError for a level the definition does not have."""
        for each in self.level:
            if each.value == value:
                return each
        raise KeyError(value)


@dataclass(frozen=True, slots=True)
class Rates:
    """Per cent to two places, rounded half up; None when there are no items. `by_level` in the declared
    order, levels without items with 0."""

    items: int
    online: int
    whole: int
    by_level: Mapping[str, int]

    @property
    def online_rate(self) -> Decimal | None:
        return per_cent(self.online, self.items)

    @property
    def whole_rate(self) -> Decimal | None:
        return per_cent(self.whole, self.items)


def read_online_levels(declaration: Declaration) -> OnlineLevels:
    """Raises DeclarationError with file and line."""
    return declaration.read(OnlineLevels)


def levels_on(definitions: Iterable[OnlineLevels], day: date) -> OnlineLevels | None:
    """The definition in force on `day`."""
    begun = [each for each in definitions if each.in_force <= day]
    return max(begun, key=lambda each: each.in_force, default=None)


def service_rates(definition: OnlineLevels, levels: Iterable[str]) -> Rates:
    """The rates over the items' levels. Raises KeyError for a level that is not declared."""
    counted = Counter(levels)
    online = sum(number for value, number in counted.items() if definition.level_of(value).online)
    whole = sum(number for value, number in counted.items() if definition.level_of(value).whole)
    by_level = {each.value: counted[each.value] for each in definition.level}
    return Rates(counted.total(), online, whole, by_level)


def per_cent(part: int, whole: int, decimals: int = 2) -> Decimal | None:
    """part / whole in per cent, rounded half up; None for nothing."""
    if not whole:
        return None
    return (Decimal(part * 100) / whole).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
