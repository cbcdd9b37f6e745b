"""Background work on returns."""

from django.utils import timezone

from gongkai.foundation.tasks.queue import task
from gongkai.reporting import mailing
from gongkai.reporting.actions.reminding import remind_due


@task("reporting.mail_reminder")
def mail_reminder(reminder: int) -> None:
    """Queued by each reminder; the letters are then posted one by one."""
    mailing.mail_reminder(reminder, timezone.now())


@task("reporting.remind_due", cron="30 0 * * *")
def remind_due_returns() -> None:
    """Every day at 08:30 in Beijing."""
    remind_due(now=timezone.now())
