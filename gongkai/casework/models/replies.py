"""Replies, their numbers, how they were served, and the city's own wording of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.handling import PartOfCase
from gongkai.foundation.ledger.rows import project
from gongkai.foundation.ledger.serials import Serials


@project("series", body="body_id")
class Series(Serials):
    """Numbers of cases, replies and notices."""

    code = models.CharField(max_length=20)  # a case kind, "reply" or "notice"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "code", "year"], name="series_once")]


_REPLY_WORDS = frozenset({"text", "grounds", "facts", "returned", "reviewed_text", "earlier_text"})


@project("reply", body="body_id", private=_REPLY_WORDS)
class Reply(PartOfCase):
    """The reply to a case: one at a time in the chain; a sent one is never changed.

    `remedy` is the computed block as it stands in `text`, `remedy_on` the day it was computed for. `facts`
    fill the template's places (`core.replies`). `own_text`: the drafter wrote on the filled template, so that
    a changed fact no longer rewrites it. `number` (发文字号) is given at signing. `reviewed_text` is what was
    last sent to review, `earlier_text` the time before: reviewers compare.
    """

    state = models.CharField(max_length=16)
    outcome = models.CharField(max_length=30)
    grounds = models.TextField(blank=True)
    ground_codes = models.JSONField(default=list)
    articles = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    title = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    own_text = models.BooleanField(default=False)
    remedy = models.TextField(blank=True)
    remedy_on = models.DateField()
    enclosures = models.JSONField(default=list)  # numbers of case files that go out with it
    drafted_by = models.CharField(max_length=80)  # the last to write on it
    writers = models.JSONField(default=list)  # everybody who wrote on it: none of them may approve it
    drafted_at = models.DateTimeField()
    text_digest = models.CharField(max_length=64)  # what was approved: a change needs approval again
    approved_by = models.JSONField(default=dict)  # step → {"by": actor code, "digest": what was approved}
    returned = models.TextField(blank=True)  # why it came back
    reviewed_text = models.TextField(blank=True)
    earlier_text = models.TextField(blank=True)
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    signed_by = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="reply_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(sent_on__isnull=True), name="reply_one_in_the_chain"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | (~Q(number="") & Q(signed_on__isnull=False)),
                name="reply_sent_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"reply to {self.case_id}"


class Way(models.TextChoices):
    """How a reply or notice is served."""

    EMS = "ems", _("邮政特快专递")
    REGISTERED = "registered", _("挂号信")
    HANDED = "handed", _("当面签收")
    EMAIL = "email", _("电子邮件")
    FAX = "fax", _("传真")
    ONLINE = "online", _("网上查收")


@project("service", body="body_id", private=frozenset({"tracking", "note"}))
class Service(PartOfCase):
    """One serving of a reply, with its proof. `served_on` is when it reached the applicant."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="services")
    way = models.CharField(max_length=12, choices=Way)
    sent_on = models.DateField()
    tracking = models.CharField(_("邮件号码"), max_length=40, blank=True)
    letter = models.BigIntegerField(null=True)  # number in the mail log
    served_on = models.DateField(null=True)
    proof = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.reply_id} {self.way}"


@project("reply_template", body="body_id")
class ReplyTemplate(models.Model):
    """A body's own wording in place of rules/replies; it can't contradict the computed remedies."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=8)
    code = models.CharField(max_length=40)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "regime", "code"], name="reply_template_once")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.regime} {self.code}"


@project("redaction", body="body_id")
class Redaction(PartOfCase):
    """A copy with parts taken out (区分处理, 《条例》第三十七条). `boxes` are the parts, as fractions of each
    page as seen; the original stays in the case and is never shown to the applicant."""

    original = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    boxes = models.JSONField()
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.original_id} → {self.copy_id}"
