"""The public opens a figure down to bodies and takes the report home."""

import csv
import json
import zipfile
from io import BytesIO, TextIOWrapper

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.city import YEAR
from tests.journeys.looking import follow, look_over, visit

REPORT = f"/reports/qingshan/{YEAR}/"
LISTED = f"青山市人民政府 {YEAR}年年度报告"


@pytest.fixture
def published(city, reader: Page) -> Page:
    city.publish()
    return reader


def test_a_figure_opens_down_to_the_bodies(published):
    visit(published, "/")
    published.fill("#q", "青山")
    follow(published, published.get_by_role("button", name="查找"))
    follow(published, published.get_by_role("link", name=LISTED))
    published.locator("article p a", has_text="48").first.click()
    expect(published.locator("main h1")).to_contain_text("本年新收政府信息公开申请数量")
    for body in ("青山市人民政府本级", "临溪县人民政府", "青山市林业局", "青山市教育局"):
        expect(published.locator("tr", has_text=body)).to_contain_text("12")
    expect(published.locator("tfoot")).to_contain_text("48")
    look_over(published)
    visit(published, "/open-data/")


def _pdf(data: bytes) -> str:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return "".join(page.extract_text() or "" for page in pdf.pages)


def _docx(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _xlsx(data: bytes) -> str:
    book = load_workbook(BytesIO(data))
    return "".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def _csv(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        files = [TextIOWrapper(archive.open(name), "utf-8-sig") for name in names]
        return "".join(value for file in files for row in csv.reader(file) for value in row)


def _json(data: bytes) -> str:
    return json.dumps(json.loads(data), ensure_ascii=False)


OPENED_BY = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "csv": _csv, "json": _json}


def test_every_download_opens_and_holds_the_figures(published):
    published.goto(REPORT)
    published.locator("summary", has_text="下载").click()
    links = published.locator(".gk-report-tools a[download]")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    assert {address.rstrip("/").rsplit("/", 1)[-1] for address in addresses} == set(OPENED_BY)
    for kind, text_of in OPENED_BY.items():
        with published.expect_download() as waiting:
            published.locator(f".gk-report-tools a[href$='/{kind}/']").click()
        text = text_of(waiting.value.path().read_bytes())
        assert "本年新收政府信息公开申请数量" in text.replace("\n", ""), kind
        assert "48" in text, kind
        assert "青山市" in waiting.value.suggested_filename, kind


def test_large_type_and_english_stay_chosen(published):
    published.goto(REPORT)
    before = published.evaluate("getComputedStyle(document.documentElement).fontSize")
    published.get_by_role("button", name="大字版").click()
    after = published.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert float(after[:-2]) == 1.5 * float(before[:-2])
    published.get_by_role("button", name="English").click()
    expect(published.locator("html")).to_have_attribute("lang", "en")
    visit(published, "/reports/")
    expect(published.get_by_role("heading", level=1)).to_have_text("Annual reports")
    expect(published.get_by_role("button", name="Standard")).to_be_visible()
    visit(published, REPORT)
    expect(published.locator("article")).to_have_attribute("lang", "zh-CN")


def test_on_a_phone_the_menu_opens_and_wide_tables_scroll_inside_themselves(published):
    published.set_viewport_size(PHONE)
    published.goto(REPORT)
    menu = published.locator("#menu")
    expect(menu).to_be_hidden()
    published.get_by_role("button", name="菜单").click()
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="年度报告").click()
    published.get_by_role("link", name=LISTED).click()
    table = published.locator(".gk-scroll").first
    assert table.evaluate("box => box.scrollWidth >= box.clientWidth")
    assert published.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    published.set_viewport_size(DESKTOP)
