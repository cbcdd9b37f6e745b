"""What others ask of the rulebook."""

from gongkai.core import report_clock
from gongkai.core.report_clock import Due, Reporter
from gongkai.core.forms import Form
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.foundation.rulebook.book import current


class NoSuchFormError(LookupError):
    """No form of the annual report has this code or covers this year."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def forms() -> tuple[Form, ...]:
    """All editions of the annual report's form, oldest first."""
    return current().forms


def form(code: str) -> Form:
    """The edition "2014", "2019" or "2021". Raises NoSuchFormError."""
    for candidate in forms():
        if candidate.code == code:
            return candidate
    raise NoSuchFormError(Message(N_("没有编号为“{code}”的年报格式"), {"code": code}))


def form_for(year: int) -> Form:
    """The edition in force for the report of `year`. Raises NoSuchFormError before the first."""
    for candidate in forms():
        if candidate.covers(year):
            return candidate
    raise NoSuchFormError(Message(N_("{year} 年度没有规定的年报统计格式"), {"year": year}))


def calendar() -> Calendar:
    """The working days of the years whose holiday notice came with this installation."""
    return current().calendar


def report_due(reporter: Reporter, year: int) -> Due:
    """When the annual report on `year` is due, and by which article. Raises report_clock.NoReportDueError."""
    return report_clock.report_due(current().report_clock, reporter, year)


def rule_version() -> str:
    """SHA-256 (hex) of the whole folder of rules: names exactly the rules a return was judged by."""
    return current().version
