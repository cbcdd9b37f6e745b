"""Where everything stands in a return's workbook. Follows from the form alone, so that the reader finds the
cells without trusting what the workbook says about itself."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from gongkai.core.derived import entered_cells, parts_of_totals
from gongkai.core.forms import Block, CellSpec, Form, Kind, Row, Table

REGISTER_SHEET = "系统统计数"
LIST_HEADS = ("统计指标", "单位", "系统统计", "本单位填报", "合计", "补充理由")
REGISTER_HEADS = ("统计指标", "单位", "系统统计", "补充理由")
_MANY_COLUMNS = 8
FIRST_ROW = 5  # below title, identity, instruction and an empty row

type Spot = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed label. `down` and `across` are how many rows and columns it covers."""

    spot: Spot
    text: str
    head: bool = False
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """The places of one form cell. `entry` takes what the body types (for a total: its formula), `final`
    shows count and entry together where that is another place."""

    spec: CellSpec
    sheet: str
    entry: Spot
    final: Spot
    counted: tuple[str, Spot] | None = None
    reason: tuple[str, Spot] | None = None
    is_total: bool = False

    @property
    def where(self) -> str:
        """As people say it: 统计表 D7."""
        return f"{self.sheet} {coordinate(self.final if self.is_total else self.entry)}"


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    title: str
    marks: tuple[Mark, ...]
    widths: tuple[int, ...]
    head_rows: int  # rows of `marks` to repeat on each printed page
    note: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    sheets: tuple[Sheet, ...]
    slots: dict[str, Slot]


@dataclass(slots=True)
class _Page:
    """A sheet while it is laid out."""

    name: str
    marks: list[Mark] = field(default_factory=list)
    row: int = FIRST_ROW

    def mark(self, row: int, column: int, text: str, **more: object) -> None:
        self.marks.append(Mark((row, column), text, **more))  # type: ignore[arg-type]


def coordinate(spot: Spot) -> str:
    row, column = spot
    return f"{get_column_letter(column)}{row}"


def layout(form: Form, counted: Collection[str]) -> Layout:
    """The workbook of a form. `counted` are the cells the registers count."""
    return _Layout(form, set(counted)).made()


class _Layout:
    def __init__(self, form: Form, counted: set[str]) -> None:
        self.form = form
        self.counted = counted
        self.totals = parts_of_totals(form)
        self.shown = {*entered_cells(form), *self.totals}
        self.slots: dict[str, Slot] = {}
        self.sheets: list[Sheet] = []

    def made(self) -> Layout:
        for table in self.form.tables:
            self._table(table)
        in_grids = [code for code in self.slots if code in self.counted and not self.slots[code].counted]
        if in_grids:
            self._register(in_grids)
        return Layout(tuple(self.sheets), self.slots)

    def _table(self, table: Table) -> None:
        page = _Page(_sheet_name(table))
        if all(not block.columns for block in table.blocks):
            self._list(table, page)
            widths: tuple[int, ...] = (56, 8, 12, 14, 14, 36)
            heads = 1
        else:
            for block in table.blocks:
                self._grid(table, block, page)
            widths, heads = _grid_widths(table), _head_rows(table)
        self.sheets.append(Sheet(page.name, table.title, tuple(page.marks), widths, heads, table.header_note))

    def _list(self, table: Table, page: _Page) -> None:
        """The form of one long list: a row a cell."""
        for column, head in enumerate(LIST_HEADS, start=1):
            page.mark(page.row, column, head, head=True)
        for row in (row for block in table.blocks for row in block.rows):
            if row.kind is not Kind.HEADING and row.code not in self.shown:
                continue
            page.row += 1
            page.mark(page.row, 1, _indented(row), head=row.kind is Kind.HEADING)
            if row.kind is Kind.HEADING:
                continue
            page.mark(page.row, 2, row.unit or "")
            at = page.row
            self.slots[row.code] = Slot(
                self.form.cells[row.code], page.name, (at, 4), (at, 5),
                (page.name, (at, 3)), (page.name, (at, 6)), row.code in self.totals,
            )  # fmt: skip

    def _grid(self, table: Table, block: Block, page: _Page) -> None:
        """A block of rows and columns, heads above, groups of columns above their heads."""
        if block.head:
            page.mark(page.row, 1, block.head, head=True, across=len(block.columns) + 1)
            page.row += 1
        grouped = any(column.group for column in block.columns)
        page.mark(page.row, 1, "信息内容" if len(table.blocks) > 1 else "项目", head=True, down=1 + grouped)
        if grouped:
            for start, text, across in _groups(block):
                page.mark(page.row, start, text, head=True, across=across)
            page.row += 1
        for column, each in enumerate(block.columns, start=2):
            alone = grouped and not each.group
            page.mark(page.row - alone, column, each.label, head=True, down=1 + alone)
        codes = {
            (spec.row, spec.column): code
            for code, spec in self.form.cells.items()
            if spec.table == table.code
        }
        for row in block.rows:
            page.row += 1
            page.mark(page.row, 1, _indented(row), head=row.kind is Kind.HEADING)
            for column, each in enumerate(block.columns, start=2):
                code = codes.get((row.code, each.code))
                if code in self.shown:
                    spot = (page.row, column)
                    self.slots[code] = Slot(
                        self.form.cells[code], page.name, spot, spot, is_total=code in self.totals
                    )
        page.row += 2

    def _register(self, codes: list[str]) -> None:
        """What the registers count in cells of grids, and the reasons for additions."""
        page = _Page(REGISTER_SHEET)
        for column, head in enumerate(REGISTER_HEADS, start=1):
            page.mark(page.row, column, head, head=True)
        for code in codes:
            page.row += 1
            old = self.slots[code]
            page.mark(page.row, 1, old.spec.label)
            page.mark(page.row, 2, old.spec.unit or "")
            counted, reason = (page.name, (page.row, 3)), (page.name, (page.row, 4))
            self.slots[code] = Slot(old.spec, old.sheet, old.entry, old.final, counted, reason)
        self.sheets.append(Sheet(page.name, REGISTER_SHEET, tuple(page.marks), (52, 8, 12, 40), 1))


def _grid_widths(table: Table) -> tuple[int, ...]:
    """Many columns are narrow ones."""
    columns = max(len(block.columns) for block in table.blocks)
    return (12, *[9] * columns) if columns > _MANY_COLUMNS else (46, *[13] * columns)


def _head_rows(table: Table) -> int:
    """Rows above the first figure, to repeat on each page; of several blocks, only the first's own head."""
    block = table.blocks[0]
    if len(table.blocks) > 1:
        return 1
    return 1 + bool(block.head) + any(column.group for column in block.columns)


def _sheet_name(table: Table) -> str:
    """A sheet's name holds at most 31 characters and none of []:*?/\\."""
    return "".join(letter for letter in table.title if letter not in "[]:*?/\\")[:31]


def _indented(row: Row) -> str:
    depth = row.code.count(".")
    return "　" * max(0, depth - 1) + row.label


def _groups(block: Block) -> Iterator[tuple[int, str, int]]:
    """(first column, name, width) of each run of columns of one group."""
    start = 2
    while start < len(block.columns) + 2:
        group = block.columns[start - 2].group
        width = 1
        while start - 2 + width < len(block.columns) and block.columns[start - 2 + width].group == group:
            width += 1
        if group:
            yield start, group, width
        start += width
