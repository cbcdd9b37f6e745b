"""Background work of disclosure, one line each."""

from django.utils import timezone

from gongkai.disclosure import found, periodic, reminding, runs
from gongkai.disclosure.actions.checking import CHECK
from gongkai.disclosure.actions.releasing import FINISH, FOUND, RELEASE_DUE
from gongkai.foundation.tasks.queue import task


@task(CHECK)
def check(release: int) -> None:
    """The check of something large; a second run finds it done."""
    periodic.check_in_background(release, timezone.now())


@task(RELEASE_DUE)
def release_due(release: int) -> None:
    """A scheduled release at its time; a second run finds it done."""
    periodic.release_due(timezone.now(), release)


@task("disclosure.release_overdue", cron="*/5 * * * *")
def release_overdue() -> None:
    """Every five minutes: scheduled releases whose time has come, also after an outage."""
    periodic.release_due(timezone.now())


@task(FINISH)
def finish(data_set: str) -> None:
    """Indexes and the files of a series follow the releases of a data set."""
    periodic.finish(data_set, timezone.now())


@task(FOUND)
def note_rows(release: int) -> None:
    """Search hears of the rows of a release."""
    found.note_rows(release)


@task("disclosure.pull", cron="*/5 * * * *", retries=0)
def pull() -> None:
    """Every five minutes: sources whose time has come."""
    periodic.pull_due(timezone.now())


@task(runs.TRY, retries=0)
def try_source(source: int) -> None:
    """Somebody wants to see whether a source would do."""
    runs.try_source(source, timezone.now())


@task("disclosure.daily", cron="25 16 * * *")
def daily() -> None:
    """Every day at 00:25 in Beijing: what is not kept public any longer, and what became of duties."""
    now = timezone.now()
    periodic.expire_over(now)
    periodic.erase_over(now)
    periodic.tally(now)


@task("disclosure.remind", cron="30 0 * * *")
def remind() -> None:
    """Every day at 8:30 in Beijing: what will soon be due, and what is late."""
    reminding.remind(timezone.now())
