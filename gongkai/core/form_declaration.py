"""From the text of a form's declaration (rules/returns/*.toml) to the form.

An equation is written as people say it: `3.1 = 3.1.1 + 3.1.2`. Inside a table with `each = "column"` it names
rows, with `each = "row"` columns, and holds for each column or row that has all of them. `R4[上年]` is the
cell of last year's return.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.forms import (
    Block,
    CellSpec,
    Chapter,
    Column,
    Form,
    Kind,
    Row,
    Rule,
    Scope,
    Severity,
    Table,
    Term,
)
from gongkai.core.messages import N_, Message
from gongkai.core.toml_lines import Path

_OPERATORS = {"=": "==", "≤": "<=", "≥": ">="}
_EQUATION = re.compile(r"^(?P<left>[^=≤≥]+)(?P<op>[=≤≥])(?P<right>[^=≤≥]+)$")
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<cell>[\w.]+)(?P<last_year>\[上年\])?\s*")


class Each(StrEnum):
    """What an equation of a table is repeated over."""

    COLUMN = "column"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class RowText:
    code: str
    label: str
    unit: str | None = None
    kind: Kind = Kind.VALUE
    origin: str = "national"
    note: str = ""
    aliases: tuple[str, ...] = ()
    omissible: bool = False


@dataclass(frozen=True, slots=True)
class BlockText:
    """`unit` is the unit of every row of the block that names none."""

    code: str
    rows: tuple[RowText, ...]
    head: str = ""
    columns: tuple[Column, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TableText:
    code: str
    title: str
    block: tuple[BlockText, ...]
    header_note: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    id: str
    severity: Severity
    basis: str
    equation: str = ""
    table: str | None = None
    each: Each | None = None
    scope: Scope = Scope.SAME
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExampleText:
    """Figures of one return, and the rules (by key) that they break: run as a test."""

    about: str
    cells: dict[str, int]
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormText:
    """A form's declaration, key by key."""

    code: str
    title: str
    document: str
    legal_basis: str
    first_year: int
    chapter: tuple[Chapter, ...]
    table: tuple[TableText, ...]
    rule: tuple[RuleText, ...]
    last_year: int | None = None
    fixed_chapters: bool = True
    optional_rows: tuple[RowText, ...] = ()
    notes: tuple[str, ...] = ()
    example: tuple[ExampleText, ...] = ()


def read_form(declaration: Declaration) -> Form:
    """The form declared. Raises DeclarationError with file and line for anything that does not fit."""
    return _Builder(declaration, declaration.read(FormText)).form()


def examples(declaration: Declaration) -> tuple[ExampleText, ...]:
    """The worked examples of a form's declaration."""
    return declaration.read(FormText).example


@dataclass(frozen=True)
class _Builder:
    declaration: Declaration
    text: FormText

    def form(self) -> Form:
        text = self.text
        tables = tuple(self._table(table) for table in text.table)
        optional = tuple(_row(row, None, ()) for row in text.optional_rows)
        cells = self._cells(tables, optional)
        return Form(
            code=text.code,
            title=text.title,
            document=text.document,
            legal_basis=text.legal_basis,
            first_year=text.first_year,
            last_year=text.last_year,
            chapters=text.chapter,
            tables=tables,
            cells=cells,
            rules=self._rules(tables, cells),
            optional_rows=optional,
            notes=text.notes,
            fixed_chapters=text.fixed_chapters,
        )

    def _table(self, table: TableText) -> Table:
        blocks = tuple(
            Block(
                code=block.code,
                head=block.head,
                columns=block.columns,
                rows=tuple(_row(row, block.unit, block.columns) for row in block.rows),
            )
            for block in table.block
        )
        return Table(table.code, table.title, blocks, table.header_note)

    def _cells(self, tables: tuple[Table, ...], optional: tuple[Row, ...]) -> dict[str, CellSpec]:
        cells: dict[str, CellSpec] = {}
        for index, table in enumerate(tables):
            for spec in _cells_of(table):
                if spec.code in cells:
                    reason = Message(N_("单元格“{cell}”重复"), {"cell": spec.code})
                    raise self.declaration.refusal(("table", index), reason)
                cells[spec.code] = spec
        for row in optional:
            cells[row.code] = CellSpec(
                row.code, _own_label(row), row.unit, row.kind, tables[0].code, row.code, origin=row.origin
            )
        return cells

    def _rules(self, tables: tuple[Table, ...], cells: dict[str, CellSpec]) -> tuple[Rule, ...]:
        by_code = {table.code: table for table in tables}
        rules: list[Rule] = []
        for index, text in enumerate(self.text.rule):
            rules += self._rules_of(text, ("rule", index, "equation"), by_code, cells)
        return tuple(rules)

    def _rules_of(
        self, text: RuleText, path: Path, tables: dict[str, Table], cells: dict[str, CellSpec]
    ) -> Iterator[Rule]:
        if text.scope is Scope.CHILDREN:
            yield _rule(text, text.id, (), "==", ())
            return
        left, op, right = self._equation(text.equation, path)
        if text.each is None:
            self._all_known((*left, *right), cells, path)
            yield _rule(text, text.id, left, op, right)
            return
        if text.table not in tables:
            raise self.declaration.refusal(path, Message(N_("没有表“{table}”"), {"table": text.table}))
        whole = _places(tables[text.table], text.each, [term.cell for term in (*left, *right)])
        if not whole:
            raise self.declaration.refusal(path, Message(N_("表中没有同时具备这些栏目的行或列")))
        for place, codes in whole:
            yield _rule(text, f"{text.id}[{place}]", _placed(left, codes), op, _placed(right, codes))

    def _equation(self, equation: str, path: Path) -> tuple[tuple[Term, ...], str, tuple[Term, ...]]:
        match = _EQUATION.match(equation)
        if match is None:
            raise self.declaration.refusal(path, Message(N_("等式应写成“甲 = 乙 + 丙”，可用 = ≤ ≥")))
        left, right = self._terms(match["left"], path), self._terms(match["right"], path)
        return left, _OPERATORS[match["op"]], right

    def _terms(self, side: str, path: Path) -> tuple[Term, ...]:
        terms: list[Term] = []
        at = 0
        while at < len(side):
            match = _TERM.match(side, at)
            if match is None or (terms and not match["sign"]):
                raise self.declaration.refusal(path, Message(N_("看不懂“{side}”"), {"side": side.strip()}))
            sign = -1 if match["sign"] == "-" else 1
            terms.append(Term(match["cell"], sign, 1 if match["last_year"] else 0))
            at = match.end()
        return tuple(terms)

    def _all_known(self, terms: tuple[Term, ...], cells: dict[str, CellSpec], path: Path) -> None:
        for term in terms:
            if term.cell not in cells:
                raise self.declaration.refusal(path, Message(N_("没有单元格“{cell}”"), {"cell": term.cell}))


