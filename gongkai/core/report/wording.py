"""The narrative of a form as declared data: chapters, sentences with bound holes, charts, phrases.

A text of `rules/returns/text/*.toml` becomes a `Wording` here. Unknown keys, unknown cells and holes that
bind to nothing are refused with file and line, so that a misspelt code cannot print a wrong report.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.core.declarations import Declaration
from gongkai.core.forms import Form
from gongkai.core.messages import N_, Message
from gongkai.core.report.parts import ChartKind
from gongkai.core.toml_lines import Path

HOLE = re.compile(
    r"\{(?P<name>[^{}:@/]+)(?:/(?P<whole>[^{}:@]+))?(?:@(?P<at>[^{}:]+))?(?::(?P<mode>[a-z]+))?\}"
)
CONTEXT = frozenset({"body", "year", "last_year", "scope", "signatory", "parts"})
MODES = frozenset({"plain", "rounded", "compare"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence in its three variants, chosen by the state of the figure `of`.

    `number` is written when the figure is a number, `zero` when it is 0 (without it, `number` serves),
    `blank` when it is blank or struck. A variant with a hole that holds no number falls back to
    `blank`. `parts` fill the hole {parts}, those that are 0 or blank left out.
    """

    number: str
    zero: str | None = None
    blank: str = ""
    of: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.number, self.zero or "", self.blank, *self.parts)


@dataclass(frozen=True, slots=True)
class Prose:
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the office's own paragraphs stand. `if_empty` is printed when there are none; a slot
    without it must be filled before the report is frozen."""

    key: str
    about: str
    if_empty: str | None = None

    @property
    def required(self) -> bool:
        return self.if_empty is None


@dataclass(frozen=True, slots=True)
class TablePlace:
    code: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """`labels` name the cells shortly in the picture; without them the form's labels serve."""

    kind: ChartKind
    title: str
    cells: tuple[str, ...]
    labels: tuple[str, ...] = ()
    top: int = 15


type Piece = Prose | Heading | Slot | TablePlace | ChartSpec


