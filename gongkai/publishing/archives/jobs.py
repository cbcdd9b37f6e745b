"""Background work of archives, one line each."""

from django.utils import timezone

from gongkai.foundation.tasks.queue import task
from gongkai.publishing.archives import making
from gongkai.publishing.archives.actions.packages import MAKE


@task(MAKE, retries=3)
def make_package(package: int) -> None:
    """Make a yearly package; a second run finds it done."""
    making.make(package, timezone.now)
