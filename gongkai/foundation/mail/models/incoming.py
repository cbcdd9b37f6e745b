"""Mail that arrived. What people wrote stands beside the ledger: erased, it leaves the ledger whole."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class IncomingState(models.TextChoices):
    """What became of a mail."""

    ARRIVED = "arrived", _("待处理")
    NOTED = "noted", _("仅留存")
    TAKEN = "taken", _("已转为办件")
    SET_ASIDE = "set_aside", _("不作为办件")


class IncomingKind(models.TextChoices):
    """Who wrote it."""

    PERSON = "person", _("来信")
    OUT_OF_OFFICE = "out_of_office", _("自动回复")
    BOUNCE = "bounce", _("退信")
    LIST = "list", _("群发或系统邮件")
    OURSELVES = "ourselves", _("本系统发出的邮件")


@project("mailbox", body="body_id")
class Mailbox(models.Model):
    """A mailbox that is looked into for a body. The password is not here but in the operator's file."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(unique=True)
    url = models.CharField(max_length=300, unique=True)
    since = models.DateField()
    done_folder = models.CharField(max_length=100, blank=True)
    is_enabled = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.address


class Poll(models.Model):
    """The last look into a mailbox, for whoever runs the installation."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="poll")
    at = models.DateTimeField()
    error = models.TextField(blank=True)
    new = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.at}"


@project(
    "incoming_mail",
    body="body_id",
    private=frozenset(
        {"message_id", "sender_name", "sender_address", "subject", "excerpt", "sent_at", "answers_id"}
    ),
)
class IncomingMail(models.Model):
    """One mail to a body, however often and by whatever way it was brought.

    `fingerprint` is the same for every copy of it. `arrived_at` is the mail server's time, for an imported
    file that of the last server on its way or else the sender's, and never later than the taking in.
    `subject_type` and `subject_id` name what it became.
    """

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    is_whole = models.BooleanField(default=True)
    kind = models.CharField(max_length=20, choices=IncomingKind)
    message_id = models.CharField(max_length=410, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    excerpt = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField()
    taken_in_at = models.DateTimeField()
    files = models.PositiveIntegerField(default=0)
    answers = models.ForeignKey("mail.Letter", on_delete=models.SET_NULL, null=True, related_name="answers")
    state = models.CharField(max_length=10, choices=IncomingState)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["body", "state", "arrived_at"]),
            models.Index(fields=["subject_type", "subject_id"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "fingerprint"], name="incoming_mail_once"),
            models.CheckConstraint(
                condition=Q(state="taken") & ~Q(subject_type="") & ~Q(subject_id="")
                | ~Q(state="taken") & Q(subject_type="", subject_id=""),
                name="incoming_mail_taken_as_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"


class RawMail(models.Model):
    """The mail as it arrived, byte for byte. In the database, so that it is there exactly when its row is."""

    mail = models.OneToOneField(IncomingMail, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()
    place = models.CharField(max_length=64, blank=True)  # the sealed content's digest; empty: not sealed

    def __str__(self) -> str:
        return str(self.mail_id)


class Fetched(models.Model):
    """A message on a mail server that has been taken in, or was a copy of one that had been."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="+")
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    mail = models.ForeignKey(IncomingMail, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uidvalidity", "uid"], name="fetched_once"),
        ]

    def __str__(self) -> str:
        return f"{self.uidvalidity}/{self.uid}"
