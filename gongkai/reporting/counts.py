"""Which cells of a form are named counts, and their values for many bodies.

Declared in rules/returns/counts-*.toml; how cases ended comes to its cells through rules/outcomes, where each
outcome has its row in each form.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.core.cells import Cell
from gongkai.core.challenge_results import Result
from gongkai.core.counts import CountRow, Period
from gongkai.core.derived import with_totals
from gongkai.core.forms import Form
from gongkai.foundation.ledger import counting
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.rulebook.book import RULES, current, declarations

CASES_KEPT = "cases_kept"
"""The count that tells whether a body keeps its cases here."""


@dataclass(frozen=True, slots=True)
class ByOutcome:
    """Cells fed through the outcomes of requests.

    The family `count` has keys of regime, outcome and a name of `columns`, which gives the form's column for
    it; `cell` is the cell's code with {row} and {column} to fill in.
    """

    count: str
    cell: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ByResult:
    """Cells fed through the results of reconsiderations, lawsuits and complaints.

    The family `closed` has keys of group and result, the family `pending` of group alone; `cell` is the
    cell's code with {row} to fill in.
    """

    closed: str
    pending: str
    cell: str


@dataclass(frozen=True, slots=True)
class FormCounts:
    """Cell code → names of the counts that add up to it.

    `kept_by` names a count that tells whether a body keeps this register here at all; `said_by` one that
    tells that it has stated here to have nothing. Where they are zero the cells are the body's to fill in:
    what the system never saw is blank, not nought. `first_year`, `last_year`: the returns it holds for. Not
    `used`: a reading that a city may choose. What two files count in one cell is added up. `note`: what is
    counted and what is not, for whoever fills in the return.
    """

    form: str
    basis: str
    counts: Mapping[str, tuple[str, ...]]
    by_outcome: tuple[ByOutcome, ...] = ()
    by_result: tuple[ByResult, ...] = ()
    kept_by: str = ""
    said_by: str = ""
    first_year: int = 0
    last_year: int = 9999
    used: bool = True
    note: str = ""


type Cells = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Register:
    """The counted cells that stand or fall together, in the returns of `first_year` to `last_year`."""

    kept_by: str
    cells: Cells
    said_by: str = ""
    first_year: int = 0
    last_year: int = 9999
    basis: str = ""
    note: str = ""

    @property
    def signs(self) -> tuple[str, ...]:
        """The counts that tell whether a body keeps it."""
        return tuple(filter(None, (self.kept_by, self.said_by)))


@cache
def registers(form_code: str) -> tuple[Register, ...]:
    """What feeds a form, by register. A form without a declaration has none."""
    found = [declaration.read(FormCounts) for declaration in declarations(RULES, "returns/counts-*.toml")]
    return tuple(
        Register(
            each.kept_by,
            dict(_cells(each)),
            each.said_by,
            each.first_year,
            each.last_year,
            each.basis,
            each.note,
        )
        for each in found
        if each.form == form_code and each.used
    )


def registers_of(form_code: str, year: int) -> tuple[Register, ...]:
    """Those that hold for the returns of a year."""
    return tuple(each for each in registers(form_code) if each.first_year <= year <= each.last_year)


@cache
def cell_counts(form_code: str) -> Cells:
    """Every cell of the form that can be counted, with the counts it is the sum of."""
    found: dict[str, tuple[str, ...]] = {}
    for register in registers(form_code):
        for cell, names in register.cells.items():
            found[cell] = (*found.get(cell, ()), *names)
    return found


def _cells(declared: FormCounts) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from declared.counts.items()
    sums: dict[str, list[str]] = defaultdict(list)
    for outcomes in declared.by_outcome:
        for cell, key in _of_requests(outcomes, declared.form):
            sums[cell].append(counting.COUNTS.family(outcomes.count).member(key))
    for results in declared.by_result:
        for cell, family, key in _of_challenges(results, declared.form):
            sums[cell].append(counting.COUNTS.family(family).member(key))
    yield from ((cell, tuple(names)) for cell, names in sums.items())


def _of_requests(each: ByOutcome, form_code: str) -> Iterator[tuple[str, str]]:
    """(cell, key) of every outcome and column of every regime whose cases can close under the form."""
    for rules in current().request_outcomes:
        for outcome in rules.outcome:
            row = outcome.cells.get(form_code)
            for name, column in each.columns.items() if row else ():
                yield each.cell.format(row=row, column=column), f"{rules.regime}.{outcome.code}.{name}"


def _of_challenges(each: ByResult, form_code: str) -> Iterator[tuple[str, str, str]]:
    """(cell, family, key) of every group and result the form asks for."""
    for rules in current().challenge_results:
        for row in rules.row:
            group = rules.kind if len(rules.paths) == 1 else f"{rules.kind}_{row.path}"
            if form_code in row.cells:
                cell = each.cell.format(row=row.cells[form_code])
                if row.result is Result.PENDING:
                    yield cell, each.pending, group
                else:
                    yield cell, each.closed, f"{group}.{row.result}"


def counted(form: Form, year: int, body_ids: Collection[int], position: int) -> dict[int, dict[str, int]]:
    """The counted cells of each body for the calendar year, at a ledger position: one statement for all
    figures, and one more for bodies of which nothing was found.

    Cells of a register the body does not keep are left out. What is left of a body that has gone counts for
    the one that answers for its past on the year's last day, so that nothing is lost between two years.
    """
    period, parts = Period.of_year(year), registers_of(form.code, year)
    pasts = _pasts(body_ids, period) if any(part.kept_by for part in parts) else {}
    names = {name for part in parts for cell in part.cells.values() for name in cell}
    everybody = [*body_ids, *(old for past in pasts.values() for old in past)]
    values = counting.values(names, everybody, period, position)
    figures = [
        _Figures.of(part, {body: _whose(part, body, pasts) for body in body_ids}, values) for part in parts
    ]
    asked = {body for each in figures for silent in each.silent.values() for body in silent}
    kept = {sign for each in figures if each.silent for sign in each.part.signs}
    known = counting.values(kept, asked, period, position) if asked else {}
    found: dict[int, dict[str, int]] = {body: {} for body in body_ids}
    for each in figures:
        for body in each.keeping(known):
            for cell, value in each.cells[body].items():
                found[body][cell] = found[body].get(cell, 0) + value
    return found


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a register says of each body. `silent`: bodies of which it says nothing, and whom they answer
    for."""

    part: Register
    cells: Mapping[int, Mapping[str, int]]
    silent: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(
        cls, part: Register, whose: Mapping[int, tuple[int, ...]], values: Mapping[tuple[str, int], int]
    ) -> "_Figures":
        cells = {body: _added_up(part, bodies, values) for body, bodies in whose.items()}
        quiet = {body: whose[body] for body, figures in cells.items() if not any(figures.values())}
        return cls(part, cells, quiet if part.kept_by else {})

    def keeping(self, known: Mapping[tuple[str, int], int]) -> list[int]:
        """The bodies that keep the register. Whoever has anything in it does; of the others `known` tells."""
        asked = self.part.signs
        return [
            body
            for body in self.cells
            if body not in self.silent
            or any(known[name, each] for name in asked for each in self.silent[body])
        ]


