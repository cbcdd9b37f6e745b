"""The information-processing fee (信息处理费) of requests beyond reason in number or frequency.

Either by item or by page, never both for one request. Money in fen.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration


class Basis(StrEnum):
    BY_ITEM = "by_item"  # 按件: requests of one applicant in one calendar month
    BY_PAGE = "by_page"  # 按量: pages given on one request


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
class Tariff:
    """The declaration rules/fees/*.toml."""

    title: str
    in_force: date
    legal_basis: str


def read_tariff(declaration: Declaration) -> Tariff:
    return declaration.read(Tariff)


def charge_by_item(tariff: Tariff, count: int) -> Charge:
    """For `count` requests of one applicant in one calendar month, this one included."""
    raise NotImplementedError


def charge_by_page(tariff: Tariff, count: int) -> Charge:
    """For `count` pages given on one request."""
    raise NotImplementedError
