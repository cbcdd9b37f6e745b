"""The office's own paragraphs of a report."""

from django.db import models

from gongkai.reporting.models.returns import Return


class ReportText(models.Model):
    """What was written into a slot of the report ("一", "opening"), as of one moment. The newest counts.

    Figures stand in it as holes bound to cells ("{3.1}"), never as digits.
    """

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="texts")
    slot = models.CharField(max_length=24)
    text = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["of", "slot", "-id"])]

    def __str__(self) -> str:
        return f"{self.of_id} {self.slot}"
