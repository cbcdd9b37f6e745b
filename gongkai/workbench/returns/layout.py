"""A return's cells laid out as the national form prints them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from gongkai.core.cells import Cell, State, in_unit, is_money
from gongkai.core.forms import Form, Row, Table
from gongkai.core.report.layout import printed_table
from gongkai.core.report.parts import FormTable
from gongkai.core.report.wording import Wording
from gongkai.reporting.queries.single import CellView, ReturnView

LEVELS = 3
OPTIONAL = "optional"
NO_WORDING = Wording(form="", title="", opening=(), chapters=())


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list form. `view` is None for a heading; `level` is its depth in the row tree."""

    row: Row
    level: int
    view: CellView | None


@dataclass(frozen=True, slots=True)
class Layout:
    """One table: a list of rows, or the printed grid."""

    code: str
    title: str
    rows: tuple[ListRow, ...] = ()
    grid: FormTable | None = None


def layouts(view: ReturnView) -> list[Layout]:
    """The tables of the return's form in their order; last the rows that some places leave out."""
    shown = [_layout(view, table) for table in view.form.tables]
    optional = _rows(view, view.form.optional_rows)
    return [*shown, Layout(OPTIONAL, _("有的地方不列的指标（可以不填）"), optional)] if optional else shown


def _layout(view: ReturnView, table: Table) -> Layout:
    if is_list(table):
        return Layout(table.code, table.title, _rows(view, table.blocks[0].rows))
    cells = {code: each.final for code, each in view.cells.items()}
    return Layout(table.code, table.title, grid=printed_table(view.form, table.code, cells, NO_WORDING))


def _rows(view: ReturnView, rows: Iterable[Row]) -> tuple[ListRow, ...]:
    return tuple(ListRow(row, min(row.code.count("."), LEVELS), view.cells.get(row.code)) for row in rows)


def is_list(table: Table) -> bool:
    """One block with one column: the form of 2014."""
    return len(table.blocks) == 1 and len(table.blocks[0].columns) <= 1


def typed(cell: Cell, unit: str | None) -> str:
    """A cell as a person would type it: no separators, "/" for struck."""
    if cell.state is State.STRUCK:
        return "/"
    if cell.value is None:
        return ""
    read = in_unit(cell.value, unit)
    return f"{Decimal(read):.2f}" if is_money(unit) else str(read)


def labelled(form: Form) -> Iterator[tuple[str, str]]:
    """(code, label) of every cell in the form's order."""
    return ((code, spec.label) for code, spec in form.cells.items())
