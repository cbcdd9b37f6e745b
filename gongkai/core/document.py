"""A read document, whatever its format: text lines and tables in reading order, with pages and lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text. `number` counts the document's lines from 1, tables' rows included."""

    text: str
    page: int
    number: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a grid. A spanned cell is repeated in every grid place it covers, with `origin` False
    in all but its first."""

    text: str
    origin: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[TableCell, ...]
    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells. Tables that run over a page are joined by the reader."""

    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`blocks` in reading order. `scanned` is True when pages hold pictures and no text."""

    name: str
    kind: str  # pdf, docx, html, txt, xlsx, doc
    blocks: tuple[Line | Grid, ...]
    pages: int = 1
    scanned: bool = False
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def lines(self) -> Iterator[Line]:
        """Running text only."""
        return (block for block in self.blocks if isinstance(block, Line))

    @property
    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))
