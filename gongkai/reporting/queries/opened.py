"""Opening a figure: from the sum to the bodies, from a body to its entries, register rows and events."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.core.cells import BLANK, Cell, State
from gongkai.core.counts import CountRow
from gongkai.core.derived import parts_of_totals
from gongkai.core.forms import CellSpec
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import body_of
from gongkai.reporting.changes import SUBJECT
from gongkai.reporting.counts import grounds, rows_behind
from gongkai.reporting.figures import OwnCell, below, final_cells, own_cells
from gongkai.reporting.models import Figure, Return
from gongkai.reporting.queries.rollup import ChildBody, children_of
from gongkai.reporting.queries.visible import visible_return


@dataclass(frozen=True, slots=True)
class ChildFigure:
    """What a body below gives to the figure. `cell` is None when it is missing from the sum."""

    child: ChildBody
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A part of a derived total."""

    spec: CellSpec
    cell: Cell


@dataclass(frozen=True, slots=True)
class EntryEvent:
    """One change of the cell, from the ledger. `before` is blank for the first."""

    sequence: int
    at: datetime
    by: str
    verb: str
    before: Cell
    after: Cell
    reason: str


@dataclass(frozen=True, slots=True)
class OpenedCell:
    """A figure and everything behind it. `rows` are the register rows of the counted part, `grounds` where
    it is defined and what is counted."""

    return_id: int
    body: BodyOnDay
    year: int
    spec: CellSpec
    final: Cell
    own: OwnCell
    parts: tuple[PartFigure, ...]
    children: tuple[ChildFigure, ...]
    rows: tuple[CountRow, ...]
    events: tuple[EntryEvent, ...]
    grounds: tuple[tuple[str, str], ...] = ()


class NoSuchCellError(LookupError):
    """The form has no such cell."""


def open_cell(actor: Actor, return_id: int, code: str, day: date, *, submitted: bool = False) -> OpenedCell:
    """Everything behind one figure, for staff who may see the return. Raises NoSuchReturnError or
    NoSuchCellError."""
    of = visible_return(actor, return_id, day)
    form = rulebook.form(of.reporting_year.form)
    if code not in form.cells:
        raise NoSuchCellError(code)
    mine = own_cells([of.pk])[of.pk]
    final = final_cells(form, mine, below(of, submitted=submitted))
    own = mine.get(code, OwnCell(code))
    parts = parts_of_totals(form).get(code, ())
    return OpenedCell(
        return_id=of.pk,
        body=body_of(of),
        year=of.year,
        spec=form.cells[code],
        final=final[code],
        own=own,
        parts=tuple(PartFigure(form.cells[part], final[part]) for part in parts),
        children=_children(of, code, submitted),
        rows=tuple(rows_behind(form, of.year, of.body_id, code, own.counted_position or 0)),
        events=_events(of, code),
        grounds=grounds(form, of.year, code) if own.counted is not None else (),
    )


def _children(of: Return, code: str, submitted: bool) -> tuple[ChildFigure, ...]:
    bodies = children_of(of, submitted=submitted)
    submissions = [each.submission for each in bodies if each.submission]
    rows = Figure.objects.filter(submission_id__in=submissions, code=code)
    figures = {
        submission: Cell(State(state), value)
        for submission, state, value in rows.values_list("submission_id", "state", "value")
    }
    return tuple(ChildFigure(each, figures.get(each.submission or 0)) for each in bodies)


def _events(of: Return, code: str) -> tuple[EntryEvent, ...]:
    """The events that touched the cell, newest first."""
    found = ledger.told(SUBJECT, of.pk, holding=("cells", code))[::-1]
    names = organisations.names_of({event.actor for event in found})
    return tuple(_event(event, code, names.get(event.actor, event.actor)) for event in found)


def _event(event: ledger.EventLine, code: str, by: str) -> EntryEvent:
    before = ((event.before or {}).get("cells") or {}).get(code)
    after = (event.after or {})["cells"][code]
    return EntryEvent(
        event.sequence, event.at, by, event.verb, _entry(before), _entry(after), after["reason"]
    )


def _entry(cell: dict[str, object] | None) -> Cell:
    """The entered part as the event tells it."""
    if cell is None:
        return BLANK
    return Cell(State(cell["entry_state"]), cell["entry_value"])  # type: ignore[arg-type]
