"""Background work of casework, one line each."""

from django.utils import timezone

from gongkai.casework.actions.notices import PRINT, make_sure
from gongkai.foundation.tasks.queue import task


@task(PRINT)
def print_one(notice: int) -> None:
    """The document of a notice, and its letter; a second run finds it done."""
    make_sure(notice, timezone.now())
