"""What people say about a return: comments on cells, explanations of warnings, reminders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.reporting.models.returns import Return


class CellComment(models.Model):
    """A remark on a cell, or on the whole return when `code` is empty. Open until the return is sent to
    review again."""

    class Place(models.TextChoices):
        OWN = "own", _("本单位审核人")
        SUPERIOR = "superior", _("上级")

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="comments")
    code = models.CharField(max_length=24, blank=True)
    text = models.TextField()
    place = models.CharField(max_length=8, choices=Place)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.of_id} {self.code}"


class RuleExplanation(models.Model):
    """Why a warning is in order. `fingerprint` names the figures it was given for: when they change, it no
    longer counts."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="explanations")
    rule_key = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "rule_key", "fingerprint"], name="explanation_once")
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.rule_key}"


class Reminder(models.Model):
    """The body was told that its return is awaited."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="reminders")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    due = models.DateField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.of_id} {self.at:%Y-%m-%d}"
