"""Who wants to be told, and what became of each message."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class SubscriptionState(models.TextChoices):
    ON = "on", _("推送中")
    OFF = "off", _("已停止")
    GIVEN_UP = "given_up", _("连续失败，系统已停止")


@project(
    "webhook",
    body="body_id",
    private=frozenset({"url", "secret", "previous_secret", "previous_until", "failing_since"}),
)
class Subscription(models.Model):
    """An address that is told of `verbs` done for the body, and with `below` for the bodies below it.

    The ledger keeps the host; the rest of the address may hold a password of the receiver. Secrets are
    sealed (`secrets.py`). `failing_since` is when the first message failed after the last that arrived.
    """

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    url = models.CharField(_("接收地址"), max_length=400)
    host = models.CharField(max_length=255)
    verbs = models.JSONField(default=list)
    below = models.BooleanField(_("包括下级单位"), default=False)
    state = models.CharField(max_length=10, choices=SubscriptionState, default=SubscriptionState.ON)
    secret = models.TextField()
    previous_secret = models.TextField(blank=True)
    previous_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["body"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.body_id} → {self.host}"


class Delivery(models.Model):
    """One message to one address. The text is kept as it was signed; it holds no personal data."""

    class State(models.TextChoices):
        QUEUED = "queued", _("待推送")
        ARRIVED = "arrived", _("已送达")
        FAILED = "failed", _("未送达")

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="deliveries")
    message = models.CharField(max_length=60)
    verb = models.CharField(max_length=80)
    payload = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subscription", "-id"]), models.Index(fields=["at"])]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "message"], name="delivery_message_once"),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True) | Q(state="queued"), name="delivery_waits_while_queued"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} → {self.subscription_id} ({self.state})"
