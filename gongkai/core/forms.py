"""A statistical form as data: tables, rows, columns, cells, and the rules that tie cells together.

Cell codes: the 2014 form is one list, so a cell is its row ("3.3.4.1"); the later forms have tables,
so a cell is table.row.column ("T3.R3.1.C7", "T2.a2.made"; T4 has one row: "T4.A5").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a row or cell is in the row tree."""

    HEADING = "heading"
    VALUE = "value"
    TOTAL = "total"
    OF_WHICH = "of_which"  # 其中: part of its parent, never an addend


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Scope(StrEnum):
    """Which returns a rule looks at."""

    SAME = "same"  # cells of one return
    PREVIOUS_YEAR = "previous_year"  # this year against last year
    CHILDREN = "children"  # a parent's return against the returns below it


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `label` is the printed label whole; `note` is the bracket it ends with, if it has one.

    `origin` is "national", or the province whose edition of the form added the row. `omissible` rows are
    missing from some editions, and their sums then hold without them.
    """

    code: str
    label: str
    unit: str | None = None
    parent: str | None = None
    kind: Kind = Kind.VALUE
    origin: str = "national"
    note: str = ""
    aliases: tuple[str, ...] = ()  # other printed wordings of the same row
    omissible: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    label: str
    group: str | None = None
    unit: str | None = None  # where the columns of a block count different things
    kind: Kind = Kind.VALUE
    signed: bool = False  # a change (本年增/减), which may be below zero


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share one set of columns under one head (表二 has four or five of them)."""

    code: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    code: str
    title: str
    blocks: tuple[Block, ...]
    header_note: str = ""


@dataclass(frozen=True, slots=True)
class CellSpec:
    """Where a cell stands and what it holds. `label` reads alone: "（一）予以公开·自然人"."""

    code: str
    label: str
    unit: str | None
    kind: Kind
    table: str
    row: str
    column: str | None = None
    origin: str = "national"
    omissible: bool = False
    signed: bool = False  # may be below zero


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a rule. `sign` is +1 or -1; `years_back` 1 means last year's return."""

    cell: str
    sign: int = 1
    years_back: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """Σ left <op> Σ right, with op one of "==", "<=", ">=".

    `id` names the rule of the form (T3-SUM), `key` this instance of it (T3-SUM[C1]). A rule of scope
    CHILDREN has no terms: it holds for every cell of the form against the same cell below.
    """

    id: str
    key: str
    left: tuple[Term, ...]
    op: str
    right: tuple[Term, ...]
    severity: Severity
    basis: str
    note: str = ""
    scope: Scope = Scope.SAME

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(term.cell for term in (*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class Chapter:
    number: str
    title: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the annual report's form, in force for report years first_year..last_year."""

    code: str  # "2014", "2019", "2021"
    title: str
    document: str
    legal_basis: str
    first_year: int
    last_year: int | None
    chapters: tuple[Chapter, ...]
    tables: tuple[Table, ...]
    cells: Mapping[str, CellSpec]
    rules: tuple[Rule, ...]
    optional_rows: tuple[Row, ...] = ()  # rows of the national table some places leave out
    notes: tuple[str, ...] = field(default_factory=tuple)
    fixed_chapters: bool = True  # False where the law lists contents but no titles or order

    def covers(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All printed rows, headings included, in the order of the tables."""
        return tuple(row for table in self.tables for block in table.blocks for row in block.rows)

    def rules_of(self, cell: str) -> tuple[Rule, ...]:
        """The rules in which `cell` stands."""
        return tuple(rule for rule in self.rules if cell in rule.cells)
