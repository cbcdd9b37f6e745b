"""Judging the rules of a form over a return's cells.

The three states of a cell:

- A number counts as it stands.
- A struck cell ("/", "-", "空") says that the figure does not apply. It adds nothing to a sum and never
  makes a sum unjudgeable.
- A blank cell is unknown, never zero. A sum with a blank addend is judged only where the figures given
  settle it: when they already exceed the total (`EXCEEDS`), or fall short of it by what the blanks must
  hold (`SHORT`, a note).

A code that is missing from `cells` is a row the document does not have. Rows that some editions of the form
lack (`CellSpec.omissible`) then drop out of their sums; any other missing row is unknown and silent. A caller
that has every row, filled or not, passes BLANK for the unfilled ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.cells import BLANK, Cell, State
from gongkai.core.forms import Form, Rule, Scope, Severity, Term


class Kind(StrEnum):
    """How a rule is broken."""

    UNEQUAL = "unequal"  # both sides known, and different
    OVER = "over"  # the part is larger than what it is part of
    LEFT_BLANK = "left_blank"  # the total is blank, its parts are all known
    EXCEEDS = "exceeds"  # some addends are blank, the others already exceed the other side
    SHORT = "short"  # some addends are blank, and they must hold what is missing


@dataclass(frozen=True, slots=True)
class Difference:
    """One broken rule. `left` and `right` are the sums of what is known, in whole units or fen.

    `missing` are the blank cells; `cells` are the cells of the rule in its own order, left then right.
    """

    rule: Rule
    left: int
    right: int
    missing: tuple[str, ...]
    kind: Kind
    cells: tuple[Cell, ...]

    @property
    def gap(self) -> int:
        """Left minus right."""
        return self.left - self.right

    @property
    def severity(self) -> Severity:
        """The rule's own; only a note where blanks leave the question open."""
        return Severity.NOTE if self.kind is Kind.SHORT else self.rule.severity


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a rule: its known sum, and what is not known of it."""

    total: int
    cells: tuple[Cell, ...]
    blank: tuple[str, ...]  # printed and empty
    absent: tuple[str, ...]  # not in the document
    only_adds: bool

    @property
    def open(self) -> bool:
        return bool(self.blank or self.absent)

    @property
    def has_number(self) -> bool:
        return any(cell.is_number for cell in self.cells)

    @property
    def can_only_grow(self) -> bool:
        """True when filling the blanks cannot make the sum smaller."""
        return self.only_adds and all((cell.value or 0) >= 0 for cell in self.cells)


def check(
    form: Form, cells: Mapping[str, Cell], previous: Mapping[str, Cell] | None = None
) -> list[Difference]:
    """The rules that `cells` break, in the form's order.

    `previous` are the cells of last year's return, of whatever form; without it the rules between years
    are not judged. Rules about the returns below are `check_children`'s.
    """
    years = (cells, previous)
    judged = (_judge(form, rule, years) for rule in form.rules if _applies(rule, previous))
    broken = [difference for difference in judged if difference is not None]
    blank_totals = {d.rule.left[0].cell for d in broken if d.kind is Kind.LEFT_BLANK}
    return [difference for difference in broken if _is_news(difference, blank_totals)]


def _is_news(difference: Difference, blank_totals: set[str]) -> bool:
    """False for a blank total of nothing, and for a sum that only waits for totals already reported blank."""
    if difference.kind is Kind.LEFT_BLANK:
        return difference.right != 0
    return difference.kind is not Kind.SHORT or not blank_totals.issuperset(difference.missing)


def _applies(rule: Rule, previous: Mapping[str, Cell] | None) -> bool:
    if rule.scope is Scope.PREVIOUS_YEAR:
        return previous is not None
    return rule.scope is Scope.SAME


def _judge(
    form: Form, rule: Rule, years: tuple[Mapping[str, Cell], Mapping[str, Cell] | None]
) -> Difference | None:
    left, right = _side(form, rule.left, years), _side(form, rule.right, years)
    kind = _kind(rule, left, right)
    if kind is None:
        return None
    return Difference(rule, left.total, right.total, left.blank + right.blank, kind, left.cells + right.cells)


def _side(
    form: Form, terms: tuple[Term, ...], years: tuple[Mapping[str, Cell], Mapping[str, Cell] | None]
) -> _Side:
    total, found, blank, absent = 0, [], [], []
    for term in terms:
        given = (years[term.years_back] or {}).get(term.cell)
        cell = given or BLANK
        found.append(cell)
        total += term.sign * (cell.value or 0)
        if given is None and not form.cells[term.cell].omissible:
            absent.append(term.cell)
        elif given is not None and cell.state is State.BLANK:
            blank.append(term.cell)
    only_adds = all(term.sign == 1 for term in terms)
    return _Side(total, tuple(found), tuple(blank), tuple(absent), only_adds)


def _kind(rule: Rule, left: _Side, right: _Side) -> Kind | None:
    """How the rule is broken, or None when it holds or cannot be judged."""
    if rule.op == ">=":
        return _compare(right, left)
    if rule.op == "<=":
        return _compare(left, right)
    if len(rule.left) == 1 and left.blank:
        return Kind.LEFT_BLANK if not right.open and not _says_nothing(right) else None
    return _equate(left, right)


def _compare(smaller: _Side, larger: _Side) -> Kind | None:
    if larger.open or not larger.has_number or not smaller.has_number:
        return None
    if smaller.open and not smaller.can_only_grow:
        return None
    return Kind.OVER if smaller.total > larger.total else None


def _equate(left: _Side, right: _Side) -> Kind | None:
    if left.total == right.total or _says_nothing(left) or _says_nothing(right):
        return None
    if not left.open and not right.open:
        return Kind.UNEQUAL if left.has_number or right.has_number else None
    if left.open and right.open:
        return None
    partial, whole = (left, right) if left.open else (right, left)
    if not partial.can_only_grow:
        return None
    if partial.total > whole.total:
        return Kind.EXCEEDS
    return Kind.SHORT if not partial.absent else None


def _says_nothing(side: _Side) -> bool:
    """True when every cell of the side is blank or not in the document."""
    return all(cell.state is State.BLANK for cell in side.cells)
