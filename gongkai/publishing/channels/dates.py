"""When messages are to be answered, and accounts looked at again. Computed, never stored."""

from datetime import date, datetime

from django.utils import timezone

from gongkai.core.workdays import Calendar, DueDate
from gongkai.publishing import law


def answer_due(came_at: datetime, calendar: Calendar) -> DueDate:
    """工作日 after the day a message came, which is day 0."""
    return calendar.add_workdays(timezone.localdate(came_at), law.rules().channels.new_media.answer_workdays)


def review_due(reviewed_on: date) -> date:
    """年度检查: the same day so many months later, or the last of that month."""
    months = reviewed_on.month - 1 + law.rules().channels.new_media.review_months
    year, month = reviewed_on.year + months // 12, months % 12 + 1
    day = reviewed_on.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
