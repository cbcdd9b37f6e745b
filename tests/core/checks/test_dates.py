"""Signature, publication date and period against the year."""

from datetime import date

import pytest

from gongkai.core.checks.dates import check_dates
from gongkai.reporting.checking.declared import text_words
from tests.core.checks.texts import text_report

DUE = date(2025, 3, 31)


def dated(lines: list[str], text: str = "", year: int = 2024) -> list[tuple[str, str]]:
    findings = check_dates(text_report(text, lines=lines, year=year), text_words(), DUE)
    return [(finding.rule, finding.severity.value) for finding in findings]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2025年1月22日"], []),
        (["2024年1月22日"], [("date-before-period-end", "error")]),
        (["2024 年 1 月 22 日"], [("date-before-period-end", "error")]),
        (["二〇二四年一月二十二日"], [("date-before-period-end", "error")]),
        (["二○二五年三月三日"], []),
        (["青川市人民政府办公室2024年1月22日"], [("date-before-period-end", "error")]),
        (["（2024年1月22日）"], [("date-before-period-end", "error")]),
        (["2024年1月22日", "2025年1月22日"], []),
        (["2024年12月31日"], []),
        (["2025年4月1日"], [("date-late", "note")]),
        (["发布日期：2025-04-01"], [("date-late", "note")]),
        (["发布日期：2024-03-01"], []),
        (["统计期限自2024年1月1日至2024年12月30日"], []),
        (["2024年5月15日起施行"], []),
        (["条例自2019年5月15日"], []),
        ([], []),
    ],
)
def test_signature(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert dated(lines) == expected


def test_the_date_that_was_meant_is_named() -> None:
    (finding,) = check_dates(text_report(lines=["2024年1月22日"]), text_words(), None)
    assert (finding.printed, finding.computed) == ("2024-01-22", "2025-01-22")
    (leap,) = check_dates(text_report(lines=["2024年2月29日"]), text_words(), None)
    assert leap.computed == "2025-03-01"


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。", 2024, []),
        ("统计数据时限为2024年1月1日至12月31日。", 2024, []),
        ("所列数据统计期限自2023年1月1日起至2023年12月31日止。", 2024, [("period", "error")]),
        ("所列数据统计期限自2024年1月1日起至2024年12月30日止。", 2024, [("period", "warning")]),
        ("所列数据的统计期限自2008年5月1日起至2008年12月31日止。", 2008, []),
        ("条例自2019年5月15日至今施行。", 2024, []),
    ],
)
def test_period(text: str, year: int, expected: list[tuple[str, str]]) -> None:
    assert dated([], text, year) == expected