def _pasts(body_ids: Collection[int], period: Period) -> dict[int, tuple[int, ...]]:
    """The bodies that have gone by the period's end, by the one of `body_ids` that answers for them."""
    asked, found = set(body_ids), dict[int, tuple[int, ...]]()
    for old, new in organisations.heirs_on(period.last_day).items():
        if old != new and new in asked and old not in asked:
            found[new] = (*found.get(new, ()), old)
    return found


def _whose(part: Register, body: int, pasts: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    return (body, *pasts.get(body, ())) if part.kept_by else (body,)


def _added_up(
    part: Register, bodies: tuple[int, ...], values: Mapping[tuple[str, int], int]
) -> dict[str, int]:
    if len(bodies) == 1:
        (body,) = bodies
        return {cell: sum(values[name, body] for name in names) for cell, names in part.cells.items()}
    return {
        cell: sum(values[name, body] for name in names for body in bodies)
        for cell, names in part.cells.items()
    }


def rows_behind(form: Form, year: int, body_id: int, code: str, position: int) -> list[CountRow]:
    """The register rows a counted cell opens to; none for a cell that is not counted."""
    period = Period.of_year(year)
    return [
        row
        for part in registers_of(form.code, year)
        if code in part.cells
        for body in _whose(part, body_id, _pasts([body_id], period) if part.kept_by else {})
        for row in counting.rows_of(part.cells[code], body, period, position)
    ]


def grounds(form: Form, year: int, code: str) -> tuple[tuple[str, str], ...]:
    """(where the figure is defined, what is counted in words) for a counted cell."""
    return tuple((part.basis, part.note) for part in registers_of(form.code, year) if code in part.cells)


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The counted cells of a form summed over bodies, totals computed. `bodies` are those that keep their
    cases here; of the others (`silent`) the system knows nothing."""

    form: Form
    year: int
    position: int
    cells: Mapping[str, Cell]
    bodies: tuple[int, ...]
    silent: tuple[int, ...]


def case_table(form: Form, year: int, body_ids: Collection[int], position: int) -> CaseTable:
    """The year's requests and challenges in the cells of the form, as of a ledger position. In one body, or
    summed over several."""
    kept = [register for register in registers(form.code) if register.kept_by == CASES_KEPT]
    codes = {code for register in kept for code in register.cells}
    figures = counted(form, year, body_ids, position)
    telling = tuple(body for body in body_ids if codes & figures[body].keys())
    sums = {code: sum(figures[body].get(code, 0) for body in telling) for code in codes} if telling else {}
    cells = with_totals(form, {code: Cell.number(value) for code, value in sums.items()})
    shown = {code: cell for code, cell in cells.items() if cell.is_number}
    silent = tuple(body for body in body_ids if body not in telling)
    return CaseTable(form, year, position, shown, telling, silent)
