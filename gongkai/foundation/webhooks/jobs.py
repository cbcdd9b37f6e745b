"""Sending, and forgetting what was sent."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.foundation.tasks.queue import task
from gongkai.foundation.webhooks.delivering import deliver
from gongkai.foundation.webhooks.models import Delivery
from gongkai.foundation.webhooks.queueing import DELIVER


@task(DELIVER)
def deliver_message(delivery: int) -> None:
    """One attempt; further ones are queued by it."""
    deliver(delivery, timezone.now())


@task("webhooks.forget_old", cron="45 18 * * *")
def forget_old() -> None:
    """Every night: messages older than WEBHOOK_KEPT_DAYS."""
    Delivery.objects.filter(at__lt=timezone.now() - timedelta(days=settings.WEBHOOK_KEPT_DAYS)).delete()
