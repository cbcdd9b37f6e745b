"""Comments and private messages that came in by an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class MessageKind(models.TextChoices):
    COMMENT = "comment", _("评论")
    PRIVATE = "private", _("私信")


class MessageState(models.TextChoices):
    NEW = "new", _("待回复")
    PROPOSED = "proposed", _("回复待审核")
    SENDING = "sending", _("正在回复")
    UNSURE = "unsure", _("是否回复不明")
    FAILED = "failed", _("回复未送达")
    ANSWERED = "answered", _("已回复")
    CLOSED = "closed", _("不需回复")


@project(
    "inbox_message",
    body="body_id",
    private=frozenset({"author", "author_id", "text", "answer", "remote", "note", "error"}),
)
class InboxMessage(models.Model):
    """One message. Its words, and who wrote it, stay out of the ledger and go in time (`erased_at`). When an
    answer is due follows from `came_at` and the calendar (`dates.py`)."""

    account = models.ForeignKey("channels.Account", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey("channels.Delivery", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=MessageKind)
    remote_id = models.CharField(max_length=80)
    remote = models.JSONField(default=dict)
    author = models.CharField(max_length=120, blank=True)
    author_id = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    came_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.NEW)
    answer = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "remote_id"], name="inbox_message_once"),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=models.F("answered_by")),
                name="inbox_answer_approved_by_another",
            ),
        ]
        indexes = [models.Index(fields=["body", "state", "came_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.remote_id} ({self.state})"
