"""Open dates of disclosure that rest on the calendar: what is owed and not yet due, objections to answer."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from gongkai.core.disclosure.schema import State
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.disclosure import declared, owing
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source

_AHEAD = timedelta(days=400)
_BACK = timedelta(days=120)


@source("disclosure")
def open_dates(calendar: Calendar) -> Iterator[OpenDeadline]:
    """What each body owes and is not yet due, in the year to come."""
    today = timezone.localdate()
    numbers = owing.people(today).numbers
    for each in owing.owed(today - _BACK, today + _AHEAD, today, calendar):
        if each.state is not State.NOT_YET_DUE or each.body not in numbers:
            continue
        values = {"title": declared.newest(each.data_set, today).title, "period": each.period.title}
        label = Message(N_("{title} {period}的公布期限"), values)
        subject = ("obligation", f"{each.data_set}/{each.body}/{each.origin}/{each.period.label}")
        yield OpenDeadline(subject, numbers[each.body], label, each.due.date, each.due.provisional)
