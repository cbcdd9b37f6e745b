"""Open dates of channels that rest on the calendar."""

from collections.abc import Iterator

from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source
from gongkai.publishing.channels.dates import answer_due
from gongkai.publishing.channels.models import InboxMessage
from gongkai.publishing.channels.queries.inbox import OPEN


@source("channels")
def open_dates(calendar: Calendar) -> Iterator[OpenDeadline]:
    """When what people wrote to an account is to be answered."""
    for each in InboxMessage.objects.filter(state__in=OPEN).order_by("pk"):
        due = answer_due(each.came_at, calendar)
        label = Message(N_("编号 {number} 的新媒体留言的答复期限"), {"number": each.pk})
        yield OpenDeadline(("inbox_message", str(each.pk)), each.body_id, label, due.date, due.provisional)
