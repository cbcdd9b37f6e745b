"""The index hears of changes."""

from datetime import timedelta

from django.utils import timezone

from gongkai.foundation.search import missing, updating
from gongkai.foundation.search.changes import UPDATE
from gongkai.foundation.tasks.queue import enqueue, task

_AGAIN_SECONDS = 10


@task(UPDATE, cron="*/10 * * * *")
def update_index() -> None:
    """When something changed, and every ten minutes in case a note was left over."""
    try:
        updating.update()
    except updating.Busy:
        enqueue(UPDATE, once=UPDATE, at=timezone.now() + timedelta(seconds=_AGAIN_SECONDS))


@task("search.forget_missed", cron="50 18 * * *")
def forget_missed() -> None:
    """Every night: what nobody has typed for a year."""
    missing.forget_old(timezone.localdate())
