"""Workbook, CSV and JSON."""

import csv
import io
import json

import openpyxl
import pytest

from gongkai.core.cells import STRUCK, Cell
from gongkai.core.report import PrintedCell
from gongkai.reporting.printing import to_csv, to_json, to_xlsx
from gongkai.reporting.printing.sheets import value_of
from tests.core.report.samples import huaian_cells, linyi_cells, linyi_report
from tests.reporting.printing.pages import REPORTS, report


def workbook(name: str):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(report(name))))


@pytest.mark.parametrize("name", REPORTS)
def test_a_sheet_for_each_table_and_chart(name):
    titles = workbook(name).sheetnames
    assert len(titles) == len(list(report(name).tables)) + len(list(report(name).charts))
    assert all(len(title) <= 31 for title in titles)


def test_figures_in_the_workbook_are_numbers():
    sheet = workbook("huaian-2024").worksheets[1]
    numbers = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
    assert sum(numbers) == sum(
        cell.value or 0 for code, cell in huaian_cells().items() if code.startswith("T3")
    )


def test_heads_are_merged_and_stay_in_sight():
    sheet = workbook("huaian-2024").worksheets[1]
    assert sheet.freeze_panes == "A6"
    assert "A3:C5" in {str(merged) for merged in sheet.merged_cells.ranges}


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_has_one_figure_a_line_with_its_heads():
    rows = {row["单元格"]: row for row in lines(to_csv(report("huaian-2024"))["2024-T3.csv"])}
    assert rows["T3.R3.3.1.C2"] == {
        "单元格": "T3.R3.3.1.C2",
        "项目": "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密",
        "栏目": "申请人情况 / 法人或其他组织 / 商业企业",
        "单位": "件",
        "数值": "0",
    }


def test_csv_keeps_the_three_states_apart():
    cells = {**linyi_cells(), "3.1.5": STRUCK, "3.1.4": Cell.number(0)}
    rows = {row["单元格"]: row["数值"] for row in lines(to_csv(linyi_report(cells=cells))["2017-T.csv"])}
    assert (rows["3.1.4"], rows["3.1.5"], rows["3.2"]) == ("0", "/", "")


@pytest.mark.parametrize(("bom", "first"), [(True, "\ufeff"), (False, "单")])
def test_the_mark_for_old_excel_is_a_choice(bom, first):
    assert {
        text[0] for name, text in to_csv(report("linyi-2017"), bom=bom).items() if "chart" not in name
    } == {first}


def test_json_holds_every_cell_with_state_and_unit():
    data = json.loads(to_json(report("linyi-2017")))
    assert (data["version"], data["form"], data["year"], data["edition"]) == (1, "2014", 2017, 1)
    (table,) = [
        block for chapter in data["chapters"] for block in chapter["blocks"] if block["kind"] == "table"
    ]
    assert table["cells"]["3.1"] == {
        "value": 1108,
        "state": "number",
        "unit": "件",
        "row": ["（一）收到申请数"],
        "column": ["统计数"],
    }
    assert table["cells"]["3.2"]["state"] == "blank"
    assert table["cells"]["12.4"]["value"] == 178.8


def test_json_ties_the_text_to_its_cells():
    data = json.loads(to_json(report("linyi-2017")))
    third = data["chapters"][2]["blocks"][0]
    assert {"text": "1108", "cell": "3.1", "adds": []} in third["figures"]
    answered = data["chapters"][2]["blocks"][1]["figures"]
    assert {"text": "1073", "cell": None, "adds": ["3.2.1", "3.2.2"]} in answered


@pytest.mark.parametrize(
    ("text", "cell", "value"),
    [("1108", "3.1", 1108), ("-3", "3.1", -3), ("", "3.1", None), ("/", "3.1", "/"), ("2017", None, "2017")],
)
def test_only_figures_become_numbers(text, cell, value):
    assert value_of(PrintedCell(text, cell)) == value
