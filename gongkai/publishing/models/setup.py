"""Registers a body keeps before it publishes: its marks, its series of numbers, its deliveries."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project
from gongkai.foundation.ledger.serials import Serials


@project("number_series", body="body_id")
class NumberSeries(Serials):
    """Numbers of documents."""

    code = models.CharField(max_length=30)  # "index", "registration", or a 机关代字

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "code", "year"], name="number_series_once")]


@project("number_mark", body="body_id")
class NumberMark(models.Model):
    """A 机关代字 of a body ("临政办发"), under which its documents are numbered. `registers` marks the one
    under which the body gives 登记号 to the normative documents of the bodies below it."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(_("机关代字"), max_length=20)
    registers = models.BooleanField(default=False)
    stopped_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "mark"], name="number_mark_once")]

    def __str__(self) -> str:
        return self.mark


class BatchState(models.TextChoices):
    CHECKING = "checking", _("检查中")
    CHECKED = "checked", _("已检查，待确认")
    BRINGING_IN = "bringing_in", _("导入中")
    DONE = "done", _("导入完成")


@project("batch", body="body_id", private=frozenset({"name", "report", "progress"}))
class Batch(models.Model):
    """One arrival of many items from a body's office system. `content` is the SHA-256 of the file as it
    lies in the folder of files. `report` tells row by row what can't be taken; `total`, `done`, `brought_in`,
    `known` and `refused` are numbers of rows. `progress`: the common step that runs through its editions in
    the background, who ordered it, how many are done and which are held, with the reason."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=BatchState)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    brought_in = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list)
    progress = models.JSONField(default=dict)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["body", "at"])]

    def __str__(self) -> str:
        return f"batch {self.pk}"


@project("evaluation", body="body_id")
class Evaluation(models.Model):
    """评估、清理 of one normative document: before its validity ends, or in the clean-up of a year."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="evaluations")
    on = models.DateField()
    conclusion = models.CharField(max_length=12)  # keep, amend, repeal, lapse
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["document", "on"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.on} {self.conclusion}"
