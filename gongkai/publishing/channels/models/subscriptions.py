"""Who is told by e-mail of what is published, and what waits to be told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class MailSubscriptionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("待确认")
    CONFIRMED = "confirmed", _("订阅中")
    ENDED = "ended", _("已退订")


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("随时")
    DAILY = "daily", _("每天")
    WEEKLY = "weekly", _("每周")


@project("mail_subscription", body=None, private=frozenset({"email", "text"}))
class MailSubscription(models.Model):
    """Somebody's wish to be told. Empty columns don't filter; `text` is as one types it into the search. The
    address, and what was searched for, stay out of the ledger; they go when it ends."""

    email = models.EmailField(blank=True)
    of = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=100, blank=True)
    frequency = models.CharField(max_length=8, choices=Frequency)
    language = models.CharField(max_length=12, default="zh-hans")
    state = models.CharField(max_length=12, choices=MailSubscriptionState)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "of", "kind", "subject", "text"], condition=~Q(state="ended"),
                nulls_distinct=False, name="mail_subscription_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(email=""), name="mail_subscription_ended_is_erased"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "frequency"]), models.Index(fields=["email"])]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"


class News(models.TextChoices):
    """What happened to an item."""

    RELEASED = "released", _("公开")
    CHANGED = "changed", _("有新版本")
    WITHDRAWN = "withdrawn", _("撤回")


class Waiting(models.Model):
    """An item for the next letter of a subscription; gone with that letter, in the same transaction."""

    subscription = models.ForeignKey(MailSubscription, on_delete=models.CASCADE, related_name="waiting")
    document = models.ForeignKey("publishing.Document", on_delete=models.CASCADE, related_name="+")
    news = models.CharField(max_length=10, choices=News)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "document"], name="waiting_item_once")]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.document_id} {self.news}"
