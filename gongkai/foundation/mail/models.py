"""The log of letters. Addresses are personal data: they stand here, not in the ledger, and go in time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One letter to one address. `about` names what it is about, as (type, identifier) in the ledger."""

    class State(models.TextChoices):
        QUEUED = "queued", _("待发送")
        SENT = "sent", _("已发送")
        REFUSED = "refused", _("对方拒收")

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["about_type", "about_id"]), models.Index(fields=["state", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
