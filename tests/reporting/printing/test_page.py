"""The web fragment."""

import json

import pytest
from lxml import html

from gongkai.core.report import Paragraph
from gongkai.reporting.printing import to_html
from tests.core.report.samples import LINYI_TEXTS, linyi_report
from tests.reporting.printing.pages import REPORTS, report


def fragment(name: str):
    return html.fromstring(to_html(report(name), lambda cell: f"/figures/{cell}/"))


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_of_the_tables_is_a_link_to_its_cell(name):
    for table in fragment(name).findall(".//table[@data-table]"):
        for cell in table.findall(".//td[@class]"):
            (link,) = cell.findall("a") or [None]
            if link is not None:
                assert link.get("href") == f"/figures/{link.get('data-cell')}/"
            else:
                assert not cell.text_content().strip() or "gk-form-figure" not in cell.get("class")


def test_figures_in_the_text_are_links_too():
    links = {link.text: link.get("href") for link in fragment("linyi-2017").findall(".//p/a")}
    assert links["1108"] == "/figures/3.1/"


def test_without_an_address_nothing_is_a_link():
    page = html.fromstring(to_html(report("linyi-2017")))
    assert page.findall(".//a") == []
    assert page.find(".//span[@data-cell='3.1']").text == "1108"


@pytest.mark.parametrize("name", REPORTS)
def test_tables_are_captioned_and_their_heads_scoped(name):
    page = fragment(name)
    for table in page.findall(".//table"):
        assert table.find("caption").text_content().strip()
        assert all(head.get("scope") in {"col", "row", "colgroup", "rowgroup"} for head in table.iter("th"))


@pytest.mark.parametrize("name", REPORTS)
def test_charts_are_named_drawings_with_option_and_table(name):
    page = fragment(name)
    figures = page.findall(".//figure")
    assert len(figures) == len(list(report(name).charts))
    for figure, chart in zip(figures, report(name).charts, strict=True):
        drawing = figure.find(".//svg")
        assert drawing.get("role") == "img"
        assert drawing.find("title").text == chart.title
        assert json.loads(figure.get("data-chart"))["aria"]["label"]["description"] == chart.alt
        assert len(figure.findall(".//tbody/tr")) == len(chart.categories)


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_in_it_a_strict_policy_would_refuse(name):
    page = fragment(name)
    assert page.findall(".//script") == []
    assert page.findall(".//style") == []
    assert page.xpath(".//@style") == []
    assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")]


@pytest.mark.parametrize("name", REPORTS)
def test_ids_are_unique(name):
    ids = fragment(name).xpath(".//@id")
    assert len(ids) == len(set(ids))


def test_what_the_office_writes_is_text_and_never_markup():
    texts = {**LINYI_TEXTS, "八": "<script>alert(1)</script>\n（一）<b>粗"}
    page = html.fromstring(to_html(linyi_report(texts=texts)))
    assert page.findall(".//script") == []
    assert "<script>alert(1)</script>" in page.text_content()


@pytest.mark.parametrize("name", REPORTS)
def test_it_says_every_paragraph_of_the_report(name):
    said = fragment(name).text_content()
    for section in report(name).sections:
        assert section.heading in said
        assert all(block.text in said for block in section.blocks if isinstance(block, Paragraph))
