"""Whose report it is, and of which year, in the ways offices say it."""

import pytest

from gongkai.core.document import Document, Grid, Line, TableCell, TableRow
from gongkai.core.recognise import recognise
from gongkai.foundation.rulebook import form, forms


def document(*texts: str) -> Document:
    return Document("a.txt", "txt", tuple(Line(text, 1, number) for number, text in enumerate(texts, 1)))


@pytest.mark.parametrize(
    ("texts", "body", "year"),
    [
        (["某市人民政府2019年政府信息公开工作年度报告"], "某市人民政府", 2019),
        (["某市人民政府", "2019年政府信息公开", "工作年度报告"], "某市人民政府", 2019),
        (["2022年某县林业局政府信息公开工作年度报告"], "某县林业局", 2022),
        (["# 某县人民政府2021年政府信息公开工作年度报告"], "某县人民政府", 2021),
        (["Page 8 - 某市信访局2022年政府信息公开工作年度报告"], "某市信访局", 2022),
        (["现公开某区某街道办事处2024年政府信息公开工作年度报告。"], "某区某街道办事处", 2024),
        (["现向社会公布2024年度某街政府信息公开工作年度报告。"], "某街", 2024),
        (["现将我镇2023年政府信息公开工作年度报告如下："], None, 2023),
    ],
)
def test_body_and_year(texts, body, year):
    reading = recognise(document(*texts), forms())
    assert (reading.body, reading.year) == (body, year)


def row(number: int, *texts: str) -> TableRow:
    return TableRow(tuple(TableCell(text) for text in texts), 1, number)


@pytest.mark.parametrize("years", [("2017年", "2018年"), ("2018年", "2017年")])
def test_of_two_years_side_by_side_the_later_is_the_report(years):
    figures = {"2018年": "9", "2017年": "4"}
    rows = [row(2, "统计指标", "单位", *years)]
    for number, each in enumerate(form("2014").rows, 3):
        told = [figures[year] if each.unit else "" for year in years]
        rows.append(row(number, each.label, each.unit or "", *told))
    title = Line("某市人民政府2018年政府信息公开工作年度报告", 1, 1)
    reading = recognise(Document("a.html", "html", (title, Grid(tuple(rows)))), forms())
    assert reading.cells["3.1.1"].cell.value == 9
