"""The table's side of a comparison: values of cells and sums of cells, and which rules close with them.

A blank total is worth the sum of its parts; a blank that cannot be worked out counts as nothing, and then
the sum is `certain` no longer. Struck cells say "does not apply" and count as nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.cells import State, is_money
from gongkai.core.findings import Figure, Where
from gongkai.core.forms import Form, Rule, Scope
from gongkai.core.reading import Found

TOTAL_COLUMN = "C7"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in the unit prose uses (whole counts, 元). `certain` is False when a blank was skipped."""

    value: Decimal
    certain: bool
    codes: tuple[str, ...]
    derived: bool = False  # worked out from its parts, not printed


@dataclass(frozen=True)
class TableSide:
    """The cells of one reading."""

    form: Form
    cells: Mapping[str, Found]

    @property
    def values(self) -> frozenset[Decimal]:
        """Every figure the table prints."""
        return frozenset(
            self._readable(code, found.cell.value)
            for code, found in self.cells.items()
            if found.cell.value is not None
        )

    def amount(self, codes: Iterable[str]) -> Amount | None:
        """The sum of `codes`; None when none of them is in the form or all are empty."""
        codes = tuple(codes)
        if any(code not in self.form.cells and code not in self.cells for code in codes):
            return None
        single = [self._single(code) for code in codes]
        known = [amount for amount in single if amount is not None]
        if not known:
            return None
        certain = len(known) == len(codes) and all(amount.certain for amount in known)
        total = sum((amount.value for amount in known), Decimal(0))
        return Amount(total, certain, codes, any(amount.derived for amount in known))

    def _single(self, code: str) -> Amount | None:
        found = self.cells.get(code)
        if found is not None and found.cell.value is not None:
            return Amount(self._readable(code, found.cell.value), True, (code,))
        if found is not None and found.cell.state is State.STRUCK:
            return Amount(Decimal(0), False, (code,))
        if self._must_be_zero(code):
            return Amount(Decimal(0), True, (code,), derived=True)
        return self._from_parts(code)

    def _from_parts(self, code: str) -> Amount | None:
        for rule in self.form.rules_of(code):
            if not _is_sum_of(rule, code):
                continue
            parts = {term.cell: self.cells.get(term.cell) for term in rule.right}
            numbers = {
                part: found.cell.value for part, found in parts.items() if found and found.cell.is_number
            }
            if numbers:
                unknown = [part for part in parts if part not in numbers and not self._must_be_zero(part)]
                total = sum(value for value in numbers.values() if value is not None)
                return Amount(self._readable(code, total), not unknown, (code,), derived=True)
        return None

    def _must_be_zero(self, code: str) -> bool:
        """Whether a blank can only stand for nothing: a sum closes without it, or its column is blank."""
        found = self.cells.get(code)
        if found is None or found.cell.state is not State.BLANK:
            return False
        return self._closes_without(code) or self._column_is_blank(code)

    def _closes_without(self, code: str) -> bool:
        for rule in self.form.rules_of(code):
            if len(rule.left) != 1 or not _is_sum_of(rule, rule.left[0].cell) or rule.left[0].cell == code:
                continue
            total = self.cells.get(rule.left[0].cell)
            known = [found.cell.value for term in rule.right if (found := self.cells.get(term.cell))]
            if total is not None and total.cell.value == sum(value for value in known if value is not None):
                return True
        return False

    def _column_is_blank(self, code: str) -> bool:
        spec = self.form.cells.get(code)
        if spec is None or spec.column is None or spec.column == TOTAL_COLUMN:
            return False
        return all(
            found.cell.state is State.BLANK
            for other, found in self.cells.items()
            if (known := self.form.cells.get(other)) is not None
            and (known.table, known.column) == (spec.table, spec.column)
        )

    def _readable(self, code: str, value: int) -> Decimal:
        spec = self.form.cells.get(code)
        return Decimal(value) / 100 if spec is not None and is_money(spec.unit) else Decimal(value)

    def label(self, code: str) -> str:
        spec = self.form.cells.get(code)
        return spec.label if spec else code

    def where(self, code: str) -> Where:
        found = self.cells.get(code)
        return Where(found.where.page, found.where.line, code) if found else Where(cell=code)

    def figures(self, amount: Amount) -> tuple[Figure, ...]:
        """The printed cells behind an amount; empty cells of a long sum are left out."""
        listed = [
            Figure(self.label(code), plain(single.value), self.where(code))
            for code in amount.codes
            if (single := self._single(code)) is not None and (single.value or len(amount.codes) <= 3)
        ]
        return tuple(listed) or tuple(
            Figure(self.label(code), None, self.where(code)) for code in amount.codes
        )

    def balance(self, code: str, replaced: Mapping[str, Decimal]) -> "Balance | None":
        """Whether the sum rule around `code` closes, with some cells replaced. None when it can't be told."""
        for rule in self.form.rules_of(code):
            if rule.op != "==" or rule.scope is not Scope.SAME or len(rule.left) != 1:
                continue
            balance = self._balance(rule, replaced)
            if balance is not None:
                return balance
        return None

    def _balance(self, rule: Rule, replaced: Mapping[str, Decimal]) -> "Balance | None":
        values: dict[str, Decimal] = {}
        for code in rule.cells:
            if code in replaced:
                values[code] = replaced[code]
            elif (found := self.cells.get(code)) is not None and found.cell.value is not None:
                values[code] = self._readable(code, found.cell.value)
            elif found is not None and found.cell.state is State.STRUCK and code != rule.left[0].cell:
                values[code] = Decimal(0)
            else:
                return None
        total = values[rule.left[0].cell]
        parts = [values[term.cell] * term.sign for term in rule.right]
        return Balance(total, tuple(parts))


@dataclass(frozen=True, slots=True)
class Balance:
    """A sum as it stands: the stated total and its parts."""

    total: Decimal
    parts: tuple[Decimal, ...]

    @property
    def closes(self) -> bool:
        return sum(self.parts, Decimal(0)) == self.total

    @property
    def arithmetic(self) -> str:
        added = "+".join(str(plain(part)) for part in self.parts)
        sum_ = plain(sum(self.parts, Decimal(0)))
        return f"{added}={sum_}" if self.closes else f"{added}={sum_}≠{plain(self.total)}"


def _is_sum_of(rule: Rule, code: str) -> bool:
    return (
        rule.op == "=="
        and rule.scope is Scope.SAME
        and len(rule.left) == 1
        and rule.left[0].cell == code
        and all(term.sign == 1 and term.years_back == 0 for term in rule.right)
    )


def plain(value: Decimal) -> int | Decimal:
    """A figure as people write it: no trailing zeros, no exponent."""
    return int(value) if value == value.to_integral_value() else value.normalize()
