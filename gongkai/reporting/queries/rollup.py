"""A return over others: own figures beside the sum of the bodies below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.cells import BLANK, Cell, State
from gongkai.core.derived import with_totals
from gongkai.core.forms import Form
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.figures import Tally, added_up, final_cells, own_cells, summed
from gongkai.reporting.models import Figure, Return
from gongkai.reporting.queries.visible import visible_return

_MANY = 500  # bodies


@dataclass(frozen=True, slots=True)
class ChildBody:
    """A return directly below. `submission` is what counts of it, None when it is missing from the sum."""

    return_id: int
    body_id: int
    body_code: str
    name: str
    state: str
    submission: int | None


@dataclass(frozen=True, slots=True)
class RolledCell:
    """`final` is own and below together; a derived total follows from its parts."""

    code: str
    own: Cell
    below: Tally
    final: Cell


@dataclass(frozen=True, slots=True)
class RolledUp:
    return_id: int
    form: Form
    cells: Mapping[str, RolledCell]
    included: tuple[ChildBody, ...]
    missing: tuple[ChildBody, ...]


def rolled_up(actor: Actor, return_id: int, day: date, *, submitted: bool = False) -> RolledUp:
    """The sum of one return: one GROUP BY over the figures of all bodies below.

    Missing bodies are listed, never taken as zero. `submitted` also counts figures not yet accepted.
    """
    of = visible_return(actor, return_id, day)
    form = rulebook.form(of.reporting_year.form)
    mine = own_cells([of.pk])[of.pk]
    own = with_totals(form, {code: each.cell for code, each in mine.items()})
    counts = summed(of, submitted=submitted)
    under = added_up(counts)
    final = final_cells(form, mine, under)
    cells = {
        code: RolledCell(code, own.get(code, BLANK), under.tallies.get(code, Tally()), final[code])
        for code in form.cells
    }
    bodies = children_with(of, counts)
    return RolledUp(
        of.pk,
        form,
        cells,
        tuple(each for each in bodies if each.submission is not None),
        tuple(each for each in bodies if each.submission is None),
    )


def children_of(of: Return, *, submitted: bool = False) -> list[ChildBody]:
    """The returns directly below in their order, with what counts of each."""
    return children_with(of, summed(of, submitted=submitted))


def children_with(of: Return, counts: Mapping[int, int | None]) -> list[ChildBody]:
    """The same for known {return: submission}. Of very many bodies all of the day are asked for: naming each
    would take longer."""
    found = Return.objects.filter(parent_id=of.pk).values_list("pk", "body_id", "state")
    rows = [row for row in found.order_by("order", "pk") if row[0] in counts]
    ids = [body for _, body, _ in rows] if len(rows) < _MANY else None
    known = organisations.bodies_on(of.reporting_year.tree_day, ids)
    return [
        ChildBody(
            pk,
            body,
            known[body].code if body in known else "",
            known[body].label if body in known else str(body),
            state,
            counts[pk],
        )
        for pk, body, state in rows
    ]


def children_figures(
    actor: Actor, return_id: int, day: date, *, submitted: bool = False
) -> dict[int, dict[str, Cell]]:
    """{body: {cell: figure}} of the bodies directly below that count, for tables by body. One statement for
    all figures."""
    of = visible_return(actor, return_id, day)
    return figures_by_body(of, submitted=submitted)


def figures_by_body(of: Return, *, submitted: bool = False) -> dict[int, dict[str, Cell]]:
    bodies = {
        each.submission: each.body_id for each in children_of(of, submitted=submitted) if each.submission
    }
    found: dict[int, dict[str, Cell]] = {body: {} for body in bodies.values()}
    rows = Figure.objects.filter(submission_id__in=list(bodies))
    for submission, code, state, value in rows.values_list("submission_id", "code", "state", "value"):
        found[bodies[submission]][code] = Cell(State(state), value)
    return found
