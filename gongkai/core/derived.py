"""Which cells of a form people fill, and which follow from them.

A total is derived when exactly that is what a rule of the form says: an equality of the return itself with
the total alone on one side and an unsigned sum on the other. Nobody types such a cell. Blank is not zero:
while a part is blank, the total is blank.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.forms import Form, Kind, Rule, Scope

type Cells = Mapping[str, Cell]


@lru_cache(maxsize=32)
def _parts(form_code: str, rules: tuple[Rule, ...], totals: frozenset[str]) -> dict[str, tuple[str, ...]]:
    waiting = {
        rule.left[0].cell: tuple(term.cell for term in rule.right)
        for rule in reversed(rules)
        if _gives_a_total(rule) and rule.left[0].cell in totals
    }
    ordered: dict[str, tuple[str, ...]] = {}
    while waiting:
        ready = [code for code, parts in waiting.items() if not any(part in waiting for part in parts)]
        if not ready:
            raise ValueError(f"totals of form {form_code} depend on each other: {sorted(waiting)}")
        for code in ready:
            ordered[code] = waiting.pop(code)
    return ordered


def parts_of_totals(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Each derived total with its parts, parts of parts first. Where two rules give one total (the corner of
    a table), the first of the form is taken; the other checks it."""
    totals = frozenset(code for code, spec in form.cells.items() if spec.kind is Kind.TOTAL)
    return _parts(form.code, form.rules, totals)


def _gives_a_total(rule: Rule) -> bool:
    terms = (*rule.left, *rule.right)
    return (
        rule.scope is Scope.SAME
        and rule.op == "=="
        and len(rule.left) == 1
        and len(rule.right) > 1
        and all(term.sign == 1 and term.years_back == 0 for term in terms)
    )


def entered_cells(form: Form, optional: Collection[str] = ()) -> tuple[str, ...]:
    """The codes people fill in the form's order: no headings, no derived totals, and of the optional rows
    only those named."""
    derived = parts_of_totals(form)
    left_out = {row.code for row in form.optional_rows} - set(optional)
    return tuple(
        code
        for code, spec in form.cells.items()
        if spec.kind is not Kind.HEADING and code not in derived and spec.row not in left_out
    )


def total_of(parts: Collection[Cell]) -> Cell:
    """The total of `parts`: blank while one is blank, struck when all are, else the sum of the numbers."""
    if not parts or any(part.state is BLANK.state for part in parts):
        return BLANK
    numbers = [part.value for part in parts if part.value is not None]
    return Cell.number(sum(numbers)) if numbers else STRUCK


def with_totals(form: Form, cells: Cells) -> dict[str, Cell]:
    """`cells` with every derived total of the form computed from its parts; whatever stood there is
    replaced."""
    filled = dict(cells)
    for code, parts in parts_of_totals(form).items():
        filled[code] = total_of([filled.get(part, BLANK) for part in parts])
    return filled
