"""The report put together."""

import pytest

from gongkai.core.cells import Cell
from gongkai.core.report import ChartKind, FormTable, Paragraph, Report, Role, scope_of, signatory_of
from tests.core.report.samples import HUAIAN_TEXTS, LINYI_TEXTS, huaian_report, linyi_cells, linyi_report


def text(report: Report) -> str:
    return "\n".join(
        block.text for section in report.sections for block in section.blocks if isinstance(block, Paragraph)
    )


def test_the_seed_reads_as_its_figures_say():
    written = text(linyi_report())
    assert "2017年，全市共收到政府信息公开申请1108件，比上年增加111件，增长11.1%。" in written
    assert "当面申请43件，传真申请3件，网络申请234件，信函申请790件。" in written
    assert "因政府信息公开申请提起的行政诉讼60件" in written
    assert "2017年政府信息公开专项经费178.8万元" in written


def test_a_changed_count_shows_in_the_draft():
    changed = {**linyi_cells(), "3.1": Cell.number(1070)}
    assert "申请1070件" in text(linyi_report(cells=changed))
    assert "1108" not in text(linyi_report(cells=changed))


def test_the_seed_has_eight_chapters_and_the_annex():
    report = linyi_report()
    assert [section.number for section in report.sections] == [*"一二三四五六七八", "附件"]
    assert report.attachments == ("2017年度政府信息公开工作情况统计表",)
    assert [isinstance(block, FormTable) for block in report.sections[-1].blocks] == [True]


def test_the_2021_form_has_six_chapters_with_its_tables():
    report = huaian_report()
    assert [section.heading for section in report.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [table.code for table in report.tables] == ["T2", "T3", "T4"]
    assert "政府信息公开行政诉讼46件" in text(report)


def test_a_finished_draft_has_no_problems():
    assert linyi_report().problems == ()
    assert huaian_report().problems == ()


def test_a_required_chapter_left_empty_is_a_problem_and_shows():
    texts = {slot: words for slot, words in LINYI_TEXTS.items() if slot != "八"}
    report = linyi_report(texts=texts)
    assert [(problem.slot, problem.paragraph) for problem in report.problems] == [("八", 0)]
    (gap,) = [
        b for s in report.sections for b in s.blocks if isinstance(b, Paragraph) and b.role is Role.MISSING
    ]
    assert gap.text == "（存在的问题及改进措施：尚未填写）"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("收到政府信息公开申请1108件。", "手工写了数字"),
        ("收到申请{9.9}件。", "{9.9} 没有对应的数字"),
    ],
)
def test_problems_of_the_offices_paragraphs_are_named(words, said):
    (problem,) = linyi_report(texts={**LINYI_TEXTS, "三": words}).problems
    assert problem.slot == "三"
    assert said in str(problem.message)


def test_an_optional_chapter_left_empty_says_its_standing_sentence():
    texts = {slot: words for slot, words in HUAIAN_TEXTS.items() if slot != "六"}
    report = huaian_report(texts=texts)
    assert report.problems == ()
    assert report.sections[-1].blocks[0].text.startswith("2024年，全市未收取政府信息公开信息处理费。")  # type: ignore[union-attr]


def test_charts_are_drawn_where_there_are_figures():
    charts = {chart.title: chart for chart in linyi_report().charts}
    trend = charts["收到政府信息公开申请数"]
    assert trend.categories == ("2015年", "2016年", "2017年")
    assert trend.series[0].values == (886, 997, 1108)
    bodies = charts["各单位收到政府信息公开申请数"]
    assert (bodies.kind, bodies.categories) == (ChartKind.BY_BODY, ("兰山区", "费县"))
    assert linyi_report(previous=None, history={}, by_body={}).charts
    alone = [chart.kind for chart in linyi_report(previous=None, history={}, by_body={}).charts]
    assert set(alone) == {ChartKind.COMPOSITION}


def test_bodies_past_the_fifteenth_are_one_bar_and_nothing_is_lost():
    by_body = {f"第{number}镇": {"3.1": Cell.number(number)} for number in range(1, 41)}
    (chart,) = [chart for chart in linyi_report(by_body=by_body).charts if chart.kind is ChartKind.BY_BODY]
    values = [value for value in chart.series[0].values if value is not None]
    assert chart.categories[0] == "第40镇"
    assert chart.categories[-1] == "其余25个单位"
    assert sum(values) == sum(range(1, 41))


def test_a_charts_sentence_says_its_figures():
    chart = next(chart for chart in huaian_report().charts if chart.title == "本年度办理结果构成")
    assert chart.alt == (
        "条形图：本年度办理结果构成。予以公开1362件，部分公开454件，不予公开178件，无法提供781件，"
        "不予处理88件，其他处理187件。"
    )
    assert chart.table[:2] == (("项目", "数量（件）"), ("予以公开", 1362))


@pytest.mark.parametrize(
    ("body", "scope", "signatory"),
    [
        ("山东省人民政府", "全省", "山东省人民政府办公室"),
        ("临沂市人民政府", "全市", "临沂市人民政府办公室"),
        ("临沂市兰山区人民政府", "全区", "临沂市兰山区人民政府办公室"),
        ("延边朝鲜族自治州人民政府", "全州", "延边朝鲜族自治州人民政府办公室"),
        ("沂水县人民政府", "全县", "沂水县人民政府办公室"),
        ("马厂湖镇人民政府", "全镇", "马厂湖镇人民政府办公室"),
        ("临沂市公安局", "本机关", "临沂市公安局"),
    ],
)
def test_how_a_body_speaks_of_itself_and_who_signs(body, scope, signatory):
    assert scope_of(body) == scope
    assert signatory_of(body) == signatory
