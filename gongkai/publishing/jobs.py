"""Background work of publishing, one line each."""

from django.utils import timezone

from gongkai.foundation.tasks.queue import task
from gongkai.publishing import periodic
from gongkai.publishing.actions.attaching import READ
from gongkai.publishing.actions.releasing import RELEASE_DUE
from gongkai.publishing.importing.actions import ADVANCE, BRING_IN, CHECK, bring_in, check
from gongkai.publishing.importing.stepping import run_ordered


@task(READ)
def read_file(file: int) -> None:
    """Read a file for the gate and for search; a second run finds it done."""
    periodic.read_and_note(file, timezone.now())


@task(RELEASE_DUE)
def release_due(edition: int) -> None:
    """A scheduled release at its time; a second run finds it done."""
    periodic.release_due(timezone.now(), edition)


@task("publishing.release_overdue", cron="*/5 * * * *")
def release_overdue() -> None:
    """Every five minutes: scheduled releases whose time has come, also after an outage."""
    periodic.release_due(timezone.now())


@task("publishing.daily", cron="5 16 * * *")
def daily() -> None:
    """Every day at five past midnight in Beijing: what takes effect, what expires, what must be looked at."""
    now = timezone.now()
    periodic.apply_relations(now)
    periodic.expire_over(now)
    periodic.warn_of_expiry(now)
    periodic.remind_of_reassessment(now)


@task(CHECK)
def check_batch(batch: int) -> None:
    """Look through what arrived; a second run finds it done."""
    check(batch, timezone.now())


@task(BRING_IN)
def bring_batch_in(batch: int) -> None:
    """Bring the good rows in; a second run goes on where the first stopped."""
    bring_in(batch, timezone.now())


@task(ADVANCE)
def advance_batch(batch: int) -> None:
    """Lead a batch through the ordered step; a second run goes on where the first stopped."""
    run_ordered(batch, timezone.now())
