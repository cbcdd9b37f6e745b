"""When a return is due. Computed from the law of its year, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.messages import N_, Message
from gongkai.core.report_clock import NoReportDueError, Reporter
from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.kinds import BodyKind
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import body_of
from gongkai.reporting.models import Return, ReturnState

type Day = date  # so that a field may be called `date`

_DONE = (ReturnState.FROZEN, ReturnState.PUBLISHED)
BEFORE_ANY_LAW = timedelta(days=90)  # a report nobody was obliged to make: the quarter after its year


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day in time. `days_left` is 0 on that day and below zero after it.

    `statutory` is the day the law sets; `date` is earlier where the office above asks for it sooner.
    """

    date: Day
    article: str
    statutory: Day
    days_left: int


def deadline(body: BodyOnDay, of: Return, day: date) -> Deadline:
    """When the body's return is due, seen from `day` (《条例》2019 年修订第四十九条；2007 年第三十一条)."""
    reporter = Reporter.GOVERNMENT if body.kind == BodyKind.GOVERNMENT else Reporter.DEPARTMENT
    try:
        due = rulebook.report_due(reporter, of.year)
        statutory, article = due.date, due.article
    except NoReportDueError:
        statutory, article = date(of.year, 12, 31) + BEFORE_ANY_LAW, ""
    asked = of.reporting_year.asked_for if of.parent_id else None
    due_on = min(statutory, asked) if asked else statutory
    return Deadline(due_on, article, statutory, (due_on - day).days)


def due_of(of: Return, day: date) -> Deadline:
    """The same, for a return alone."""
    return deadline(body_of(of), of, day)


@source("returns")
def open_returns(calendar: Calendar) -> Iterator[OpenDeadline]:
    """The last working day on which each open return is in time. The law's date itself does not move."""
    found = list(Return.objects.exclude(state__in=_DONE).select_related("reporting_year"))
    bodies = organisations.latest_bodies({each.body_id for each in found})
    for each in found:
        body = bodies[each.body_id]
        due = deadline(body, each, date(each.year, 12, 31)).date
        day = due
        while not calendar.is_workday(day):
            day -= timedelta(days=1)
        label = Message(N_("{body}{year}年度报告"), {"body": body.name, "year": each.year})
        provisional = any(
            calendar.is_provisional(day + timedelta(days=n)) for n in range((due - day).days + 1)
        )
        yield OpenDeadline(("return", str(each.pk)), each.body_id, label, day, provisional)
