"""Open dates of sites that rest on the calendar."""

from collections.abc import Iterator

from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source
from gongkai.portal.pages.due import due
from gongkai.portal.pages.models import Fault, FaultState


@source("sites")
def open_dates(calendar: Calendar) -> Iterator[OpenDeadline]:
    """When readers' reports are to be answered."""
    for each in Fault.objects.filter(state=FaultState.OPEN).order_by("pk"):
        found = due(each, calendar)
        label = Message(N_("编号 {number} 的网站找错的答复期限"), {"number": each.pk})
        yield OpenDeadline(("fault", str(each.pk)), each.body_id, label, found.date, found.provisional)
