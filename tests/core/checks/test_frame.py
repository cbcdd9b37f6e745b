"""Titles of documents, task lists, punctuation, chapters and the form of the year."""

import pytest

from gongkai.core.checks.chapters import check_chapters
from gongkai.core.checks.gaps import check_form_year
from gongkai.core.checks.leftovers import check_leftovers
from gongkai.core.checks.punctuation import check_punctuation
from gongkai.core.checks.titles import check_titles, inserted
from gongkai.foundation import rulebook
from gongkai.reporting.checking.declared import text_words
from tests.core.checks.texts import text_report

SIX = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


@pytest.mark.parametrize(
    ("first", "second", "doubted"),
    [
        ("青川市行政机关政策解读实施办法（试行）", "青川市行政机关政策文件解读实施办法（试行）", True),
        ("青川市政府信息公开申请办理规范", "青川市政府信息公开申请的办理规范", True),
        ("2016年青川市政务公开工作要点", "2017年青川市政务公开工作要点", False),
        ("青川市政务公开工作考核办法", "青川市政务公开工作考核办法（试行）", False),
        ("青川市政务公开工作考核办法", "青川市政务公开工作考核实施办法", False),
        ("青川市全面推进政务公开意见", "青川市全面推进政务公开实施细则意见", False),
        ("中华人民共和国政府信息公开条例", "政府信息公开条例", False),
        ("青川市行政许可事项清单目录", "青川市行政处罚事项清单目录", False),
        ("青川市供热条例", "青川市供热管理条例", False),
        ("青川市人民政府公报编辑规定", "青川市公报编辑规定", False),
    ],
)
def test_one_document_under_two_titles(first: str, second: str, doubted: bool) -> None:
    reading = text_report(f"出台《{first}》。按照《{second}》开展工作。再次按照《{first}》。")
    assert [finding.rule for finding in check_titles(reading, text_words())] == ["two-titles"] * doubted


def test_only_what_is_inside_counts_as_added() -> None:
    assert inserted("甲乙丙丁", "甲丁") == "乙丙"
    assert inserted("甲乙丙", "乙丙") is None
    assert inserted("甲乙丙", "甲乙") is None
    assert inserted("甲乙丙丁", "甲戊") is None


@pytest.mark.parametrize(
    ("text", "body", "severities"),
    [
        ("省环保厅、省住房城乡建设厅等部门按职责分工分别牵头落实。", "青川市人民政府", ["warning"]),
        ("省环保厅、省住房城乡建设厅等部门按职责分工分别牵头落实。", "青川省人民政府", []),
        ("督促指导省管企业做好公示工作。", "青川市人民政府", ["note"]),
        ("市发展改革委、市财政局等部门按职责分工分别负责落实。", "青川县人民政府", ["warning"]),
        ("市发展改革委、市财政局等部门按职责分工分别负责落实。", "青川市人民政府", []),
        ("加强与省环保厅的沟通，省财政厅下达资金2041万元。", "青川市人民政府", []),
        ("公开财政信息（市财政局牵头，各县区配合）。", "青川市人民政府", ["note"]),
        ("全省考核中名列前茅，获得省政府办公厅通报表扬。", "青川市人民政府", []),
    ],
)
def test_task_lists_of_others(text: str, body: str, severities: list[str]) -> None:
    found = check_leftovers(text_report(text, body=body), text_words())
    assert [finding.severity.value for finding in found] == severities


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("分别牵头落实)及时公开方案。", ["lone-bracket"]),
        ("公开信息（含文件。下一句没有关。", ["lone-bracket"]),
        ("提升消费预警能力。，继续推进。", ["punctuation"]),
        ("公开信息，，继续推进。", ["punctuation"]),
        ("1）加强领导；2）加强培训。", []),
        ("（1）加强领导；（二）加强培训。", []),
        ("公开（含县区(开发区)）信息。", []),
        ("联系我们（地址：青川市。电话：0839）。", []),
        ("印发《关于公开〈条例〉的通知》。", []),
    ],
)
def test_punctuation(text: str, rules: list[str]) -> None:
    assert [finding.rule for finding in check_punctuation(text_report(text))] == rules


@pytest.mark.parametrize(
    ("headings", "rules"),
    [
        (SIX, []),
        ([*SIX[:4], SIX[5]], ["chapter-missing"]),
        ([*SIX[:3], "五、政府信息公开行政复议、行政诉讼情况", *SIX[4:]], ["chapter-number"]),
        ([*SIX[:4], "五、存在的主要问题和改进情况", SIX[5]], []),
        ([*SIX[:4], "五、问题和不足及下步改进打算", SIX[5]], ["chapter-title"]),
        (SIX[:3], []),
    ],
)
def test_the_six_chapters(headings: list[str], rules: list[str]) -> None:
    found = check_chapters(text_report(headings=headings), text_words(), True)
    assert [finding.rule for finding in found] == rules


def test_a_chapter_whose_heading_was_not_recognised_is_not_missing() -> None:
    reading = text_report(headings=[*SIX[:4], SIX[5]], lines=["存在的主要问题及改进情况"])
    assert list(check_chapters(reading, text_words(), True)) == []


@pytest.mark.parametrize(
    ("headings", "rules"),
    [
        (["一、概述", "二、主动公开情况", "三、依申请公开情况"], []),
        (["一、概述", "三、主动公开情况", "四、依申请公开情况"], ["chapter-number"]),
        (["一、概述", "二、主动公开情况", "二、依申请公开情况"], ["chapter-number"]),
        (["一、概述", "二、问题", "一、主动公开情况", "三、依申请公开情况"], []),
    ],
)
def test_numbering_of_earlier_reports(headings: list[str], rules: list[str]) -> None:
    found = check_chapters(text_report(headings=headings, form="2014", year=2017), text_words(), True)
    assert [finding.rule for finding in found] == rules


def test_labels_of_an_unread_table_are_no_chapters() -> None:
    headings = [*SIX[:3], "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理", *SIX[3:]]
    assert list(check_chapters(text_report(headings=headings, form=None), text_words(), True)) == []
    assert list(check_chapters(text_report(headings=headings), text_words(), True)) == []


@pytest.mark.parametrize(
    ("form", "year", "rules"),
    [("2021", 2024, []), ("2019", 2021, ["form-year"]), ("2019", 2020, []), ("2014", 2019, ["form-year"])],
)
def test_the_form_of_the_year(form: str, year: int, rules: list[str]) -> None:
    found = check_form_year(text_report(form=form, year=year), rulebook.form_for(year))
    assert [finding.rule for finding in found] == rules


def test_before_the_first_form_there_is_no_wrong_one() -> None:
    assert list(check_form_year(text_report(form="2014", year=2012), None)) == []
