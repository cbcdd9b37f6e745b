"""Puts a report together: the form's chapters, its wording, the office's paragraphs, the figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.forms import Form
from gongkai.core.messages import N_, Message
from gongkai.core.report.figures import Cells, Figures
from gongkai.core.report.layout import printed_table
from gongkai.core.report.parts import Block, Paragraph, Problem, Report, Role, Run, Section
from gongkai.core.report.pictures import drawn
from gongkai.core.report.prose import Filler, UnboundError, as_typed
from gongkai.core.report.typed import typed_figures
from gongkai.core.report.wording import (
    ChapterWording,
    ChartSpec,
    Heading,
    Piece,
    Prose,
    Slot,
    TablePlace,
    Wording,
)

SCOPES = {
    "自治区": "全区",
    "自治州": "全州",
    "省": "全省",
    "市": "全市",
    "盟": "全盟",
    "县": "全县",
    "旗": "全旗",
    "区": "全区",
    "镇": "全镇",
    "乡": "全乡",
}
GOVERNMENT = "人民政府"


def compose(
    form: Form,
    cells: Cells,
    *,
    wording: Wording,
    body: str,
    year: int,
    previous: Cells | None = None,
    history: Mapping[int, Cells] | None = None,
    by_body: Mapping[str, Cells] | None = None,
    texts: Mapping[str, str] | None = None,
    issued_on: date | None = None,
    version: int = 1,
    signatory: str | None = None,
) -> Report:
    """The annual report of `body` for `year` (《条例》第五十条; before 2019 第三十二条).

    `cells` and the other returns hold inside values (whole units, fen). `previous` is last year's return,
    `history` those of earlier years for trends, `by_body` those of the bodies below. `texts` are the
    office's own paragraphs by slot ("opening", "一", "一（三）"). What keeps the draft from being frozen
    stands in the report's `problems`; composing itself refuses nothing.
    """
    returns = {**(history or {}), **({year - 1: previous} if previous is not None else {})}
    signatory = signatory or signatory_of(body)
    context = {
        "body": body,
        "year": str(year),
        "last_year": str(year - 1),
        "scope": scope_of(body),
        "signatory": signatory,
    }
    figures = Figures(form, cells, year, returns, by_body or {}, wording.sums)
    writer = _Writer(form, wording, figures, context, texts or {})
    opening = tuple(block for block in writer.blocks(wording.opening) if isinstance(block, Paragraph))
    sections = tuple(writer.section(chapter) for chapter in wording.chapters)
    return Report(
        title=wording.title.format(**context),
        body=body,
        year=year,
        form=form.code,
        version=version,
        issued_on=issued_on,
        signatory=signatory,
        opening=opening,
        sections=sections,
        attachments=tuple(section.title for section in sections if section.annex),
        problems=tuple(writer.problems),
    )


def scope_of(body: str) -> str:
    """How a body's report speaks of its whole: 全市 for a city's government, 本机关 for a department."""
    name, government, _ = body.partition(GOVERNMENT)
    if not government:
        return "本机关"
    return next((scope for end, scope in SCOPES.items() if name.endswith(end)), "本级")


def signatory_of(body: str) -> str:
    """Who signs: a government's report is drawn up by its office (《条例》第四条), others sign themselves."""
    return f"{body}办公室" if body.endswith(GOVERNMENT) else body


@dataclass(slots=True)
class _Writer:
    form: Form
    wording: Wording
    figures: Figures
    context: Mapping[str, str]
    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def section(self, chapter: ChapterWording) -> Section:
        title = chapter.title.format(**self.context)
        return Section(chapter.number, title, tuple(self.blocks(chapter.pieces)), chapter.annex)

    def blocks(self, pieces: tuple[Piece, ...]) -> Iterator[Block]:
        for piece in pieces:
            yield from self.block(piece)

    def block(self, piece: Piece) -> Iterator[Block]:
        match piece:
            case Heading(text, level):
                yield Paragraph(
                    (Run(text.format(**self.context)),), Role.HEAD_2 if level == 2 else Role.HEAD_3
                )
            case Prose(patterns):
                runs = tuple(run for pattern in patterns for run in self.filler.sentence(pattern))
                if runs:
                    yield Paragraph(runs)
            case TablePlace(code):
                yield printed_table(self.form, code, self.figures.cells, self.wording, **self.context)
            case ChartSpec():
                chart = drawn(piece, self.figures)
                if chart:
                    yield chart
            case Slot():
                yield from self.office(piece)

    @property
    def filler(self) -> Filler:
        return Filler(self.figures, self.context)

    def office(self, slot: Slot) -> Iterator[Paragraph]:
        """The office's paragraphs, or what stands for them when there are none."""
        text = self.texts.get(slot.key, "")
        if not text.strip():
            yield from self._empty(slot)
            return
        self.problems.extend(typed_figures(slot.key, text, self.wording, self.figures))
        for number, line, paragraph in self.filler.paragraphs(text):
            if isinstance(paragraph, UnboundError):
                self.problems.append(_unbound(slot.key, number, line, paragraph.hole))
                yield as_typed(line)
            else:
                yield paragraph

    def _empty(self, slot: Slot) -> Iterator[Paragraph]:
        if slot.if_empty is not None:
            if slot.if_empty:
                yield Paragraph(self.filler.fill(slot.if_empty))
            return
        self.problems.append(
            Problem(slot.key, 0, "", Message(N_("“{about}”尚未填写"), {"about": slot.about}),
                    Message(N_("请填写“{about}”后再定稿"), {"about": slot.about}))
        )  # fmt: skip
        yield Paragraph((Run(f"（{slot.about}：尚未填写）"),), Role.MISSING)


def _unbound(slot: str, number: int, line: str, hole: str) -> Problem:
    return Problem(
        slot,
        number,
        line,
        Message(N_("第{paragraph}段的 {hole} 没有对应的数字"), {"paragraph": number, "hole": hole}),
        Message(N_("检查单元格代码是否写对；该单元格为空白或划线时，请改写这句话")),
    )
