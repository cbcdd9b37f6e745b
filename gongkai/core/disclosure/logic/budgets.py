"""Budgets and accounts from the item up: what a class holds, and what changed against last year.

Codes are their own hierarchy: functions 类 3, 款 5, 项 7 digits; economic 类 3, 款 5. Every sum is the sum
of its lines, in fen; nothing is entered twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from gongkai.core.declarations import Declaration


class By(StrEnum):
    FUNCTION = "function"
    ECONOMIC = "economic"


_DEPTHS: Mapping[By, tuple[int, ...]] = {By.FUNCTION: (3, 5, 7), By.ECONOMIC: (3, 5)}


@dataclass(frozen=True, slots=True)
class CodeExample:
    """A code and the nodes it hangs under; runs as a test."""

    about: str
    code: str
    path: tuple[str, ...]
    by: By = By.FUNCTION


@dataclass(frozen=True, slots=True)
class BudgetClasses:
    """Names of the classes (类), dated."""

    name: str
    in_force: date
    function: Mapping[str, str]
    economic: Mapping[str, str]
    example: tuple[CodeExample, ...] = field(default_factory=tuple)

    def names(self, by: By) -> Mapping[str, str]:
        return self.function if by is By.FUNCTION else self.economic


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line: its code by the chosen classification and the code's name; fen."""

    code: str
    name: str
    amount: int
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A code, what is under it and how many lines. `last_year` is None when no line tells one: a line without
    it counts as new, 0, beside lines that have it. Children by code."""

    code: str
    name: str
    amount: int
    last_year: int | None
    lines: int
    children: tuple["Node", ...] = ()

    @property
    def change(self) -> Decimal | None:
        """Per cent against last year to one place, rounded half up; None without a last year."""
        if not self.last_year:
            return None
        exact = Decimal((self.amount - self.last_year) * 100) / self.last_year
        return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def read_classes(declaration: Declaration) -> BudgetClasses:
    """Raises DeclarationError with file and line."""
    return declaration.read(BudgetClasses)


def path_of(code: str, by: By) -> tuple[str, ...]:
    """The nodes from the class down to the code itself."""
    return tuple(code[:depth] for depth in _DEPTHS[by] if depth <= len(code))


def tree(lines: Iterable[BudgetLine], by: By, classes: BudgetClasses) -> tuple[Node, ...]:
    """The classes in order of their codes, each with what is under it. A line whose code stops early (an item
    without a 款) stands under its class."""
    names = dict(classes.names(by))
    totals: dict[str, _Total] = {}
    under: dict[str, set[str]] = {}
    for line in lines:
        names.setdefault(line.code, line.name)
        above = ""
        for code in path_of(line.code, by):
            totals.setdefault(code, _Total()).add(line)
            under.setdefault(above, set()).add(code)
            above = code
    return _nodes("", totals, under, names)


@dataclass(slots=True)
class _Total:
    """What a code holds, while it is added up."""

    amount: int = 0
    last_year: int | None = None
    lines: int = 0

    def add(self, line: BudgetLine) -> None:
        self.amount += line.amount
        self.lines += 1
        if line.last_year is not None:
            self.last_year = (self.last_year or 0) + line.last_year


def _nodes(
    above: str, totals: Mapping[str, _Total], under: Mapping[str, set[str]], names: Mapping[str, str]
) -> tuple[Node, ...]:
    return tuple(
        Node(
            code,
            names.get(code, code),
            totals[code].amount,
            totals[code].last_year,
            totals[code].lines,
            _nodes(code, totals, under, names),
        )
        for code in sorted(under.get(above, ()))
    )
