"""Telling a body that its return is awaited: when the office asks, and by the calendar."""

from datetime import datetime

from django.conf import settings

from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.foundation.tasks.queue import enqueue
from gongkai.reporting.changes import Change
from gongkai.reporting.deadlines import due_of
from gongkai.reporting.models import Reminder
from gongkai.reporting.policy import decide
from gongkai.reporting.queries.board import BoardLine, board
from gongkai.reporting.queries.visible import day_of, locked_return


@verb("return.remind")
def remind(*, actor: Actor, now: datetime, return_id: int, text: str = "") -> Reminder | Refused:
    """Tell the body that its return is awaited (《条例》第四十七条).

    By mail to those whose step it is, and in the workbench.
    """
    of = locked_return(actor, return_id, now)
    decision = decide("return.remind", of, actor)
    if isinstance(decision, Refused):
        return decision
    due = due_of(of, day_of(now)).date
    reminder = Reminder.objects.create(of=of, at=now, by=actor.code, due=due, text=text.strip())
    enqueue("reporting.mail_reminder", reminder=reminder.pk)
    change = Change(of)
    change.add("reminders", reminder)
    change.record(reason=text.strip())
    return reminder


def remind_due(*, now: datetime) -> list[int]:
    """Remind every body whose return is awaited and whose day it is.

    That is RETURN_REMINDER_DAYS before the due date, and every RETURN_REMINDER_EVERY days after it. Doing it
    twice on a day reminds once.
    """
    day = day_of(now)
    reminded = []
    for year in (day.year - 1, day.year - 2):
        for line in board(SYSTEM, year, day):
            is_due = _is_the_day(line) and not _reminded_today(line, now)
            if is_due and remind(actor=SYSTEM, now=now, return_id=line.return_id):
                reminded.append(line.return_id)
    return reminded


def _is_the_day(line: BoardLine) -> bool:
    left = line.deadline.days_left
    if line.is_submitted or line.is_correction:
        return False
    return left in settings.RETURN_REMINDER_DAYS or (
        left < 0 and (-left - 1) % settings.RETURN_REMINDER_EVERY == 0
    )


def _reminded_today(line: BoardLine, now: datetime) -> bool:
    return line.reminded is not None and day_of(line.reminded) == day_of(now)
