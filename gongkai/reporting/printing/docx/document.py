"""Building the DOCX from the report, block by block."""

from collections.abc import Mapping
from io import BytesIO

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from gongkai.core.report import Block, Chart, FormTable, Paragraph, Report, Role, Run
from gongkai.foundation.printing.docx_page import (
    HEITI,
    KAITI,
    LINE,
    SONG,
    XIAOBIAOSONG,
    indented,
    set_page,
    set_styles,
)
from gongkai.foundation.printing.marks import fonts, mark
from gongkai.reporting.printing.docx.tables import drawn
from gongkai.reporting.printing.pictures import pngs
from gongkai.reporting.printing.words import captions, day, edition

HEAD_STYLES = {Role.HEAD_2: "Heading 2", Role.HEAD_3: "Heading 3"}
DENSE_COLUMNS = 5
MISSING = RGBColor(0xA3, 0x26, 0x1C)


def to_docx(report: Report) -> bytes:
    """`report` as DOCX: styles for the navigation pane, heads repeated, alt text on every picture."""
    document = docx.Document()
    set_page(document)
    set_styles(document)
    _metadata(document, report)
    _Writer(document, report).write()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _metadata(document: DocxDocument, report: Report) -> None:
    properties = document.core_properties
    properties.title = report.title
    properties.author = report.signatory
    properties.subject = f"{report.year}年度，第{report.version}版"
    properties.language = "zh-CN"
    properties.comments = ""
    language = mark("lang", val="en-US", east_asia="zh-CN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


class _Writer:
    def __init__(self, document: DocxDocument, report: Report) -> None:
        self.document = document
        self.report = report
        self.captions = captions(report)
        self.pictures: Mapping[Chart, bytes] = pngs(report.charts)

    def write(self) -> None:
        report = self.report
        self.title(report.title, report.body)
        if edition(report):
            self.centred(edition(report), SONG, 14)
        self.document.add_paragraph()
        for paragraph in report.opening:
            self.paragraph(paragraph)
        for section in (one for one in report.sections if not one.annex):
            self.document.add_heading(section.heading, level=1)
            self.blocks(section.blocks)
        self.attachments()
        self.signature()
        for section in (one for one in report.sections if one.annex):
            self.annex_mark(section.number)
            self.blocks(section.blocks, annex=True)

    def title(self, title: str, body: str) -> None:
        """The body's name on a line of its own, as offices break a long title."""
        paragraph = self.document.add_paragraph(style="Title")
        rest = title.removeprefix(body)
        if rest != title:
            paragraph.add_run(body).add_break()
        paragraph.add_run(rest)

    def centred(self, words: str, family: str, size: float) -> DocxParagraph:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        _set(run, family, size)
        return paragraph

    def blocks(self, blocks: tuple[Block, ...], *, annex: bool = False) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self.paragraph(block)
                case FormTable():
                    self.table(block, headed=annex)
                case Chart():
                    self.chart(block)

    def paragraph(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph(style=HEAD_STYLES.get(block.role, "Normal"))
        if block.role not in HEAD_STYLES:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            indented(paragraph._p.get_or_add_pPr())
        for run in block.runs:
            self.run(paragraph, run, missing=block.role is Role.MISSING)

    @staticmethod
    def run(paragraph: DocxParagraph, run: Run, *, missing: bool) -> None:
        written = paragraph.add_run(run.text)
        if run.strong:
            written._r.get_or_add_rPr().insert(0, fonts(KAITI))
        if missing:
            written.font.color.rgb = MISSING

    def table(self, table: FormTable, *, headed: bool) -> None:
        if headed:
            heading = self.document.add_heading(level=1)
            heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
            heading._p.get_or_add_pPr().insert_element_before(
                mark("ind", first_line=0, first_line_chars=0), "w:jc"
            )
            _set(heading.add_run(table.title), XIAOBIAOSONG, 18)
        if table.subtitle:
            self.centred(table.subtitle, SONG, 12)
        dense = len(table.widths) > DENSE_COLUMNS and len(table.groups) == 1
        style = self.document.styles["表格小字" if dense else "表格文字"].style_id
        end = self.document.add_paragraph(table.note, style="表格文字")
        end._p.addprevious(drawn(table, style, whole=dense))

    def chart(self, chart: Chart) -> None:
        holder = self.document.add_paragraph(style="图题")
        holder.alignment = WD_ALIGN_PARAGRAPH.CENTER
        holder.paragraph_format.keep_with_next = True
        picture = holder.add_run().add_picture(BytesIO(self.pictures[chart]), width=Mm(156))
        described = picture._inline.docPr
        described.set("descr", chart.alt)
        described.set("title", chart.title)
        caption = self.document.add_paragraph(self.captions[chart], style="图题")
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.space_after = Pt(LINE / 2)

    def attachments(self) -> None:
        for at, name in enumerate(self.report.attachments):
            if at == 0:
                self.document.add_paragraph()
            paragraph = self.document.add_paragraph(f"附件：{name}" if at == 0 else f"　　　{name}")
            indented(paragraph._p.get_or_add_pPr())

    def signature(self) -> None:
        """署名 and 成文日期, the date four characters in from the right, the name centred over it."""
        self.document.add_paragraph()
        for words in (self.report.signatory, day(self.report.issued_on) if self.report.issued_on else ""):
            if words:
                paragraph = self.document.add_paragraph(words)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                paragraph.paragraph_format.right_indent = Pt(32)

    def annex_mark(self, number: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.page_break_before = True
        _set(paragraph.add_run(number), HEITI, 16)


def _set(run, family: str, size: float) -> None:
    run._r.get_or_add_rPr().insert(0, fonts(family))
    run.font.size = Pt(size)
