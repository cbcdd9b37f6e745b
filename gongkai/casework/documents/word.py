"""A letter as DOCX, for offices that seal it on their own red-headed paper."""

from functools import cache
from io import BytesIO

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from gongkai.casework.documents.letter import Letter
from gongkai.foundation.printing.docx_page import FANGSONG, XIAOBIAOSONG, indented, set_page, set_styles
from gongkai.foundation.printing.marks import fonts, mark

_RED = RGBColor(0xC0, 0, 0)


def letter_docx(letter: Letter) -> bytes:
    """The letter as DOCX. Its properties name office and title only."""
    document = docx.Document(BytesIO(_empty_page()))
    _metadata(document, letter)
    _head(document, letter)
    document.add_paragraph(letter.title, style="Title")
    document.add_paragraph()
    if letter.addressee:
        document.add_paragraph(letter.addressee)
    for words in letter.paragraphs:
        _paragraph(document, words)
    if letter.listed:
        document.add_paragraph()
        for words in letter.listed:
            _paragraph(document, words)
    _signature(document, letter)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _empty_page() -> bytes:
    """Page and styles, made once: they take longer than everything a letter adds."""
    document = docx.Document()
    set_page(document)
    set_styles(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _metadata(document: DocxDocument, letter: Letter) -> None:
    properties = document.core_properties
    properties.title = letter.title
    properties.author = properties.last_modified_by = letter.body
    properties.language = "zh-CN"
    properties.comments = ""
    language = mark("lang", val="en-US", east_asia="zh-CN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _head(document: DocxDocument, letter: Letter) -> None:
    """发文机关标志 in red over a red line, then the number."""
    if letter.mark:
        document.add_paragraph(letter.mark).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.line_spacing = Pt(44)
    run = head.add_run(letter.body)
    run._r.get_or_add_rPr().insert(0, fonts(XIAOBIAOSONG))
    run.font.size, run.font.color.rgb = Pt(30), _RED
    line = mark("bottom", val="single", sz=12, space=6, color=str(_RED))
    head._p.get_or_add_pPr().insert_element_before(
        mark("pBdr", line), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap",
        "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
        "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
        "w:suppressOverlap", "w:jc",
    )  # fmt: skip
    number = document.add_paragraph(letter.number)
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _paragraph(document: DocxDocument, words: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    indented(paragraph._p.get_or_add_pPr())
    run = paragraph.add_run(words)
    run._r.get_or_add_rPr().insert(0, fonts(FANGSONG))
    return paragraph


def _signature(document: DocxDocument, letter: Letter) -> None:
    """署名 and 成文日期, two characters in from the right, kept on one page."""
    document.add_paragraph()
    for words in (letter.body, letter.day):
        paragraph = document.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(32)
        paragraph.paragraph_format.keep_with_next = words == letter.body
