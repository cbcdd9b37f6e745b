"""Page and styles after GB/T 9704: margins 37/35/28/26 mm, 22 lines of 28 characters, 三号仿宋 body.

The families are named as offices' machines know them; Word and WPS substitute what is missing.
"""

from collections.abc import Mapping

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from gongkai.foundation.printing.marks import field, fonts, mark, text

FANGSONG, HEITI, KAITI = "仿宋_GB2312", "黑体", "楷体_GB2312"
XIAOBIAOSONG, SONG = "方正小标宋简体", "宋体"

BODY = 16  # pt, 三号
LINE = 225 / 22 * 72 / 25.4  # pt a line: 22 lines in 225 mm
CHARACTER = 156 / 28 * 72 / 25.4  # pt a character: 28 in 156 mm
TWIPS = 20  # a pt
CLOSER = round((CHARACTER - BODY) * TWIPS)  # twips between characters; a character grid would do the same
# in Word, but LibreOffice reads its pitch otherwise and sets 21 characters a line
HEADS = {1: HEITI, 2: KAITI, 3: FANGSONG}

# what may follow w:ind in a w:pPr, whose children Word wants in the order of the schema
FOLLOWERS_OF_IND = (
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
    "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
    "w:sectPr", "w:pPrChange",
)  # fmt: skip

SMALL_STYLES: Mapping[str, tuple[str, float]] = {
    "表格文字": (SONG, 10.5),  # 五号
    "表格小字": (SONG, 9),  # 小五
    "图题": (SONG, 10.5),
}


def set_page(document: DocxDocument) -> None:
    """Paper, margins, grid, page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)  # the number's line stands 7 mm under the text block
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)
    section._sectPr.append(mark("docGrid", type="lines", line_pitch=round(LINE * TWIPS)))
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 四号, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style.font.size = Pt(14)
    paragraph.alignment = side
    indent = paragraph.paragraph_format
    indent.left_indent, indent.right_indent = Pt(14), Pt(14)
    look = lambda: mark("rPr", fonts(SONG, SONG), mark("sz", val=28))  # noqa: E731 - one mark, used twice
    runs = [mark("r", text("— ")), *field("PAGE"), mark("r", text(" —"))]
    for run in runs:
        run.insert(0, look())
        paragraph._p.append(run)


def set_styles(document: DocxDocument) -> None:
    """Body, heads, title and the small print of tables and captions."""
    normal = _dressed(document.styles["Normal"], FANGSONG, BODY)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(LINE)
    _spaced(normal, CLOSER)
    for level, family in HEADS.items():
        head = _dressed(document.styles[f"Heading {level}"], family, BODY)
        head.paragraph_format.keep_with_next = True
        indented(head.element.get_or_add_pPr())
    title = _dressed(document.styles["Title"], XIAOBIAOSONG, 22)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(34)
    _without_border(title)
    _spaced(title, 0)
    for name, (family, size) in SMALL_STYLES.items():
        small = _dressed(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), family, size)
        small.base_style = document.styles["Normal"]
        small.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        small.element.get_or_add_pPr().insert_element_before(
            mark("snapToGrid", val=0), "w:spacing", *FOLLOWERS_OF_IND
        )
        _spaced(small, 0)


def _dressed(style: ParagraphStyle, family: str, size: float) -> ParagraphStyle:
    """`style` in `family` and `size`, black, upright, with none of Word's theme."""
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    properties.append(fonts(family))
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(0)
    return style


def _spaced(style: ParagraphStyle, twips: int) -> None:
    """Set `twips` between the characters of `style`."""
    style.element.get_or_add_rPr().insert_element_before(
        mark("spacing", val=twips), "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang"
    )


def _without_border(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def indented(properties) -> None:
    """First line in by two characters: in characters for Word and WPS, in twips for LibreOffice, which
    does not read characters."""
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    indent = mark("ind", first_line_chars=200, first_line=BODY * 2 * TWIPS)
    properties.insert_element_before(indent, *FOLLOWERS_OF_IND)
