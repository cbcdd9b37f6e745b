"""Background work of casework, one line each."""

from django.utils import timezone

from gongkai.casework.actions.notices import PRINT, print_notice
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks.queue import task


@task(PRINT)
def print_one(notice: int) -> None:
    """The document of a notice, and its letter; a second run finds it done."""
    print_notice(actor=SYSTEM, now=timezone.now(), notice_id=notice)