def _row(text: RowText, unit: str | None, columns: tuple[Column, ...]) -> Row:
    """The row as printed: its note closes the label in brackets, and its parent is its number's stem."""
    stem, dot, _ = text.code.rpartition(".")
    units = tuple(dict.fromkeys(column.unit for column in columns if column.unit))
    return Row(
        code=text.code,
        label=f"{text.label}（{text.note}）" if text.note else text.label,
        unit=text.unit or unit or "/".join(units) or None,
        parent=stem if dot else None,
        kind=text.kind,
        origin=text.origin,
        note=text.note,
        aliases=text.aliases,
        omissible=text.omissible or text.origin != "national",
    )


def _cells_of(table: Table) -> Iterator[CellSpec]:
    """The cells to fill: none in heading rows."""
    only_row = sum(len(block.rows) for block in table.blocks) == 1
    for block in table.blocks:
        rows = {row.code: row for row in block.rows}
        for row in block.rows:
            if row.kind is Kind.HEADING:
                continue
            for column in block.columns or (None,):
                yield CellSpec(
                    code=_cell_code(table, row, column, only_row),
                    label=_label(row, column, rows, only_row),
                    unit=(column.unit if column else None) or row.unit,
                    kind=column.kind if column and column.kind is not Kind.VALUE else row.kind,
                    table=table.code,
                    row=row.code,
                    column=column.code if column else None,
                    origin=row.origin,
                    omissible=row.omissible,
                    signed=column.signed if column else False,
                )


def _cell_code(table: Table, row: Row, column: Column | None, only_row: bool) -> str:
    if column is None:
        return row.code
    return f"{table.code}.{column.code}" if only_row else f"{table.code}.{row.code}.{column.code}"


def _label(row: Row, column: Column | None, rows: dict[str, Row], only_row: bool) -> str:
    """A label that reads alone: a part is named after its total, a lower row after its heading."""
    parts = []
    parent = rows.get(row.parent or "")
    if parent is not None and (parent.kind is Kind.TOTAL or (column and parent.parent)):
        parts.append(_own_label(parent))
    if not only_row:
        parts.append(_own_label(row))
    if column is not None:
        parts += [column.group] if column.group and only_row else []
        parts.append(column.label)
    return "·".join(parts)


def _own_label(row: Row) -> str:
    """The printed label without the note that closes it."""
    return row.label.removesuffix(f"（{row.note}）") if row.note else row.label


def _places(table: Table, each: Each, names: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Each column (or row) of `table` that has all of `names`, with the cell code of each name."""
    found: dict[str, dict[str, str]] = {}
    for spec in _cells_of(table):
        if spec.column is None:
            continue
        place, name = (spec.column, spec.row) if each is Each.COLUMN else (spec.row, spec.column)
        found.setdefault(place, {})[name] = spec.code
    return [(place, codes) for place, codes in found.items() if all(name in codes for name in names)]


def _placed(terms: tuple[Term, ...], codes: dict[str, str]) -> tuple[Term, ...]:
    return tuple(Term(codes[term.cell], term.sign, term.years_back) for term in terms)


def _rule(text: RuleText, key: str, left: tuple[Term, ...], op: str, right: tuple[Term, ...]) -> Rule:
    back = any(term.years_back for term in (*left, *right))
    scope = Scope.PREVIOUS_YEAR if back else text.scope
    return Rule(text.id, key, left, op, right, text.severity, text.basis, text.note, scope)
