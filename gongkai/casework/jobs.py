"""Background work of casework, one line each."""

from django.utils import timezone

from gongkai.casework import periodic
from gongkai.casework.actions.notices import PRINT, make_sure
from gongkai.foundation.tasks.queue import task


@task(PRINT)
def print_one(notice: int) -> None:
    """The document of a notice, and its letter; a second run finds it done."""
    make_sure(notice, timezone.now())


@task("casework.close_silent", cron="10 16 * * *")
def close_silent() -> None:
    """Every day at ten past midnight in Beijing: silence that ends a request or a consultation."""
    now = timezone.now()
    periodic.lapse_abandoned(now)
    periodic.end_silent_consultations(now)


@task("casework.escalate", cron="30 0 * * *")
def escalate() -> None:
    """Every day at 08:30 in Beijing."""
    periodic.escalate_near(timezone.now())


@task("casework.expire_drafts", cron="20 16 * * *")
def expire_drafts() -> None:
    periodic.expire_drafts(timezone.now())
