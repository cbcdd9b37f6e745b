"""The tables as the national form prints them, from the form's own tables and row trees.

Three layouts cover the three forms: a list (统计指标 · 单位 · 统计数), blocks stacked under their heads
(表二), and a grid whose rows and columns both have heads in several storeys (表三, 表四).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.core.cells import BLANK, Cell, State
from gongkai.core.forms import Block, Column, Form, Kind, Row, Table
from gongkai.core.report.figures import in_table
from gongkai.core.report.parts import FormTable, PrintedCell, PrintedRow, RowGroup
from gongkai.core.report.wording import TableNames, Wording

STRUCK_MARK = "/"

type Cells = Mapping[str, Cell]


def printed_table(form: Form, code: str, cells: Cells, wording: Wording, **names: str) -> FormTable:
    """Table `code` of `form` with `cells` filled in. `names` fill the holes of titles ({year}, {body})."""
    table = next(table for table in form.tables if table.code == code)
    named = wording.tables.get(code, TableNames())
    title = (named.title or table.title).format(**names)
    subtitle = named.subtitle.format(**names)
    if len(table.blocks) > 1:
        widths, groups = _stacked(form, table, cells)
    elif len(table.blocks[0].columns) <= 1:
        widths, groups = _listed(form, table, cells)
    else:
        widths, groups = _grid(form, table, cells)
    return FormTable(code, title, widths, groups, subtitle)


def cell_text(form: Form, code: str, cells: Cells) -> str:
    """What stands in a cell: the figure, nothing for blank, "/" for struck."""
    cell = cells.get(code, BLANK)
    if cell.state is State.NUMBER:
        assert cell.value is not None
        return in_table(cell.value, form.cells[code].unit)
    return STRUCK_MARK if cell.state is State.STRUCK else ""


def _code_at(form: Form, table: Table, row: Row, column: Column | None) -> str | None:
    """The code of the cell in `row` and `column`, None where the form has none (a heading row)."""
    end = column.code if column else None
    return next((code for code in _codes(table, row, end) if code in form.cells), None)


def _codes(table: Table, row: Row, column: str | None) -> tuple[str, ...]:
    if column is None:
        return (row.code, f"{table.code}.{row.code}")
    return (f"{table.code}.{row.code}.{column}", f"{table.code}.{column}", row.code)


def _figure(form: Form, table: Table, row: Row, column: Column | None, cells: Cells) -> PrintedCell:
    code = _code_at(form, table, row, column)
    if code is None:
        return PrintedCell("")
    return PrintedCell(cell_text(form, code, cells), code, unit=form.cells[code].unit or "")


# 统计指标 · 单位 · 统计数 -----------------------------------------------------------------------------


def _listed(form: Form, table: Table, cells: Cells) -> tuple[tuple[float, ...], tuple[RowGroup, ...]]:
    block = table.blocks[0]
    head = tuple(PrintedCell(text, scope="col") for text in ("统计指标", "单位", "统计数"))
    column = block.columns[0] if block.columns else None
    depth = {row.code: row.code.count(".") for row in block.rows}
    rows = tuple(
        (
            PrintedCell(row.label, scope="row", align="left", level=min(depth[row.code], 3)),
            PrintedCell(row.unit or ""),
            _figure(form, table, row, column, cells),
        )
        for row in block.rows
    )
    return (72.0, 12.0, 16.0), (RowGroup((head,), rows),)


# 表二: blocks under their heads ----------------------------------------------------------------------


def _stacked(form: Form, table: Table, cells: Cells) -> tuple[tuple[float, ...], tuple[RowGroup, ...]]:
    most = max(len(block.columns) for block in table.blocks)
    groups = tuple(_block(form, table, block, most * (most - 1) or 1, cells) for block in table.blocks)
    span = most * (most - 1) or 1
    return (34.0, *(66.0 / span for _ in range(span))), groups


def _block(form: Form, table: Table, block: Block, span: int, cells: Cells) -> RowGroup:
    """Blocks have one, two or three columns; each takes its even share of `span` grid columns."""
    each = span // len(block.columns)
    head = (
        (PrintedCell(block.head, scope="colgroup", colspan=span + 1, align="left"),),
        (
            PrintedCell("信息内容", scope="col"),
            *(PrintedCell(column.label, scope="col", colspan=each) for column in block.columns),
        ),
    )
    rows = tuple(
        (
            PrintedCell(row.label, scope="row", align="left"),
            *(_widened(_figure(form, table, row, column, cells), each) for column in block.columns),
        )
        for row in block.rows
    )
    return RowGroup(head, rows)


def _widened(cell: PrintedCell, colspan: int) -> PrintedCell:
    return replace(cell, colspan=colspan)


# 表三, 表四: heads in storeys on both sides ----------------------------------------------------------


def _grid(form: Form, table: Table, cells: Cells) -> tuple[tuple[float, ...], tuple[RowGroup, ...]]:
    block = table.blocks[0]
    tree = _RowTree(block.rows)
    side = tree.depth if len(block.rows) > 1 else 0
    head = _column_heads(block.columns, side, table.header_note, block.head)
    rows = tuple(
        (*tree.heads(row), *(_figure(form, table, row, column, cells) for column in block.columns))
        if side
        else tuple(_figure(form, table, row, column, cells) for column in block.columns)
        for row in tree.leaves
    )
    return _grid_widths(side, block.columns), (RowGroup(head, rows),)


def _grid_widths(side: int, columns: Sequence[Column]) -> tuple[float, ...]:
    """Side heads take half the line; a column that stands alone (自然人, 总计) is a quarter wider."""
    heads = {0: (), 1: (49.0,), 2: (10.0, 39.0), 3: (5.0, 11.0, 32.0)}[side]
    weights = [1.0 if column.group else 1.25 for column in columns]
    rest = (100.0 - sum(heads)) / sum(weights)
    return (*heads, *(rest * weight for weight in weights))


def _column_heads(columns: Sequence[Column], side: int, corner: str, top_head: str) -> tuple[PrintedRow, ...]:
    paths = [_path(column, top_head) for column in columns]
    storeys = max(map(len, paths))
    rows = [tuple(_storey(paths, level, storeys)) for level in range(storeys)]
    if side:
        rows[0] = (PrintedCell(corner, scope="col", colspan=side, rowspan=storeys, align="left"), *rows[0])
    return tuple(rows)


def _path(column: Column, top_head: str) -> tuple[str, ...]:
    groups = tuple(part for part in (column.group or "").split("/") if part)
    over = (top_head,) if top_head and groups[:1] != (top_head,) else ()
    return (*over, *groups, column.label)


def _storey(paths: Sequence[tuple[str, ...]], level: int, storeys: int) -> Iterator[PrintedCell]:
    """The head cells of one storey: groups span their columns, a column without more groups runs down."""
    shown = [path for path in paths if len(path) > level]
    for key, group in groupby(shown, key=lambda path: path[: level + 1] if level < len(path) - 1 else path):
        members = list(group)
        last = len(key) == len(members[0])
        yield PrintedCell(
            key[-1],
            scope="col" if last else "colgroup",
            colspan=1 if last else len(members),
            rowspan=storeys - level if last else 1,
        )


class _RowTree:
    """Rows by parent; leaves carry the heads of every branch that begins with them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.by_code = {row.code: row for row in rows}
        parents = {row.parent for row in rows if row.parent}
        self.leaves = [row for row in rows if row.code not in parents]
        self.depth = max(len(self.line(row)) for row in self.leaves)
        self.first = self._first_leaves()

    def line(self, row: Row) -> tuple[Row, ...]:
        """`row` with the rows above it, outermost first."""
        above = self.by_code.get(row.parent or "")
        return (*(self.line(above) if above else ()), row)

    def _first_leaves(self) -> Mapping[str, str]:
        first: dict[str, str] = {}
        for leaf in self.leaves:
            for row in self.line(leaf):
                first.setdefault(row.code, leaf.code)
        return first

    def heads(self, leaf: Row) -> tuple[PrintedCell, ...]:
        line = self.line(leaf)
        cells = [
            PrintedCell(
                row.label,
                scope="rowgroup",
                rowspan=sum(row in self.line(other) for other in self.leaves),
                upright=level == 0 and row.kind is Kind.HEADING,
            )
            for level, row in enumerate(line[:-1])
            if self.first[row.code] == leaf.code
        ]
        span = self.depth - len(line) + 1
        return (*cells, PrintedCell(leaf.label, scope="row", colspan=span, align="left"))