@dataclass(frozen=True, slots=True)
class ChapterWording:
    number: str
    title: str
    pieces: tuple[Piece, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """How prose claims a figure: `phrases` such as "收到…申请", where … bridges a few characters."""

    figure: str
    unit: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableNames:
    """The title and subtitle a table is printed under, where they differ from the form's."""

    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The narrative of one form. `sums` are named figures: cells to add, "-" before one to take away."""

    form: str
    title: str
    opening: tuple[Piece, ...]
    chapters: tuple[ChapterWording, ...]
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    tables: Mapping[str, TableNames] = field(default_factory=dict)

    @property
    def slots(self) -> Iterator[Slot]:
        """The places for the office's own paragraphs, in order."""
        for pieces in (self.opening, *(chapter.pieces for chapter in self.chapters)):
            yield from (piece for piece in pieces if isinstance(piece, Slot))


# The text of the declaration, key by key -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PieceText:
    """One piece: exactly one of heading, sentences, office, table, chart, and the keys that go with it."""

    heading: str | None = None
    level: int = 2
    sentences: tuple[Pattern, ...] | None = None
    office: str | None = None
    about: str = ""
    if_empty: str | None = None
    table: str | None = None
    chart: ChartKind | None = None
    title: str = ""
    cells: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    top: int = 15


@dataclass(frozen=True, slots=True)
class ChapterText:
    number: str
    piece: tuple[PieceText, ...]
    title: str = ""
    annex: bool = False


@dataclass(frozen=True, slots=True)
class MeasureText:
    figure: str
    phrases: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WordingText:
    form: str
    title: str
    legal_basis: str
    opening: tuple[PieceText, ...]
    chapter: tuple[ChapterText, ...]
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measure: tuple[MeasureText, ...] = ()
    tables: Mapping[str, TableNames] = field(default_factory=dict)


KINDS = ("heading", "sentences", "office", "table", "chart")


def read_wording(declaration: Declaration, form: Form) -> Wording:
    """The declared narrative of `form`. Raises DeclarationError with file and line."""
    return _Builder(declaration, declaration.read(WordingText), form).wording()


@dataclass(frozen=True)
class _Builder:
    declaration: Declaration
    text: WordingText
    form: Form

    def wording(self) -> Wording:
        text = self.text
        if text.form != self.form.code:
            self.refuse(("form",), N_("这是“{form}”的行文，不是这份年报格式的"), form=text.form)
        for name, cells in text.sums.items():
            self.known((cell.removeprefix("-") for cell in cells), ("sums", name), sums=False)
        for code in text.tables:
            self.table(code, ("tables", code))
        return Wording(
            form=text.form,
            title=text.title,
            opening=self.pieces(text.opening, ("opening",)),
            chapters=tuple(self.chapter(one, ("chapter", at)) for at, one in enumerate(text.chapter)),
            sums=text.sums,
            measures=tuple(self.measure(one, ("measure", at)) for at, one in enumerate(text.measure)),
            tables=text.tables,
        )

    def refuse(self, path: Path, reason: str, **values: object) -> None:
        raise self.declaration.refusal(path, Message(reason, values))

    def known(self, names: Iterable[str], path: Path, *, sums: bool = True) -> None:
        """Refuse a name that is neither a cell of the form nor (where allowed) a declared sum."""
        for name in names:
            if name not in self.form.cells and not (sums and name in self.text.sums):
                self.refuse(path, N_("没有单元格或合计“{name}”"), name=name)

    def table(self, code: str, path: Path) -> None:
        if code not in {table.code for table in self.form.tables}:
            self.refuse(path, N_("这份年报格式没有表“{code}”"), code=code)

    def chapter(self, chapter: ChapterText, path: Path) -> ChapterWording:
        titles = {known.number: known.title for known in self.form.chapters}
        title = chapter.title or titles.get(chapter.number, "")
        if not title:
            self.refuse(path, N_("第{number}章没有标题"), number=chapter.number)
        return ChapterWording(
            chapter.number, title, self.pieces(chapter.piece, (*path, "piece")), chapter.annex
        )

    def pieces(self, pieces: tuple[PieceText, ...], path: Path) -> tuple[Piece, ...]:
        return tuple(self.piece(piece, (*path, at)) for at, piece in enumerate(pieces))

    def piece(self, piece: PieceText, path: Path) -> Piece:
        kinds = [kind for kind in KINDS if getattr(piece, kind) is not None]
        if len(kinds) != 1:
            self.refuse(path, N_("每一段只能写这些键中的一个：{kinds}"), kinds="、".join(KINDS))
        if piece.heading is not None:
            return Heading(piece.heading, piece.level)
        if piece.office is not None:
            return Slot(piece.office, piece.about, piece.if_empty)
        if piece.table is not None:
            self.table(piece.table, path)
            return TablePlace(piece.table)
        if piece.chart is not None:
            return self.chart(piece, piece.chart, path)
        return self.prose(piece.sentences or (), (*path, "sentences"))

    def chart(self, piece: PieceText, kind: ChartKind, path: Path) -> ChartSpec:
        self.known(piece.cells, path)
        if not piece.cells or (piece.labels and len(piece.labels) != len(piece.cells)):
            self.refuse(path, N_("图须写出 cells，labels 与之一一对应"))
        return ChartSpec(kind, piece.title, piece.cells, piece.labels, piece.top)

    def prose(self, patterns: tuple[Pattern, ...], path: Path) -> Prose:
        for at, pattern in enumerate(patterns):
            self.known((pattern.of,) if pattern.of else (), (*path, at))
            for text in pattern.texts:
                self.holes(text, (*path, at))
        return Prose(patterns)

    def holes(self, text: str, path: Path) -> None:
        if set(HOLE.sub("", text)) & set("{}"):
            self.refuse(path, N_("花括号没有配对：{text}"), text=text)
        for hole in HOLE.finditer(text):
            if hole["name"] not in CONTEXT:
                self.known((hole[key] for key in ("name", "whole") if hole[key]), path)
            if hole["mode"] not in MODES | {None}:
                self.refuse(path, N_("{hole} 的写法只能是：{modes}"), hole=hole[0], modes="、".join(MODES))

    def measure(self, measure: MeasureText, path: Path) -> Measure:
        self.known((measure.figure,), path)
        spec = self.form.cells.get(measure.figure)
        unit = measure.unit or (spec.unit if spec else None) or ""
        if not unit:
            self.refuse(path, N_("“{figure}”没有单位，请写 unit"), figure=measure.figure)
        return Measure(measure.figure, unit, measure.phrases)
