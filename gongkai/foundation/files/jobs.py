"""Background work on files."""

from datetime import timedelta

from django.utils import timezone

from gongkai.foundation.files import erasing
from gongkai.foundation.tasks.queue import task

_UNFINISHED = timedelta(days=1)  # an upload younger than this may still be under way


@task("files.sweep", cron="20 19 * * *")
def sweep() -> None:
    """Every night: contents that no file needs any more."""
    erasing.sweep(timezone.now() - _UNFINISHED)
