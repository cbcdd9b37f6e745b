"""Random returns in which every rule of the form holds."""

from collections.abc import Iterator

from hypothesis import strategies as st

from gongkai.core.cells import Cell

COUNTS = st.integers(0, 5000)


class Values(dict[str, int]):
    """Cell values by code, with the sums the forms ask for."""

    def total(self, code: str, parts: list[str]) -> None:
        self[code] = sum(self[part] for part in parts)

    def cells(self) -> dict[str, Cell]:
        return {code: Cell.number(value) for code, value in self.items()}


class Drawn(Iterator[int]):
    """Figures drawn in one go: one list costs less than many single draws."""

    def __init__(self, figures: list[int]) -> None:
        self.left = iter(figures)

    def __next__(self) -> int:
        return next(self.left)

    def up_to(self, limit: int) -> int:
        """A figure from 0 to `limit`."""
        return next(self) % (limit + 1)


def split(total: int, places: int, drawn: Drawn) -> list[int]:
    """`total` as a sum of `places` figures."""
    parts = []
    for _ in range(places - 1):
        part = drawn.up_to(total)
        parts.append(part)
        total -= part
    return [*parts, total]


def parts(code: str, count: int) -> list[str]:
    return [f"{code}.{n}" for n in range(1, count + 1)]


def form_2014(drawn: Drawn) -> Values:
    """The list form: received = closed = answered, channels and levels add up."""
    v = Values()
    for code in (
        *parts("3.3.4", 6),
        *(f"3.3.{n}" for n in (1, 2, 3, 5, 6, 7, 8)),
        *(f"{head}.{n}" for head in (4, 5, 6, 8, 10, 11) for n in (1, 2, 3)),
        *parts("7", 2),
        *parts("12.3", 2),
        *parts("9", 2),
        *parts("13", 3),
        "12.1",
        "12.4",
        "N7",
    ):
        v[code] = next(drawn)
    v.total("3.3.4", parts("3.3.4", 6))
    v.total("3.3", parts("3.3", 8))
    for code, count in (("3.1", 5), ("3.2", 2)):
        v[code] = v["3.3"]
        v.update(zip(parts(code, count), split(v[code], count, drawn), strict=True))
    for code, count in (("4", 3), ("5", 3), ("6", 3), ("7", 2), ("8", 3), ("10", 3), ("11", 3), ("12.3", 2)):
        v.total(code, parts(code, count))
    v["12.2"] = v["10"]
    for code in (*parts("1.2", 5), *parts("2.2", 5)):
        v[code] = next(drawn)
    v["1.1"] = v["1.2.2"] + drawn.up_to(v["1.2.1"])
    v["1.1.1"] = drawn.up_to(v["1.1"])
    v["1.1.2"] = v["1.1.1"] + next(drawn)
    v["2.1"] = drawn.up_to(sum(v[code] for code in parts("2.2", 5)))
    for code in ("2.2.1", "2.2.2"):
        v[f"{code}.1"] = drawn.up_to(v[code])
    return v


def applications_and_remedies(drawn: Drawn, other: list[str]) -> Values:
    """Tables three and four; `other` are the rows of （六）其他处理."""
    v = Values()
    results = ["R3.1", "R3.2", *parts("R3.3", 8), *parts("R3.4", 3), *parts("R3.5", 5), *other]
    for column in (f"C{n}" for n in range(1, 7)):
        for row in results:
            v[f"T3.{row}.{column}"] = next(drawn)
        v.total(f"T3.R3.7.{column}", [f"T3.{row}.{column}" for row in results])
        v[f"T3.R4.{column}"] = next(drawn)
        handled = v[f"T3.R3.7.{column}"] + v[f"T3.R4.{column}"]
        v[f"T3.R2.{column}"] = drawn.up_to(handled)
        v[f"T3.R1.{column}"] = handled - v[f"T3.R2.{column}"]
    for row in ("R1", "R2", *results, "R3.7", "R4"):
        v.total(f"T3.{row}.C7", [f"T3.{row}.C{n}" for n in range(1, 7)])
    for group in "ABC":
        for n in range(1, 5):
            v[f"T4.{group}{n}"] = next(drawn)
        v.total(f"T4.{group}5", [f"T4.{group}{n}" for n in range(1, 5)])
    return v


def form_2019(drawn: Drawn) -> tuple[Values, Values]:
    """A year's cells and the year before's."""
    v, before = applications_and_remedies(drawn, ["R3.6"]), Values()
    for row in ("a1", "a2"):
        v[f"T2.{row}.made"] = next(drawn)
        v[f"T2.{row}.newpub"] = next(drawn)
        v[f"T2.{row}.totalpub"] = v[f"T2.{row}.newpub"] + next(drawn)
    for row in ("b1", "b2", "c1", "c2", "d1"):
        before[f"T2.{row}.prev"] = next(drawn)
        before[f"T2.{row}.delta"] = next(drawn) - before[f"T2.{row}.prev"]
        v[f"T2.{row}.prev"] = before[f"T2.{row}.prev"] + before[f"T2.{row}.delta"]
        v[f"T2.{row}.delta"] = next(drawn)
        if row != "d1":
            v[f"T2.{row}.decisions"] = next(drawn)
    v["T2.e1.n"], v["T2.e1.amount"] = next(drawn), next(drawn)
    return v, carry(v, before)


def form_2021(drawn: Drawn) -> tuple[Values, Values]:
    """A year's cells and the year before's."""
    v, before = applications_and_remedies(drawn, parts("R3.6", 3)), Values()
    for row in ("a1", "a2"):
        before[f"T2.{row}.valid"] = next(drawn)
        v[f"T2.{row}.made"] = next(drawn)
        v[f"T2.{row}.repealed"] = drawn.up_to(before[f"T2.{row}.valid"])
        v[f"T2.{row}.valid"] = before[f"T2.{row}.valid"] + v[f"T2.{row}.made"] - v[f"T2.{row}.repealed"]
    for row in ("b1", "c1", "c2"):
        v[f"T2.{row}.decisions"] = next(drawn)
    v["T2.d1.fee"] = next(drawn)
    return v, carry(v, before)


def carry(v: Values, before: Values) -> Values:
    """Last year's carry-over out is this year's carry-over in."""
    for column in (f"C{n}" for n in range(1, 8)):
        before[f"T3.R4.{column}"] = v[f"T3.R2.{column}"]
    return before


@st.composite
def clean_returns(draw: st.DrawFn, code: str) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """A return of form `code` that breaks no rule, and the one of the year before."""
    drawn = Drawn(draw(st.lists(COUNTS, min_size=220, max_size=220)))
    if code == "2014":
        return form_2014(drawn).cells(), {}
    now, before = form_2019(drawn) if code == "2019" else form_2021(drawn)
    return now.cells(), before.cells()
