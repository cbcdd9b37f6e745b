"""Sending, and forgetting addresses in time."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.post import DELIVER, deliver
from gongkai.foundation.tasks.queue import task


@task(DELIVER, retries=8)
def deliver_letter(letter: int) -> None:
    """Tried again for about a day."""
    deliver(letter, timezone.now())


@task("mail.forget_old", cron="50 18 * * *")
def forget_old() -> None:
    """Every night: letters older than MAIL_KEPT_DAYS."""
    Letter.objects.filter(at__lt=timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS)).delete()
