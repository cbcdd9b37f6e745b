"""The log of letters. Addresses are personal data: they stand here, not in the ledger, and go in time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One letter to one address. `about` names what it is about, as (type, identifier) in the ledger.

    It leaves QUEUED for SENDING at the moment the server is given its content, and never goes back unless
    the server has said that it did not take it. Whoever died in between leaves it UNSURE, for a person.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("待发送")
        SENDING = "sending", _("正在发送")
        SENT = "sent", _("已发送")
        REFUSED = "refused", _("对方拒收")
        UNSURE = "unsure", _("是否发出不明")

    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    reply_to = models.EmailField(blank=True)
    message_id = models.CharField(max_length=255, blank=True)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    is_proof = models.BooleanField(default=False)  # of service: kept until it is erased with its case
    is_secret = models.BooleanField(default=False)  # its text goes once it is sent
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    answered = models.CharField(max_length=500, blank=True)  # what the server said when it took the letter
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["about_type", "about_id"]),
            models.Index(fields=["state", "at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(message_id=""), name="letter_message_id_once"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["queued", "sending", "unsure"], sent_at__isnull=True)
                | Q(state="refused"),
                name="letter_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(state="refused"), name="letter_returned_is_refused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"


class LetterAttachment(models.Model):
    """A kept file that goes with a letter, under a name of its own."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "name"], name="letter_attachment_names")]

    def __str__(self) -> str:
        return self.name
