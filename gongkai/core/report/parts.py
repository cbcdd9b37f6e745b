"""The report as a value: what every print of it (PDF, DOCX, web page, workbook) shows.

Nothing here knows paper, colour or markup. Text that repeats a cell of the return stays tied to it, so
that the web page can make it a link and a check can follow it back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.core.messages import Message

type Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `cell` is the cell it repeats; `adds` the cells a declared sum, share or
    comparison was worked out from."""

    text: str
    cell: str | None = None
    adds: tuple[str, ...] = ()
    strong: bool = False


class Role(StrEnum):
    """What a paragraph is in the text. Heads follow GB/T 9704: 一、 then （一） then 1. then （1）."""

    BODY = "body"
    HEAD_2 = "head-2"
    HEAD_3 = "head-3"
    MISSING = "missing"  # the office has not written it yet; a draft shows the gap


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    role: Role = Role.BODY

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a printed table. `cell` is the form cell it shows; `scope` is "col", "row",
    "colgroup" or "rowgroup" for a header cell and "" for a figure. `upright` asks for a narrow
    cell whose characters stand under one another."""

    text: str
    cell: str | None = None
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1
    align: str = "center"
    upright: bool = False
    level: int = 0  # indent of a row's label in a list
    unit: str = ""  # of a figure


type PrintedRow = tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one head. 表二 has a group for each block; other tables have one."""

    head: tuple[PrintedRow, ...]
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of the national form as it is printed. `widths` are the columns' shares of the line,
    `note` stands under it."""

    code: str
    title: str
    widths: tuple[float, ...]
    groups: tuple[RowGroup, ...]
    subtitle: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Number | None, ...]


class ChartKind(StrEnum):
    TREND = "trend"  # years along the axis
    COMPOSITION = "composition"  # parts of a whole
    BY_BODY = "by_body"  # bodies, largest first


CATEGORY_HEADS = {ChartKind.TREND: "年度", ChartKind.COMPOSITION: "项目", ChartKind.BY_BODY: "填报单位"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures. The same categories and series are its data table."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    alt: str

    @property
    def table(self) -> tuple[tuple[str | Number | None, ...], ...]:
        """The data as rows: first the heads, then one row a category."""
        head: tuple[str | Number | None, ...] = (
            CATEGORY_HEADS[self.kind],
            *(f"{one.name}（{self.unit}）" for one in self.series),
        )
        rows = zip(self.categories, *(one.values for one in self.series), strict=True)
        return (head, *rows)


type Block = Paragraph | FormTable | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter. `annex` chapters stand after the signature, on a page of their own."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False

    @property
    def heading(self) -> str:
        return f"{self.number}、{self.title}" if self.number and not self.annex else self.title


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a draft must not be frozen yet: where, what is wrong, what to do."""

    slot: str  # the office's paragraph slot: "一", "一（三）", "opening"
    paragraph: int  # from 1; 0 when the slot is empty
    excerpt: str
    message: Message
    suggestion: Message


@dataclass(frozen=True, slots=True)
class Report:
    """One version of a body's annual report. `signatory` signs it (a government's office)."""

    title: str
    body: str
    year: int
    form: str
    version: int
    issued_on: date | None
    signatory: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    attachments: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)

    @property
    def tables(self) -> Iterator[FormTable]:
        return (b for section in self.sections for b in section.blocks if isinstance(b, FormTable))

    @property
    def charts(self) -> Iterator[Chart]:
        return (b for section in self.sections for b in section.blocks if isinstance(b, Chart))
