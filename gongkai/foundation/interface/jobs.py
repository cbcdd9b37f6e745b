"""Letting go of what is kept for repeated requests."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.foundation.interface.models import Rate
from gongkai.foundation.interface.repeating import forget_before
from gongkai.foundation.tasks.queue import task


@task("interface.forget_answers", cron="15 * * * *")
def forget_answers() -> None:
    """Every hour."""
    now = timezone.now()
    forget_before(now - timedelta(hours=settings.API_ANSWERS_KEPT_HOURS))
    Rate.objects.filter(since__lt=now - timedelta(days=1)).delete()
