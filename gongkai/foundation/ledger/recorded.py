"""Rows whose past stays readable: what the office knew at any position of the ledger.

A row is never changed in its facts. A correction closes it at the event that corrects it and adds
another row for the same entry. Whoever asks with an old position therefore gets the old figures.
"""

from typing import Self

from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from gongkai.foundation.ledger.models import Event


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


def _events_of(subject: str, position: int) -> models.QuerySet[Event]:
    told = Event.objects.filter(subject_type=subject, subject_id=Cast(OuterRef("pk"), CharField()))
    return told.filter(sequence__lte=position).order_by("sequence")


def first_told(subject: str, position: int) -> Subquery:
    """For queries of rows that are not `Recorded`: the event that first told of the row, None when the ledger
    had not yet at `position`."""
    return Subquery(_events_of(subject, position).values("sequence")[:1])


def was_done(subject: str, verb: str, position: int) -> Exists:
    """Had `verb` been done on the row by `position`?"""
    return Exists(_events_of(subject, position).filter(verb=verb))


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
