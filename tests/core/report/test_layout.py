"""Tables laid out as the national form prints them."""

import pytest

from gongkai.core.cells import STRUCK, Cell
from gongkai.core.report import FormTable, PrintedRow
from gongkai.core.report.layout import printed_table
from gongkai.foundation import rulebook
from tests.core.report.samples import FORMS, huaian_cells, wording

TABLES = [(code, table.code) for code in FORMS for table in rulebook.form(code).tables]


def table(code: str, name: str, cells: dict[str, Cell] | None = None) -> FormTable:
    return printed_table(
        rulebook.form(code), name, cells or {}, wording(code), year="2024", body="某市人民政府"
    )


def texts(rows: tuple[PrintedRow, ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


@pytest.mark.parametrize(("code", "name"), TABLES)
def test_every_place_of_the_grid_is_covered_once(code, name):
    printed = table(code, name)
    for group in printed.groups:
        rows = (*group.head, *group.rows)
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                places = {(number + a, column + b) for a in range(cell.rowspan) for b in range(cell.colspan)}
                assert not places & taken
                taken |= places
                column += cell.colspan
        assert taken == {(a, b) for a in range(len(rows)) for b in range(len(printed.widths))}


@pytest.mark.parametrize("code", FORMS)
def test_every_cell_of_the_form_is_printed_once(code):
    form = rulebook.form(code)
    shown = [
        cell.cell
        for each in form.tables
        for group in table(code, each.code).groups
        for row in group.rows
        for cell in row
        if cell.cell
    ]
    optional = {row.code for row in form.optional_rows}
    assert sorted(shown) == sorted(set(form.cells) - optional)


@pytest.mark.parametrize(("code", "name"), TABLES)
def test_widths_fill_the_line(code, name):
    assert sum(table(code, name).widths) == pytest.approx(100)


def test_t3_has_the_printed_heads():
    (group,) = table("2021", "T3", huaian_cells()).groups
    assert texts(group.head) == [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    assert [row[0].text for row in group.rows[:3]] == [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
    ]
    assert group.rows[0][-1].text == "3119"
    side = group.rows[2][0]
    assert side.upright
    assert side.rowspan == len(group.rows) - 3


def test_t4_names_its_three_groups():
    (group,) = table("2021", "T4").groups
    assert texts(group.head)[0] == ["行政复议", "行政诉讼"]
    assert texts(group.head)[1][-2:] == ["未经复议直接起诉", "复议后起诉"]
    assert [cell.colspan for cell in group.head[0]] == [5, 10]


def test_t2_stands_in_blocks_under_their_articles():
    heads = [group.head[0][0].text for group in table("2021", "T2").groups]
    assert heads == ["第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"]


def test_the_annex_is_a_list_of_86_rows():
    annex = table("2014", "T")
    (group,) = annex.groups
    assert texts(group.head) == [["统计指标", "单位", "统计数"]]
    assert len(group.rows) == 86
    assert (annex.title, annex.subtitle) == ("2024年度政府信息公开工作情况统计表", "（某市人民政府）")


def test_three_states_are_printed_apart():
    cells = {"3.1": Cell.number(0), "3.2": STRUCK}
    (group,) = table("2014", "T", cells).groups
    shown = {row[2].cell: row[2].text for row in group.rows if row[2].cell}
    assert (shown["3.1"], shown["3.2"], shown["3.3"]) == ("0", "/", "")
