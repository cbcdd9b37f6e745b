"""The DOCX: the layout of GB/T 9704, and XML in the order Word wants."""

import io

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from gongkai.foundation.printing.docx_page import FOLLOWERS_OF_IND
from tests.core.report.samples import LINYI
from tests.reporting.printing.pages import REPORTS, docx, report

MM = 36000  # EMU

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr snapToGrid spacing ind "
    + " ".join(name.removeprefix("w:") for name in FOLLOWERS_OF_IND),
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs u lang",
    "tcPr": "tcW gridSpan vMerge shd textDirection vAlign",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar tblCaption tblDescription",
    "sectPr": "footerReference type pgSz pgMar cols titlePg docGrid",
}


def opened(name: str):
    return python_docx.Document(io.BytesIO(docx(name)))


@pytest.mark.parametrize("name", REPORTS)
def test_page_and_body_follow_the_standard(name):
    document = opened(name)
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / MM) for margin in margins] == [37, 35, 28, 26]
    normal = document.styles["Normal"]
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.pt == pytest.approx(225 / 22 * 72 / 25.4, abs=0.1)
    assert document.settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize(
    ("style", "family", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
    ],
)
def test_heads_have_their_faces(style, family, size):
    look = opened("linyi-2017").styles[style]
    assert look.element.rPr.rFonts.get(qn("w:eastAsia")) == family
    assert look.font.size.pt == size
    assert look.font.bold is False


@pytest.mark.parametrize("name", REPORTS)
def test_chapters_are_headings_for_the_navigation_pane(name):
    heads = [paragraph.text for paragraph in opened(name).paragraphs if paragraph.style.name == "Heading 1"]
    assert heads == [section.heading for section in report(name).sections]


def test_body_lines_are_indented_for_every_program():
    body = [p for p in opened("linyi-2017").paragraphs if p.text.startswith("2017年，全市共收到")]
    indent = body[0]._p.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


@pytest.mark.parametrize("name", REPORTS)
def test_pictures_have_alternative_text(name):
    described = [element.get("descr") for element in opened(name).element.iter(qn("wp:docPr"))]
    assert described == [chart.alt for chart in report(name).charts]


def test_the_annexs_head_row_repeats_and_rows_do_not_split():
    table = opened("linyi-2017").tables[-1]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True] + [False] * 86
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_fills_the_grid(name):
    for table in opened(name).tables:
        columns = len(table._tbl.tblGrid.gridCol_lst)
        for row in table._tbl.tr_lst:
            assert sum(cell.grid_span for cell in row.tc_lst) == columns


def test_the_signature_stands_before_the_annex():
    texts = [paragraph.text for paragraph in opened("linyi-2017").paragraphs]
    at = texts.index(f"{LINYI}办公室")
    assert texts[at + 1] == "2018年3月22日"
    assert texts.index("附件：2017年度政府信息公开工作情况统计表") < at < texts.index("附件")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("parent", ORDERS)
def test_marks_stand_in_the_order_of_the_schema(name, parent):
    document = opened(name)
    wanted = ORDERS[parent].split()
    for root in (document.element, document.styles.element, document.sections[0].footer._element):
        for element in root.iter(qn(f"w:{parent}")):
            names = [child.tag.rpartition("}")[2] for child in element]
            places = [wanted.index(name) for name in names if name in wanted]
            assert places == sorted(places), names
