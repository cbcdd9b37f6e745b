"""Housekeeping of the queue itself."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gongkai.foundation.tasks.models import Failure
from gongkai.foundation.tasks.queue import task

_DELETE_FINISHED = """
DELETE FROM procrastinate_jobs job WHERE job.status IN ('succeeded', 'cancelled', 'aborted')
AND NOT EXISTS (SELECT 1 FROM procrastinate_events event WHERE event.job_id = job.id AND event.at > %s)
"""


@task("tasks.forget_finished", cron="40 18 * * *")
def forget_finished() -> None:
    """Every night: jobs done, and failures noted, before TASKS_KEPT_DAYS. Failed jobs stay."""
    before = timezone.now() - timedelta(days=settings.TASKS_KEPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(_DELETE_FINISHED, [before])
    Failure.objects.filter(at__lt=before).delete()
