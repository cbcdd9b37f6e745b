"""Who is told by e-mail of what changes in a data set, and how far he has been told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class DataSubscriptionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("待确认")
    CONFIRMED = "confirmed", _("订阅中")
    ENDED = "ended", _("已退订")


class LetterFrequency(models.TextChoices):
    AT_ONCE = "at_once", _("随时")
    DAILY = "daily", _("每天")
    WEEKLY = "weekly", _("每周")


@project("data_subscription", body=None, private=frozenset({"email", "question"}))
class DataSubscription(models.Model):
    """Somebody's wish to be told. `question`: the filtered list he means, as an address asks it; empty: the
    whole data set. The address and the question stay out of the ledger; both go when it ends."""

    email = models.EmailField(blank=True)
    data_set = models.CharField(max_length=60)
    question = models.CharField(max_length=1000, blank=True)
    frequency = models.CharField(max_length=8, choices=LetterFrequency)
    language = models.CharField(max_length=12, default="zh-hans")
    state = models.CharField(max_length=12, choices=DataSubscriptionState)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "data_set", "question"], condition=~Q(state="ended"),
                name="data_subscription_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(email="", question=""),
                name="data_subscription_ended_is_erased",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "frequency"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.data_set} ({self.state})"


class ToldUpTo(models.Model):
    """`number`: the last release of the data set that the subscriber has been told of, or was out when he
    confirmed. Moves on with each letter, in the transaction that posts it."""

    subscription = models.OneToOneField(
        DataSubscription, on_delete=models.CASCADE, primary_key=True, related_name="told"
    )
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.subscription_id} up to {self.number}"
