"""What became of the duties to disclose, as the statistics know it."""

from django.db import models

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


@project("duty_figure", body="body_id")
class DutyFigure(Recorded):
    """The obligations of one body in one field whose due date falls in the year and has passed: how many were
    done in time, late, not at all, or answered by a zero return. Written anew when they change."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    punctual = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    nothing = models.PositiveIntegerField(default=0)

    class Meta(Recorded.Meta):
        indexes = [models.Index(fields=["body", "field", "year"])]

    def __str__(self) -> str:
        return f"{self.body_id} {self.field} {self.year}"
