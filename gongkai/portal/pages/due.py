"""When a reader's report is to be answered."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from gongkai.core.workdays import Calendar, DueDate
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.portal.pages.models import Fault, FaultState


def due(each: Fault, calendar: Calendar) -> DueDate:
    """The day of the report is day 0; FAULT_WORKDAYS working days follow. The inspection counts a report
    that is open after a month (国办秘函〔2019〕19号附件2)."""
    return calendar.add_workdays(timezone.localtime(each.at).date(), settings.FAULT_WORKDAYS)


def due_on(each: Fault) -> date:
    """By the calendar that counts now."""
    return due(each, current_calendar()).date


def is_late(each: Fault, day: date) -> bool:
    """From the day after it was due."""
    return each.state == FaultState.OPEN and day > due_on(each)
