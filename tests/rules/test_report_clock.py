"""The statutory date of the annual report."""

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.report_clock import NoReportDueError, Reporter, read_report_clock
from gongkai.foundation import rulebook

EXAMPLES = rulebook.current().report_clock.example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.reporter}-{each.year}")
def test_worked_examples_of_the_declaration(example) -> None:
    due = rulebook.report_due(example.reporter, example.year)
    assert due.date == example.due
    assert due.article.startswith("《政府信息公开条例》")


@pytest.mark.parametrize("reporter", [Reporter.GOVERNMENT, Reporter.DEPARTMENT])
@pytest.mark.parametrize("year", range(2008, 2031))
def test_every_year_since_the_first_regulation_has_one_date(reporter: Reporter, year: int) -> None:
    binding = [each for each in rulebook.current().report_clock.deadline if each.binds(reporter, year)]
    assert len(binding) == 1
    assert rulebook.report_due(reporter, year).date.year == year + 1


def test_before_the_first_regulation_nothing_was_due() -> None:
    with pytest.raises(NoReportDueError, match="2007 年度没有公布年度报告的法定期限"):
        rulebook.report_due(Reporter.GOVERNMENT, 2007)


def test_a_day_that_does_not_exist_is_refused() -> None:
    text = (
        'legal_basis = ""\nexample = []\n[[deadline]]\nfirst_year = 2008\nreporter = "any"\nmonth = 2\n'
        'day = 31\narticle = ""'
    )
    with pytest.raises(DeclarationError, match="第 3 行：2 月没有 31 日"):
        read_report_clock(Declaration(text, "annual-report.toml"))
