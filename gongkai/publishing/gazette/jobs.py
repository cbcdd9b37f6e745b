"""Background work of the gazette, one line each."""

from django.utils import timezone

from gongkai.foundation.tasks.queue import task
from gongkai.publishing.gazette import making
from gongkai.publishing.gazette.actions.editing import TYPESET
from gongkai.publishing.gazette.actions.old import READ_SCAN


@task(TYPESET)
def typeset(issue: int) -> None:
    """Set the pages of an issue; a second run finds it done."""
    making.set_pages(issue, timezone.now())


@task(READ_SCAN, retries=3)
def read_scan(issue: int) -> None:
    """Recognise the pages of a scan; a second run goes on where the first stopped."""
    making.read_scan(issue, timezone.now)
