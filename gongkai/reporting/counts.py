"""Which cells of a form are named counts (rules/returns/counts-*.toml), and their values for many bodies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.core.counts import CountRow, Period
from gongkai.core.forms import Form
from gongkai.foundation.ledger import counting
from gongkai.foundation.rulebook.book import RULES, declarations


@dataclass(frozen=True, slots=True)
class FormCounts:
    """Cell code → name of the count that gives it."""

    form: str
    basis: str
    counts: Mapping[str, str]


@cache
def cell_counts(form_code: str) -> Mapping[str, str]:
    """The counted cells of a form. A form without a declaration has none."""
    found = [declaration.read(FormCounts) for declaration in declarations(RULES, "returns/counts-*.toml")]
    return {cell: name for each in found if each.form == form_code for cell, name in each.counts.items()}


def counted(form: Form, year: int, body_ids: Collection[int], position: int) -> dict[int, dict[str, int]]:
    """The counted cells of each body for the calendar year, at a ledger position. One statement."""
    cells = cell_counts(form.code)
    values = counting.values(set(cells.values()), body_ids, Period.of_year(year), position)
    return {body: {cell: values[name, body] for cell, name in cells.items()} for body in body_ids}


def rows_behind(form: Form, year: int, body_id: int, code: str, position: int) -> list[CountRow]:
    """The register rows a counted cell opens to; none for a cell that is not counted."""
    name = cell_counts(form.code).get(code)
    if name is None:
        return []
    return counting.rows(name, body_id, Period.of_year(year), position)
