"""What we print, our own reader reads back, and the check finds no fault of the print's making."""

import pytest

from gongkai.core.forms import Severity
from gongkai.core.recognise import recognise
from gongkai.foundation import rulebook
from gongkai.reporting.checking import check_file
from gongkai.reporting.printing import to_html, to_xlsx
from gongkai.reporting.readers import read
from tests.core.report.samples import HUAIAN, LINYI, huaian_cells, linyi_cells
from tests.reporting.printing.pages import docx, pdf, report

WHOLE_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1>{1}</html>'
)


def printed(name: str, kind: str) -> bytes:
    made = {
        "pdf": lambda: pdf(name),
        "docx": lambda: docx(name),
        "html": lambda: WHOLE_PAGE.format(report(name).title, to_html(report(name))).encode(),
        "xlsx": lambda: to_xlsx(report(name)),
    }
    return made[kind]()


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "xlsx"])
@pytest.mark.parametrize(
    ("name", "body", "cells"), [("linyi-2017", LINYI, linyi_cells()), ("huaian-2024", HUAIAN, huaian_cells())]
)
def test_every_figure_comes_back(name, kind, body, cells):
    reading = recognise(read(printed(name, kind), f"report.{kind}"), rulebook.forms())
    found = {code: place.cell.value for code, place in reading.cells.items() if place.cell.is_number}
    assert found == {code: cell.value for code, cell in cells.items()}
    assert reading.year == report(name).year
    if kind != "xlsx":
        assert reading.body == body


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_report_without_contradictions_prints_without_any(kind):
    findings = check_file(printed("huaian-2024", kind), f"report.{kind}").findings
    assert [finding.rule for finding in findings if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_seeds_contradictions_survive_the_print_and_nothing_is_added(kind):
    findings = check_file(printed("linyi-2017", kind), f"report.{kind}").findings
    errors = {finding.rule for finding in findings if finding.severity is Severity.ERROR}
    assert errors == {"A01", "A02", "A03", "A04", "A09", "A11", "A15"}
