"""The air quality index by the table in force on the day (HJ 633), with primary pollutants and colours.

Each pollutant's sub-index is read off between two points of its table and rounded **up** to a whole number;
the index is the greatest. Arithmetic is exact: a concentration just over a point must not be rounded back
on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message

CLEAN = 50  # up to here no pollutant is primary (首要污染物)
GOOD = 100  # over it a pollutant exceeds (超标污染物)


class Statistic(StrEnum):
    """Which figure of a month's daily values goes into the composite index."""

    MEAN = "mean"
    PERCENTILE_90 = "percentile_90"
    PERCENTILE_95 = "percentile_95"


@dataclass(frozen=True, slots=True)
class Table:
    """One pollutant and averaging time. `points`: the concentration at each index, in `unit`. `beyond`: the
    table that judges a concentration over the last point; "" keeps the last index."""

    name: str
    pollutant: str
    unit: str
    points: tuple[Decimal, ...]
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """`upto`: the greatest index of the level. `hex`: the standard's colour on a screen."""

    upto: int
    grade: str
    name: str
    colour: str
    hex: str
    advice: str


@dataclass(frozen=True, slots=True)
class Term:
    """One pollutant's part of the composite index. `limit` in the table's unit; `decimals` to which the
    concentration is rounded first."""

    pollutant: str
    statistic: Statistic
    limit: Decimal
    decimals: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Composite:
    """The composite index (综合指数) of HJ 663: sum of weighted quotients, to `decimals`."""

    standard: str
    decimals: int
    term: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AirExample:
    """A boundary value and what it gives; runs as a test."""

    about: str
    values: Mapping[str, Decimal]
    index: int
    primary: tuple[str, ...]
    hourly: bool = False


@dataclass(frozen=True, slots=True)
class AirStandard:
    """A dated version of the technical rule. `daily`, `hourly`: the tables each report uses."""

    standard: str
    title: str
    in_force: date
    index: tuple[int, ...]
    daily: tuple[str, ...]
    hourly: tuple[str, ...]
    table: tuple[Table, ...]
    level: tuple[Level, ...]
    composite: Composite
    last_day: date | None = None
    example: tuple[AirExample, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        for each in self.table:
            if not 2 <= len(each.points) <= len(self.index) or list(each.points) != sorted(set(each.points)):
                raise ValueError(Message(N_("{table} 的分级点应逐级升高"), {"table": each.name}))
        known = {each.name for each in self.table}
        for name in (*self.daily, *self.hourly, *(each.beyond for each in self.table if each.beyond)):
            if name not in known:
                raise ValueError(Message(N_("没有名为“{table}”的分级表"), {"table": name}))

    def table_of(self, name: str) -> Table:
        """Raises KeyError for a table the standard does not have."""
        for each in self.table:
            if each.name == name:
                return each
        raise KeyError(name)

    def level_of(self, index: int) -> Level:
        return next(level for level in self.level if index <= level.upto)


@dataclass(frozen=True, slots=True)
class SubIndex:
    """One table's reading. `index` is None where another table judges (SO2 1 h, O3 8 h over 800)."""

    table: str
    pollutant: str
    concentration: Decimal
    index: int | None
    over_the_top: bool = False


@dataclass(frozen=True, slots=True)
class AirIndex:
    """`primary`, `exceeding`: pollutants in the order of the tables; ties are all named. `partial`: a table
    the report needs had no value, so that the index may be too low."""

    value: int
    level: Level
    primary: tuple[str, ...]
    exceeding: tuple[str, ...]
    parts: tuple[SubIndex, ...]
    missing: tuple[str, ...]
    standard: str

    @property
    def partial(self) -> bool:
        return bool(self.missing)


def read_air_standard(declaration: Declaration) -> AirStandard:
    """Raises DeclarationError with file and line."""
    return declaration.read(AirStandard)


def standard_on(standards: tuple[AirStandard, ...], day: date) -> AirStandard | None:
    """The version that judges `day`; None before the first and where the last one's time is over."""
    begun = [each for each in standards if each.in_force <= day]
    latest = max(begun, key=lambda each: each.in_force, default=None)
    ended = latest is not None and latest.last_day is not None and latest.last_day < day
    return None if ended else latest


def sub_index(standard: AirStandard, name: str, concentration: Decimal) -> SubIndex:
    """The sub-index (IAQI) of a concentration, rounded up. Raises ValueError for a negative one."""
    table = standard.table_of(name)
    if not concentration.is_finite() or concentration < 0:
        raise ValueError(Message(N_("{table} 的浓度不能是 {value}"), {"table": name, "value": concentration}))
    if concentration > table.points[-1]:
        last = standard.index[len(table.points) - 1]
        return SubIndex(name, table.pollutant, concentration, None if table.beyond else last, True)
    place = next(n for n, point in enumerate(table.points) if n and concentration <= point)
    low, high = table.points[place - 1], table.points[place]
    below, above = standard.index[place - 1], standard.index[place]
    whole, rest = divmod((above - below) * (concentration - low), high - low)
    return SubIndex(name, table.pollutant, concentration, below + int(whole) + (rest > 0))


def air_index(
    standard: AirStandard, values: Mapping[str, Decimal], *, hourly: bool = False
) -> AirIndex | None:
    """The index of a day, or of an hour. `values`: concentration by name of the table; a name the report does
    not use counts only where a table passes on to it. None when no sub-index can be computed."""
    used = standard.hourly if hourly else standard.daily
    parts = {name: sub_index(standard, name, values[name]) for name in used if name in values}
    for name, part in tuple(parts.items()):
        judge = standard.table_of(name).beyond
        if part.index is None and judge in values:
            parts[judge] = sub_index(standard, judge, values[judge])
    found = [part for part in parts.values() if part.index is not None]
    if not found:
        return None
    value = max(part.index or 0 for part in found)
    return AirIndex(
        value=value,
        level=standard.level_of(value),
        primary=_named(part for part in found if part.index == value) if value > CLEAN else (),
        exceeding=_named(part for part in found if (part.index or 0) > GOOD),
        parts=tuple(parts.values()),
        missing=_missing(standard, used, parts),
        standard=standard.standard,
    )


def _named(parts: Iterable[SubIndex]) -> tuple[str, ...]:
    """Each pollutant once: ozone has two tables."""
    return tuple(dict.fromkeys(part.pollutant for part in parts))


def _missing(standard: AirStandard, used: tuple[str, ...], parts: Mapping[str, SubIndex]) -> tuple[str, ...]:
    """Tables without a value, and those whose value was passed on to a table without one."""
    passed_on = (standard.table_of(name).beyond for name, part in parts.items() if part.index is None)
    return tuple(dict.fromkeys(name for name in (*used, *passed_on) if name not in parts))
