"""The information-processing fee (信息处理费) of requests beyond reason in number or frequency.

Either by item or by page, never both for one request: a Charge has one basis. Money in fen. Tiers are
marginal (超额累进): a price holds for the numbers within its tier only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class Basis(StrEnum):
    BY_ITEM = "by_item"  # 按件: requests of one applicant in one calendar month
    BY_PAGE = "by_page"  # 按量: pages given on one request


@dataclass(frozen=True, slots=True)
class Tier:
    """Numbers first..last cost `price_fen` each; without `last`, all from `first` on."""

    first: int
    price_fen: int
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Beyond:
    """After the last tier: each further `width` numbers cost `step_fen` more apiece than those before."""

    width: int
    step_fen: int

    def __post_init__(self) -> None:
        if self.width < 1:
            raise ValueError(Message(N_("每档至少 1 件")))


@dataclass(frozen=True, slots=True)
class Scale:
    article: str
    tier: tuple[Tier, ...]
    beyond: Beyond | None = None

    def __post_init__(self) -> None:
        if not self.tier or self.tier[0].first != 1:
            raise ValueError(Message(N_("第一档应从 1 开始")))
        for lower, upper in pairwise(self.tier):
            if lower.last is None or upper.first != lower.last + 1:
                values = {"number": upper.first}
                raise ValueError(Message(N_("从 {number} 开始的一档没有接着上一档"), values))
        if (self.tier[-1].last is None) == (self.beyond is not None):
            raise ValueError(Message(N_("最后一档要么没有上限，要么写明以后各档")))

    def tiers(self) -> Iterator[Tier]:
        """Every tier, without end where there is `beyond`."""
        yield from self.tier
        top = self.tier[-1]
        while self.beyond is not None and top.last is not None:
            first = top.last + 1
            top = Tier(first, top.price_fen + self.beyond.step_fen, top.last + self.beyond.width)
            yield top


@dataclass(frozen=True, slots=True)
class Example:
    """A worked sum; runs as a test."""

    basis: Basis
    count: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """The declaration rules/fees/2021.toml: fee notices from `in_force` through `until`."""

    title: str
    in_force: date
    legal_basis: str
    by_item: Scale
    by_page: Scale
    example: tuple[Example, ...]
    until: date | None = None

    def binds(self, day: date) -> bool:
        """`day`: when the fee notice goes out."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """Numbers first..last at `price_fen` each."""

    first: int
    last: int
    price_fen: int

    @property
    def total_fen(self) -> int:
        return (self.last - self.first + 1) * self.price_fen


@dataclass(frozen=True, slots=True)
class Charge:
    basis: Basis
    count: int
    total_fen: int
    lines: tuple[ChargeLine, ...]
    article: str


@dataclass(frozen=True, slots=True)
class CostFees:
    """The declaration rules/fees/costs-2007.toml: costs that could be charged before processing fees.
    `verified`: the documents have been seen in print."""

    title: str
    in_force: date
    until: date
    legal_basis: str
    ended_by: str
    verified: bool
    kinds: tuple[str, ...]

    def binds(self, day: date) -> bool:
        return self.in_force <= day <= self.until


def read_tariff(declaration: Declaration) -> Tariff:
    """A tariff from its TOML text. Raises DeclarationError with file and line."""
    return declaration.read(Tariff)


def read_cost_fees(declaration: Declaration) -> CostFees:
    """The cost fees from their TOML text. Raises DeclarationError with file and line."""
    return declaration.read(CostFees)


def charge_by_item(tariff: Tariff, count: int, before: int = 0) -> Charge:
    """For an applicant's requests number before+1..before+count of one calendar month."""
    return _charge(Basis.BY_ITEM, tariff.by_item, count, before)


def charge_by_page(tariff: Tariff, count: int) -> Charge:
    """For `count` pages given on one request."""
    return _charge(Basis.BY_PAGE, tariff.by_page, count, 0)


def _charge(basis: Basis, scale: Scale, count: int, before: int) -> Charge:
    if count < 0 or before < 0:
        raise ValueError(Message(N_("数量不能是负数")))
    lines = tuple(_lines(scale, before + 1, before + count))
    return Charge(basis, count, sum(line.total_fen for line in lines), lines, scale.article)


def _lines(scale: Scale, first: int, last: int) -> Iterator[ChargeLine]:
    for tier in scale.tiers():
        if tier.first > last:
            return
        begin, end = max(first, tier.first), last if tier.last is None else min(last, tier.last)
        if begin <= end:
            yield ChargeLine(begin, end, tier.price_fen)
