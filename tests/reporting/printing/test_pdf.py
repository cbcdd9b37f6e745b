"""The PDF: tagged, with bookmarks, fonts inside, heads on every page."""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pdfplumber
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from gongkai.core.report import Paragraph, Role, Run, Section
from gongkai.foundation.printing.fonts import chosen, shelf
from gongkai.reporting.printing import to_pdf
from gongkai.reporting.printing.pdf import heading_levels
from tests.core.report.samples import linyi_report
from tests.reporting.printing.pages import REPORTS, pdf, report

A4 = (595, 842)  # pt


def opened(name: str) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(pdf(name))))


def tags(node: object) -> Iterator[tuple[str, dict]]:
    node = resolve1(node)
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "S" in node:
            yield node["S"].name, node
        yield from tags(node.get("K", []))


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_tagged_in_chinese_and_names_itself(name):
    document = opened(name)
    assert resolve1(document.catalog["MarkInfo"])["Marked"] is True
    assert document.catalog["Lang"] == b"zh-CN"
    assert resolve1(document.catalog["ViewerPreferences"])["DisplayDocTitle"] is True
    assert b"pdfuaid" in resolve1(document.catalog["Metadata"]).get_data()
    assert document.info[0]["Title"].decode("utf-16") == report(name).title


@pytest.mark.parametrize("name", REPORTS)
def test_tables_have_header_cells_and_every_picture_its_words(name):
    found = list(tags(opened(name).catalog["StructTreeRoot"]))
    names = [tag for tag, _ in found]
    assert names.count("Table") == len(list(report(name).tables))
    assert "TH" in names
    said = [node["Alt"].decode("utf-16") for tag, node in found if tag == "Figure" and "Alt" in node]
    assert {chart.alt for chart in report(name).charts} <= set(said)


@pytest.mark.parametrize("name", REPORTS)
def test_bookmarks_are_the_chapters(name):
    outlines = [(level, title) for level, title, *_ in opened(name).get_outlines()]
    chapters = [title for level, title in outlines if level == 1]
    assert [section.heading for section in report(name).sections] == chapters


@pytest.mark.parametrize("name", REPORTS)
def test_every_font_is_embedded(name):
    with pdfplumber.open(io.BytesIO(pdf(name))) as document:
        for page in document.pages:
            for font in resolve1(resolve1(page.page_obj.resources)["Font"]).values():
                described = resolve1(resolve1(resolve1(font)["DescendantFonts"])[0])
                descriptor = resolve1(described["FontDescriptor"])
                assert {"FontFile", "FontFile2", "FontFile3"} & set(descriptor)


@pytest.mark.parametrize("name", REPORTS)
def test_pages_are_a4_numbered_on_the_outer_side(name):
    with pdfplumber.open(io.BytesIO(pdf(name))) as document:
        for page in document.pages:
            assert (round(page.width), round(page.height)) == A4
            foot = page.crop((0, 745, page.width, page.height)).extract_text().replace(" ", "")
            assert foot == f"—{page.page_number}—"
            words = page.crop((0, 745, page.width, page.height)).extract_words()
            outer = words[0]["x0"] > page.width / 2
            assert outer == bool(page.page_number % 2)


def test_text_stays_inside_the_margins():
    """订口 28 mm, 版心 156 mm; a punctuation mark may hang by half its width."""
    with pdfplumber.open(io.BytesIO(pdf("linyi-2017"))) as document:
        for page in document.pages:
            left = min(char["x0"] for char in page.chars)
            right = max(char["x1"] for char in page.chars)
            assert left > 28 / 25.4 * 72 - 1
            assert right < 184 / 25.4 * 72 + 9


def test_a_page_holds_22_lines():
    with pdfplumber.open(io.BytesIO(pdf("linyi-2017"))) as document:
        body = document.pages[1].crop((0, 0, 595, 745))
        face = Counter(char["fontname"] for char in body.chars).most_common(1)[0][0]
        lines = sorted({round(char["bottom"], 1) for char in body.chars if char["fontname"] == face})
        steps = Counter(round(below - above) for above, below in pairwise(lines))
        assert steps.most_common(1)[0][0] == 29  # pt: 225 mm by 22


def test_the_annex_repeats_its_head_on_each_page():
    with pdfplumber.open(io.BytesIO(pdf("linyi-2017"))) as document:
        texts = [page.extract_text() for page in document.pages]
    annex = [text for text in texts if "统计指标" in text]
    assert len(annex) == 3


def test_a_correction_says_its_version():
    corrected = to_pdf(linyi_report(version=2))
    with pdfplumber.open(io.BytesIO(corrected)) as document:
        assert "（第2版）" in document.pages[0].extract_text().replace(" ", "")


def test_the_same_report_prints_the_same_bytes():
    assert to_pdf(report("huaian-2024")) == pdf("huaian-2024")


def test_it_prints_with_nothing_but_the_shipped_font(caplog):
    fonts = shelf([], system=False)
    made = to_pdf(report("huaian-2024"), fonts=(fonts, chosen(fonts.families())))
    assert "没有找到仿宋字体" in caplog.text
    with pdfplumber.open(io.BytesIO(made)) as document:
        assert "政府信息公开工作年度报告" in document.pages[0].extract_text().replace(" ", "")
        assert {char["fontname"].split("+")[1] for char in document.pages[0].chars} <= {
            "NotoSansCJKsc-Regular",
            "LibertinusSerif-Regular",
            "LibertinusSerif-Bold",
        }


@pytest.mark.parametrize(
    ("roles", "levels"),
    [
        ([Role.HEAD_2, Role.HEAD_3, Role.BODY], [2, 3, 0]),
        ([Role.HEAD_3, Role.HEAD_3], [2, 3]),  # no level is skipped
        ([Role.BODY, Role.HEAD_3, Role.HEAD_2], [0, 2, 2]),
    ],
)
def test_bookmark_levels_never_skip_one(roles, levels):
    blocks = tuple(Paragraph((Run("x"),), role) for role in roles)
    assert list(heading_levels(Section("一", "章", blocks))) == levels
