"""Terminal, JSON, workbook and page say the same, and nothing from a stranger's file gets out of hand."""

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import lxml.html
from openpyxl import load_workbook

from gongkai.core.cells import Cell
from gongkai.core.document import Document, Grid, Line, TableCell, TableRow
from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import Message
from gongkai.core.reading import Found, Reading
from gongkai.foundation import rulebook
from gongkai.reporting.checking import ReportResult, as_json, check_file
from gongkai.reporting.checking.page import as_page
from gongkai.reporting.checking.terminal import as_text
from gongkai.reporting.checking.workbook import as_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
NASTY = '=HYPERLINK("http://x","y")<script>alert(1)</script>\x07'


@cache
def seed() -> ReportResult:
    return check_file((SAMPLES / "linyi-2017-report.txt").read_bytes(), "linyi-2017-report.txt")


def nasty() -> ReportResult:
    row = TableRow((TableCell(NASTY), TableCell("1")), 1, 2)
    document = Document(NASTY, "txt", (Line(NASTY, 1, 1), Grid((row,))))
    finding = Finding(
        "text-table",
        Severity.ERROR,
        Message("{said}", {"said": NASTY}),
        Where(1, 1),
        NASTY,
        Decimal("178.80"),
        (Figure(NASTY, NASTY, Where(1, 2)),),
        Message(NASTY.replace("{", "")),
        Message(NASTY),
    )
    cells = {"12.4": Found(Cell.number(178_800_000, NASTY), Where(1, 2))}
    return ReportResult(NASTY, Reading(document, rulebook.form("2014"), NASTY, 2017, cells), (finding,))


BROKEN = ReportResult("坏.pdf", message=Message("文件已损坏"))


def test_json_has_the_documented_form() -> None:
    said = json.loads(json.dumps(as_json([seed(), BROKEN])))
    assert set(said) == {"version", "reports"}
    assert said["version"] == 1
    report, broken = said["reports"]
    assert {"file", "body", "year", "form", "readable", "cells", "findings"} == set(report)
    assert (report["body"], report["year"], report["form"]) == ("临沂市人民政府", 2017, "2014")
    assert report["cells"]["3.1"]["value"] == 1108
    assert report["cells"]["3.2"] == {
        "value": None,
        "state": "blank",
        "where": {"page": 1, "line": 1233, "cell": "3.2"},
    }
    assert report["cells"]["12.4"]["value"] == 178.8
    keys = {"rule", "severity", "message", "where", "printed", "computed", "figures", "basis", "suggestion"}
    for finding in report["findings"]:
        assert set(finding) == keys
        assert set(finding["where"]) == {"page", "line", "cell"}
        assert finding["severity"] in ("error", "warning", "note")
        for figure in finding["figures"]:
            assert set(figure) == {"label", "value", "where"}
    assert broken["readable"] is False
    assert (broken["message"], broken["cells"], broken["findings"]) == ("文件已损坏", {}, [])


def test_the_terminal_shows_each_finding_with_its_place() -> None:
    text = as_text(seed())
    assert "\x1b" not in text
    assert "临沂市人民政府 2017 年度 2014 年格式" in text
    assert text.count("[text-table]") == 5
    assert "第 333 行" in text
    assert "\x1b[31;1m错误\x1b[0m" in as_text(seed(), coloured=True)
    assert "文件已损坏" in as_text(BROKEN)


def test_the_workbook_holds_findings_and_cells() -> None:
    book = load_workbook(BytesIO(as_workbook([seed(), BROKEN])))
    findings, cells = book.worksheets
    assert findings.max_row == 1 + len(seed().findings) + 1
    reading = seed().reading
    assert reading is not None
    assert cells.max_row == 1 + len(reading.cells)
    assert findings.freeze_panes == "A2"


def test_nothing_in_a_workbook_is_a_formula() -> None:
    book = load_workbook(BytesIO(as_workbook([nasty()])))
    values = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in values)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in values)


def test_a_page_links_findings_to_lines_and_escapes_everything() -> None:
    page = as_page([seed(), nasty(), BROKEN])
    tree = lxml.html.fromstring(page)
    assert tree.xpath("//script") == []
    assert tree.xpath("//*[starts-with(name(@*), 'on')]") == []
    ids = {element.get("id") for element in tree.xpath("//*[@id]")}
    links = {link.get("href") for link in tree.xpath("//a[@href]")}
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(tree.xpath("//*[@id]")) == len(ids)
    assert "文件已损坏" in page
    assert "http" not in page.replace("http://x", "").replace("http:&#x2F;", "")


def test_a_page_is_named_where_there_are_several_and_codes_are_for_programs() -> None:
    text, tree = as_page([seed()]), lxml.html.fromstring(as_page([seed()]))
    assert "第 1 页" not in text
    assert "第 1 页" not in as_text(seed())
    assert "第 333 行" in text
    assert "text-table" not in tree.text_content()
    assert tree.xpath("//*[@data-rule='text-table']")
    found = nasty()
    assert found.reading is not None
    several = replace(
        found, reading=replace(found.reading, document=replace(found.reading.document, pages=9))
    )
    assert "第 1 页" in as_page([several])
    assert "第 1 页" in as_text(several)


def test_amounts_keep_their_decimals() -> None:
    (report,) = as_json([nasty()])["reports"]
    assert report["findings"][0]["computed"] == 178.8
    assert replace(nasty(), findings=()).count(Severity.ERROR) == 0
