"""What a body states instead of rows, and what people object to while something is posted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class StatementKind(models.TextChoices):
    """NOTHING: a zero return, there was nothing in the period. NOT_APPLICABLE: the body has no such duty."""

    NOTHING = "nothing", _("本期无")
    NOT_APPLICABLE = "not_applicable", _("不适用")


@project("statement", body="body_id")
class Statement(models.Model):
    """A body's statement on one data set and period; `period` empty: for good, until taken back."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    data_set = models.CharField(max_length=60)
    period = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=16, choices=StatementKind)
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "data_set", "period"], condition=Q(taken_back_at__isnull=True),
                name="statement_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body_id} {self.data_set} {self.period} {self.kind}"


class ObjectionState(models.TextChoices):
    RECEIVED = "received", _("已收到")
    UPHELD = "upheld", _("异议成立")
    REJECTED = "rejected", _("异议不成立")
    WITHDRAWN = "withdrawn", _("已撤回")


@project("objection", body="body_id", private=frozenset({"name", "contact", "text", "answer"}))
class Objection(models.Model):
    """An objection to a posted row (公示异议). Name and contact are for the body alone; `answer` is public
    unless it says otherwise itself. `due_on`: the last day to answer."""

    data_set = models.CharField(max_length=60)
    row = models.BigIntegerField()
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ObjectionState)
    name = models.CharField(_("姓名"), max_length=60)
    contact = models.CharField(_("联系方式"), max_length=120)
    text = models.TextField(_("异议内容"))
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["body", "state"]), models.Index(fields=["data_set", "row"])]

    def __str__(self) -> str:
        return f"objection {self.pk} to {self.data_set}/{self.row}"
