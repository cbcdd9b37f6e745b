"""Statutory dates of the annual report (政府信息公开工作年度报告).

Regulation of 2007 art 31: every administrative organ by 31 March. Regulation of 2019 art 49: departments by
31 January, and the competent department for its government by 31 March. A date is a calendar day: it does
not move when it is a day off.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message

_MONTHS = 12
_COMMON_YEAR = 2001  # so that 29 February is refused

type Day = date  # so that a field may be called `date`


class Reporter(StrEnum):
    """Who owes the report. Development zones and public institutions follow the departments' date."""

    ANY = "any"  # in declarations only
    GOVERNMENT = "government"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A month and day of the year after the report year, for report years first_year..last_year."""

    first_year: int
    reporter: Reporter
    month: int
    day: int
    article: str
    last_year: int | None = None

    def __post_init__(self) -> None:
        if not (1 <= self.month <= _MONTHS and 1 <= self.day <= monthrange(_COMMON_YEAR, self.month)[1]):
            values = {"month": self.month, "day": self.day}
            raise ValueError(Message(N_("{month} 月没有 {day} 日"), values))

    def binds(self, reporter: Reporter, year: int) -> bool:
        covered = self.first_year <= year and (self.last_year is None or year <= self.last_year)
        return covered and self.reporter in (Reporter.ANY, reporter)


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case: run as a test."""

    reporter: Reporter
    year: int
    due: Day


@dataclass(frozen=True, slots=True)
class ReportClock:
    """The declaration rules/clocks/annual-report.toml."""

    legal_basis: str
    deadline: tuple[Deadline, ...]
    example: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which the report is in time, and the article that says so."""

    date: Day
    article: str


class NoReportDueError(LookupError):
    """Nothing obliged anybody to report on that year."""

    def __init__(self, year: int) -> None:
        self.message = Message(N_("{year} 年度没有公布年度报告的法定期限"), {"year": year})
        super().__init__(str(self.message))


def read_report_clock(declaration: Declaration) -> ReportClock:
    """The clock from its TOML text. Raises DeclarationError with file and line."""
    return declaration.read(ReportClock)


def report_due(clock: ReportClock, reporter: Reporter, year: int) -> Due:
    """When the report on `year` is due. Raises NoReportDueError before the first regulation."""
    for deadline in clock.deadline:
        if deadline.binds(reporter, year):
            return Due(date(year + 1, deadline.month, deadline.day), deadline.article)
    raise NoReportDueError(year)
