"""Rows whose past stays readable: what the office knew at any position of the ledger.

A row is never changed in its facts. A correction closes it at the event that corrects it and adds
another row for the same entry. Whoever asks with an old position therefore gets the old figures.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q


class RecordedQuerySet(models.QuerySet["Recorded"]):
    """Rows by what the ledger said."""

    def as_of(self, position: int) -> Self:
        """The rows that stood after event number `position`."""
        return self.filter(
            Q(recorded_to__isnull=True) | Q(recorded_to__gt=position), recorded_from__lte=position
        )

    def standing(self) -> Self:
        """The rows that stand now."""
        return self.filter(recorded_to__isnull=True)


class Recorded(models.Model):
    """Stood from event `recorded_from` (included) to event `recorded_to` (excluded; None: stands).

    `entry` is the thing that the row and its corrections are about.
    """

    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    recorded_from = models.BigIntegerField()
    recorded_to = models.BigIntegerField(null=True)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_to__isnull=True) | Q(recorded_to__gt=F("recorded_from")),
                name="%(class)s_recorded_period",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(recorded_to__isnull=True), name="%(class)s_one_standing_row"
            ),
        ]
