"""What a case leads to beyond its reply: advice to a unit, proactive publication, the published reply."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.handling import PartOfCase
from gongkai.foundation.ledger.rows import project


@project("advice", body="body_id", private=frozenset({"text", "answer"}))
class Advice(PartOfCase):
    """A fault seen through a case, told to the unit that can put it right, and its answer (S22).

    `due_on` is the day the letter asked to have the answer by.
    """

    state = models.CharField(max_length=16)
    to_body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    to_unit = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    drafted_by = models.CharField(max_length=80)
    given_on = models.DateField(null=True)
    due_on = models.DateField()
    reminded_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_body_id}"


@project("proactive_task", body="body_id", private=frozenset({"subject"}))
class ProactiveTask(models.Model):
    """Publish what several people asked for (《条例》第四十四条). Closed by an address or by a reason."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16)
    subject = models.CharField(_("事项"), max_length=200)
    case_ids = models.JSONField(default=list)  # the requests or the suggestion that asked for it
    unit = models.CharField(_("承办机构"), max_length=60, blank=True)
    proposed_by = models.CharField(max_length=80)
    submitted_by = models.CharField(max_length=80, blank=True)
    opened_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    address = models.CharField(_("公开网址"), max_length=400, blank=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.body_id} {self.state}"


_WORDS = frozenset({"title", "question", "answer", "kept", "flat", "grams"})


@project("published_reply", body="body_id", private=_WORDS)
class PublishedReply(PartOfCase):
    """A reply as everybody may read it, anonymised and checked by a person. The ledger keeps its digest.

    `kept`: what looked like personal data and was found not to be, with the reason for each. `flat` is title,
    question and answer without spaces, marks and widths, a line each; `grams` are numbers of its bigrams
    (`texts`).
    """

    title = models.CharField(max_length=200)
    question = models.TextField()
    answer = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of title, question and answer
    kept = models.JSONField(default=list)
    outcome = models.CharField(max_length=30)
    replied_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    flat = models.TextField()
    grams = ArrayField(models.IntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="published_reply_newest",
            ),
            GinIndex(fields=["grams"], name="published_reply_grams"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="published_reply_one_standing",
            )
        ]

    def __str__(self) -> str:
        return self.title
