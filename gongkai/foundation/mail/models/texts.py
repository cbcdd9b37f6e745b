"""The log of text messages. Numbers are personal data: they stand here, not in the ledger, and go in time."""

from django.db import models
from django.db.models import Q

from gongkai.foundation.mail.models.letters import Letter


class TextMessage(models.Model):
    """One text message to one number. Its states are a letter's."""

    phone = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=500)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    is_secret = models.BooleanField(default=False)  # its text goes once it is sent
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Letter.State, default=Letter.State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["about_type", "about_id"]),
            models.Index(fields=["state", "at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="text_message_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about_type} {self.about_id} ({self.state})"
