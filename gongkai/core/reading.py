"""What was recognised in a document: whose report it is, of which year and form, its cells and prose."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.cells import Cell
from gongkai.core.document import Document
from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Form


@dataclass(frozen=True, slots=True)
class Found:
    """A form cell as read, and where."""

    cell: Cell
    where: Where
    label: str = ""  # the row label as printed, for misprints


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose, full-width digits and broken numbers already mended.

    `chapter` is the heading number of its chapter ("一"), `heading` the nearest heading above it.
    `turns` says where each further line of the document begins in it: (characters before, place).
    """

    text: str
    where: Where
    chapter: str | None = None
    heading: str = ""
    turns: tuple[tuple[int, Where], ...] = ()

    def where_of(self, offset: int) -> Where:
        """The place of the character with `offset` characters before it, spaces not counted."""
        begun = [where for before, where in self.turns if before <= offset]
        return begun[-1] if begun else self.where


@dataclass(frozen=True, slots=True)
class Reading:
    """A recognised report. Unrecognised parts are None; `cells` holds only codes of `form`."""

    document: Document
    form: Form | None = None
    body: str | None = None
    year: int | None = None
    cells: Mapping[str, Found] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    headings: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()  # noticed while reading: misprinted labels, form deviations
