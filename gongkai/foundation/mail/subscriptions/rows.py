"""What the tables of subscriptions have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailSubscriptionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("待确认")
    CONFIRMED = "confirmed", _("订阅中")
    ENDED = "ended", _("已退订")


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("随时")
    DAILY = "daily", _("每天")
    WEEKLY = "weekly", _("每周")


class Subscription(models.Model):
    """Somebody's wish to be told; a room's own columns say of what. The address is private, and empty once it
    has ended."""

    email = models.EmailField(blank=True)
    frequency = models.CharField(max_length=8, choices=Frequency)
    language = models.CharField(max_length=12, default="zh-hans")
    state = models.CharField(max_length=12, choices=MailSubscriptionState)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"
