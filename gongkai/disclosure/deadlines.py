"""Open dates of disclosure that rest on the calendar: what is owed and not yet due."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from gongkai.core.disclosure.schema import State
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.disclosure import declared, owing
from gongkai.disclosure.models import Release
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source

_AHEAD = timedelta(days=400)
_BACK = timedelta(days=120)


@source("disclosure")
def open_dates(calendar: Calendar) -> Iterator[OpenDeadline]:
    """What each body owes and was not yet due when something last happened to a release, a year ahead. Where
    nothing was ever released nobody keeps data sets yet."""
    last = Release.objects.aggregate(at=Max("touched_at"))["at"]
    if last is None:
        return
    day = timezone.localdate(last)
    numbers = owing.people(day).numbers
    for each in owing.owed(day - _BACK, day + _AHEAD, day, calendar):
        if each.state is not State.NOT_YET_DUE or each.body not in numbers:
            continue
        values = {"title": declared.newest(each.data_set, day).title, "period": each.period.title}
        label = Message(N_("{title} {period}的公布期限"), values)
        subject = ("obligation", f"{each.data_set}/{each.body}/{each.origin}/{each.period.label}")
        yield OpenDeadline(subject, numbers[each.body], label, each.due.date, each.due.provisional)
