"""The month's ranking of counties by the composite index of air quality (HJ 663, 排名技术规定).

The smaller the index the better the place. Equal indices share a rank (并列) and the next rank is left out:
1, 2, 2, 4. A county with a pollutant missing is not ranked, and it is said which is missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import groupby

from gongkai.core.disclosure.logic.air import Composite, Statistic, Term


@dataclass(frozen=True, slots=True)
class PlaceMonth:
    """A county's month: by pollutant the figure the composite needs, or None where too few days are valid."""

    place: str
    values: Mapping[str, Decimal | None]


type Day = Mapping[str, Decimal | None]  # a day's concentrations by pollutant; None where it is not valid


@dataclass(frozen=True, slots=True)
class Quotient:
    """A pollutant's part of the index: its concentration as rounded over the limit (单项质量指数)."""

    pollutant: str
    concentration: Decimal
    index: Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    """`rank` is None for a place that can't be ranked; then `missing` names the pollutants. `with_others`:
    the places that share the rank. `worst`: the pollutants with the greatest part."""

    place: str
    rank: int | None
    index: Decimal | None
    parts: tuple[Quotient, ...]
    worst: tuple[str, ...]
    with_others: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def ranking(composite: Composite, months: Iterable[PlaceMonth]) -> tuple[Ranked, ...]:
    """Best first; places that share a rank in order of their name, places without one at the end."""
    judged = [_judged(composite, month) for month in months]
    able = sorted((each for each in judged if each.index is not None), key=_order)
    ranked: list[Ranked] = []
    for _, group in groupby(able, key=lambda each: each.index):
        tied = list(group)
        rank = len(ranked) + 1
        ranked += [
            Ranked(
                each.place, rank, each.index, each.parts, each.worst,
                tuple(other.place for other in tied if other is not each),
            )
            for each in tied
        ]  # fmt: skip
    rest = sorted((each for each in judged if each.index is None), key=lambda each: each.place)
    return (*ranked, *rest)


def place_month(composite: Composite, place: str, month: int, days: Iterable[Day]) -> PlaceMonth:
    """A county's month out of its days: for each pollutant the composite's statistic, None where too few days
    are valid."""
    held = tuple(days)
    values: dict[str, Decimal | None] = {}
    for term in composite.term:
        valid = [value for day in held if (value := day.get(term.pollutant)) is not None]
        enough = len(valid) >= least_days(month)
        values[term.pollutant] = statistic(term.statistic, valid) if enough else None
    return PlaceMonth(place, values)


def least_days(month: int) -> int:
    """Valid days a month needs: 27, in February 25 (GB 3095-2012 表4)."""
    return 25 if month == 2 else 27


def statistic(kind: Statistic, days: Sequence[Decimal]) -> Decimal:
    """The month's figure from its valid days. Raises ValueError for no days."""
    if not days:
        raise ValueError("no valid day")
    if kind is Statistic.MEAN:
        return sum(days, Decimal(0)) / len(days)
    return percentile(days, 90 if kind is Statistic.PERCENTILE_90 else 95)


def percentile(values: Sequence[Decimal], p: int) -> Decimal:
    """HJ 663 annex A: at place 1+(n−1)·p% of the ordered values, between two of them in proportion."""
    ordered = sorted(values)
    place = Decimal((len(ordered) - 1) * p) / 100
    whole = int(place)
    above = ordered[min(whole + 1, len(ordered) - 1)]
    return ordered[whole] + (above - ordered[whole]) * (place - whole)


def rounded(value: Decimal | Fraction, decimals: int) -> Decimal:
    """四舍六入五成双 (GB/T 8170)."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def _judged(composite: Composite, month: PlaceMonth) -> Ranked:
    figures = [(term, month.values.get(term.pollutant)) for term in composite.term]
    missing = tuple(term.pollutant for term, figure in figures if figure is None)
    parts = [_part(term, figure) for term, figure in figures if figure is not None]
    if missing:
        quotients = tuple(_quotient(composite, term, value) for term, value, _ in parts)
        return Ranked(month.place, None, None, quotients, (), missing=missing)
    total = sum((part * term.weight for term, _, part in parts), Fraction(0))
    greatest = max(part for _, _, part in parts)
    return Ranked(
        month.place,
        None,
        rounded(total, composite.decimals),
        tuple(_quotient(composite, term, value) for term, value, _ in parts),
        tuple(term.pollutant for term, _, part in parts if part == greatest),
    )


def _part(term: Term, figure: Decimal) -> tuple[Term, Decimal, Fraction]:
    concentration = rounded(figure, term.decimals)
    return term, concentration, Fraction(concentration) / Fraction(term.limit)


def _quotient(composite: Composite, term: Term, concentration: Decimal) -> Quotient:
    exact = Fraction(concentration) / Fraction(term.limit)
    return Quotient(term.pollutant, concentration, rounded(exact, composite.decimals))


def _order(each: Ranked) -> tuple[Decimal, str]:
    return each.index or Decimal(0), each.place
