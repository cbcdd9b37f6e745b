"""Other years in the text."""

import pytest

from gongkai.core.checks.years import check_years
from gongkai.reporting.checking.declared import text_words
from tests.core.checks.texts import text_report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年，通过政务微博、微信等信息平台发布权威信息1000余条，正面引导了社会舆论。", ["other-year"]),
        ("2017年，通过政务微博发布权威信息1000余条。", []),
        ("2015年全市共举办新闻发布会30场。", ["other-year"]),
        ("较2016年增加20件。", []),
        ("与2016年相比，公开信息增加1000条。", []),
        ("截至2016年底，共公开信息3000条。", []),
        ("自2008年以来，公开信息30000条。", []),
        ("2016年印发的《办法》公开了12项清单。", []),
        ("2017年年初，通报了全市2016年度全市政府信息与政务公开工作考核情况。", []),
        ("2016年度部门决算公开率100%，公开单位46个。", []),
        ("公开《2016年政府信息公开工作年度报告》64份。", []),
        ("按照鲁政办发〔2016〕12号要求公开信息5条。", []),
        ("2016年，收到申请100件，2017年收到120件。", []),
        ("2016年12月，召开新闻发布会3场。", []),
        ("于国务院确定的2020年全国基本实现目标提前完成12个县。", []),
        ("2018年，将公开信息1000条。", []),
        ("2016年上年结转申请3件。", []),
    ],
)
def test_work_of_another_year(text: str, expected: list[str]) -> None:
    found = check_years(text_report(text, year=2017), text_words())
    assert [finding.rule for finding in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年，我市将继续推进政务公开。", []),
        ("2017年，我市将继续推进政务公开。", ["stale-plan"]),
        ("2016年，我局将进一步加强培训。", ["stale-plan"]),
        ("2017年，我市政务公开工作取得了一定成绩。", []),
        ("2017年，我市将政务公开纳入考核，成效明显。", []),
    ],
)
def test_plans(text: str, expected: list[str]) -> None:
    reading = text_report(text, year=2017, heading="五、存在的主要问题及改进情况")
    assert [finding.rule for finding in check_years(reading, text_words())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现公布青川市2016年政府信息公开工作年度报告。", ["other-year-title"]),
        ("现公布青川市2017年政府信息公开工作年度报告。", []),
        ("及时发布2016年度政府信息公开工作年度报告，2017年公开信息5条。", []),
        ("按时公布《青川市2016年政府信息公开工作年度报告》。", []),
    ],
)
def test_the_reports_own_title(text: str, expected: list[str]) -> None:
    found = check_years(text_report(text, year=2017, heading=""), text_words())
    assert [finding.rule for finding in found] == expected
