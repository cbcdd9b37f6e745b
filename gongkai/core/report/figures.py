"""Figures of a return as the narrative asks for them: cells, declared sums, last year's, a body's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.cells import BLANK, Cell, State, in_unit, is_money
from gongkai.core.forms import Form

type Cells = Mapping[str, Cell]

LAST_YEAR = "上年"
WAN = 10_000
YI = 100_000_000


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure found for a hole: inside value (whole units or fen), the unit read, the cells behind it."""

    state: State
    value: int | None
    unit: str | None
    cells: tuple[str, ...] = ()

    @property
    def read(self) -> int | Decimal | None:
        """The value in the unit people read."""
        return None if self.value is None else in_unit(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report may quote: the return, other years' and those of the bodies below."""

    form: Form
    cells: Cells
    year: int
    history: Mapping[int, Cells] = field(default_factory=dict)
    by_body: Mapping[str, Cells] = field(default_factory=dict)
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, name: str, at: str | None = None) -> Amount | None:
        """The figure `name` (cell code or declared sum) of this return, or `at` "上年", a year, or a
        body below; None when there is no such figure or no such return."""
        cells = self.returned(at)
        if cells is None:
            return None
        if name in self.sums:
            return self._sum(self.sums[name], cells)
        spec = self.form.cells.get(name)
        if spec is None:
            return None
        cell = cells.get(name, BLANK)
        return Amount(cell.state, cell.value, spec.unit, (name,))

    def returned(self, at: str | None) -> Cells | None:
        """The cells of the return `at` names."""
        if at is None:
            return self.cells
        if at == LAST_YEAR:
            return self.history.get(self.year - 1)
        if at.isdecimal():
            return self.cells if int(at) == self.year else self.history.get(int(at))
        return self.by_body.get(at)

    def _sum(self, terms: Iterable[str], cells: Cells) -> Amount:
        """A sum is a number only when every term is: blank is not zero."""
        codes = tuple(term.removeprefix("-") for term in terms)
        unit = self.form.cells[codes[0]].unit
        total = 0
        for term, code in zip(terms, codes, strict=True):
            value = cells.get(code, BLANK).value
            if value is None:
                return Amount(State.BLANK, None, unit, codes)
            total += -value if term.startswith("-") else value
        return Amount(State.NUMBER, total, unit, codes)


def in_prose(value: int | Decimal) -> str:
    """A read value as running text writes it: 1108, 178.8."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def in_table(value: int, unit: str | None) -> str:
    """An inside value as a table prints it: counts whole, money with at least two decimals."""
    amount = in_unit(value, unit)
    if not is_money(unit):
        return str(amount)
    exact = Decimal(amount)
    decimals = max(2, -int(exact.as_tuple().exponent))
    return f"{exact:.{decimals}f}"


def rounded(value: int | Decimal) -> str:
    """A large figure in 万 or 亿 with one decimal, as official prose rounds: 297360 → 29.7万."""
    for size, word in ((YI, "亿"), (WAN, "万")):
        if abs(Decimal(value)) >= size:
            tenths = (Decimal(value) / size).quantize(Decimal("0.1"), ROUND_HALF_UP)
            return f"{tenths.normalize():f}{word}"
    return in_prose(value)


def percent(part: int | Decimal, whole: int | Decimal) -> str:
    """`part` of `whole` in per cent with one decimal, half up; "0" decimals are not written."""
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share.normalize():f}%" if share else "0%"


def compared(now: Amount, before: Amount | None) -> str:
    """「，比上年增加12件，增长3.4%」; empty when last year holds no number.

    From 0 there is no percentage; a change that rounds to 0.0% gives none either.
    """
    if before is None or before.read is None or now.read is None:
        return ""
    difference = Decimal(now.read) - Decimal(before.read)
    if not difference:
        return "，与上年持平"
    word, rate = ("增加", "增长") if difference > 0 else ("减少", "下降")
    text = f"，比上年{word}{in_prose(abs(difference))}{now.unit or ''}"
    if not before.read:
        return text
    share = percent(abs(difference), abs(Decimal(before.read)))
    return text if share == "0%" else f"{text}，{rate}{share}"
