"""Background work of casework, one line each."""

from django.utils import timezone

from gongkai.casework import accounts, guessing, periodic
from gongkai.casework.actions.notices import PRINT, make_sure
from gongkai.casework.importing.actions import ADVANCE, advance_as_begun, forget_old
from gongkai.casework.proving import prove_mailed
from gongkai.foundation.tasks.queue import task


@task(PRINT)
def print_one(notice: int) -> None:
    """The document of a notice, and its letter; a second run finds it done."""
    make_sure(notice, timezone.now())


@task("casework.close_silent", cron="10 16 * * *")
def close_silent() -> None:
    """Every day at ten past midnight in Beijing: silence that ends a consultation."""
    periodic.end_silent_consultations(timezone.now())


@task("casework.lapse_abandoned", cron="0 11 * * *")
def lapse_abandoned() -> None:
    """Every working day at 19:00 in Beijing: silence that ends a request, as of its lawful day. What came on
    the last day may be entered until then."""
    periodic.lapse_after_hours(timezone.now())


@task("casework.escalate", cron="30 0 * * *")
def escalate() -> None:
    """Every day at 08:30 in Beijing."""
    periodic.escalate_near(timezone.now())


@task("casework.expire_drafts", cron="20 16 * * *")
def expire_drafts() -> None:
    periodic.expire_drafts(timezone.now())


@task("casework.forget_tries", cron="30 16 * * *")
def forget_tries() -> None:
    """Every day at 00:30 in Beijing: counts of wrong codes."""
    guessing.forget(timezone.now())


@task("casework.forget_visits", cron="45 * * * *")
def forget_visits() -> None:
    """Every hour: ways into accounts, and visits, that are over."""
    accounts.forget(timezone.now())


@task("casework.erase_over", cron="40 16 * * *")
def erase_over() -> None:
    """Every day at 00:40 in Beijing: personal data whose time of keeping is over."""
    periodic.erase_over(timezone.now())


@task("casework.propose_repeated", cron="50 16 * * *")
def propose_repeated() -> None:
    """Every day at 00:50 in Beijing: what several people asked for becomes a task to publish it."""
    periodic.propose_what_was_asked_for_often(timezone.now())


@task("casework.prove_mailed", cron="50 * * * *")
def prove_mail() -> None:
    """Every hour: replies by e-mail whose letter arrived."""
    prove_mailed(timezone.now())


@task(ADVANCE)
def import_lines(run: int) -> None:
    """The next lines of a workbook of existing cases; a second run goes on where the first stopped."""
    advance_as_begun(run, timezone.now())


@task("casework.forget_imports", cron="5 17 * * *")
def forget_imports() -> None:
    """Every day at 01:05 in Beijing."""
    forget_old(timezone.now())
