"""Figures typed by hand where a count exists."""

import pytest

from gongkai.core.cells import Cell
from gongkai.core.report.figures import Figures
from gongkai.core.report.typed import typed_figures
from gongkai.foundation import rulebook
from tests.core.report.samples import HUAIAN_TEXTS, LINYI_TEXTS, huaian_cells, linyi_cells, scaled, wording


def holes(text: str, **changes: object) -> list[str]:
    cells = linyi_cells()
    given: dict = {"history": {2016: scaled(cells, 0.5)}, "by_body": {"费县": {"3.1": Cell.number(75)}}}
    declared = wording("2014")
    figures = Figures(rulebook.form("2014"), cells, 2017, sums=declared.sums, **{**given, **changes})
    return [
        str(problem.suggestion.values["hole"]) for problem in typed_figures("三", text, declared, figures)
    ]


@pytest.mark.parametrize(
    ("text", "hole"),
    [
        ("全市共收到政府信息公开申请1108件。", "{3.1}"),
        ("全市共收到政府信息公开申请 1,108 件。", "{3.1}"),
        ("全市共收到政府信息公开申请999件。", "{3.1}"),  # wrong as well as typed
        ("主动公开政府信息共 29.7 万条。", "{1.1:rounded}"),
        ("全年共举办新闻发布会172场。", "{2.2.1}"),
        ("共有172场新闻发布会。", "{2.2.1}"),
        ("上年收到申请554件。", "{3.1@上年}"),
        ("2016年收到申请554件。", "{3.1@2016}"),
        ("费县收到申请75件。", "{3.1@费县}"),
        ("共配备工作人员1332名。", "{12.3}"),
        ("产生不予公开政府信息317条。", "{3.3.4}"),
        ("市公安局等单位收到申请1108件。", "{3.1}"),  # the very figure of the return
    ],
)
def test_a_typed_figure_is_refused_with_the_hole_to_write(text, hole):
    assert holes(text) == [hole]


@pytest.mark.parametrize(
    "text",
    [
        "全市共收到政府信息公开申请{3.1}件。",
        "市公安局收到申请12件。",
        "市本级收到申请120件。",
        "分解落实到30个市直牵头单位、15个县区。",
        "出台了《2017年政务公开工作要点》（临政办发〔2017〕12号）。",
        "2009年收到申请30件。",  # no return of that year
        "查阅点全天开放，咨询电话12345。",
        *LINYI_TEXTS.values(),
    ],
)
def test_what_no_count_holds_may_be_written(text):
    assert holes(text) == []


def test_one_number_is_refused_once():
    assert holes("不予公开政府信息317条，收到申请1108件。") == ["{3.3.4}", "{3.1}"]


def test_the_place_is_the_paragraph():
    figures = Figures(rulebook.form("2014"), linyi_cells(), 2017)
    text = "第一段。\n\n第二段收到申请1108件。"
    (problem,) = typed_figures("三", text, wording("2014"), figures)
    assert (problem.slot, problem.paragraph, problem.excerpt) == ("三", 2, "第二段收到申请1108件")


@pytest.mark.parametrize(
    ("text", "hole"),
    [
        ("含上年度结转申请34件", "{T3.R2.C7}"),
        ("另有103件顺延到下年度答复", "{T3.R4.C7}"),
        ("答复3050件", "{T3.R3.7.C7}"),
        ("不予公开178件", "{refused}"),
        ("政府信息公开行政诉讼46件", "{lawsuits}"),
    ],
)
def test_the_2021_form_knows_its_figures_in_prose(text, hole):
    declared = wording("2021")
    figures = Figures(rulebook.form("2021"), huaian_cells(), 2024, sums=declared.sums)
    assert [
        problem.suggestion.values["hole"] for problem in typed_figures("一", text, declared, figures)
    ] == [hole]


def test_a_real_reports_paragraphs_pass():
    figures = Figures(rulebook.form("2021"), {}, 2024)
    found = [list(typed_figures(slot, text, wording("2021"), figures)) for slot, text in HUAIAN_TEXTS.items()]
    assert found == [[] for _ in HUAIAN_TEXTS]
