"""Background work on files."""

from gongkai.foundation.files import erasing
from gongkai.foundation.tasks.queue import task


@task("files.sweep", cron="20 19 * * *")
def sweep() -> None:
    """Every night: contents of erased files that are still on the disk."""
    erasing.sweep()
