"""The ledger's one table. Rows are only ever added; triggers and rights refuse everything else."""

from django.db import models


class Event(models.Model):
    """One change of state: who, for which body, by which verb, on what, from what to what, and why.

    `sequence` has no gaps. `hash` covers every other column and the hash of the row before, so that a
    changed, removed or slipped-in row breaks the chain. Personal data is not kept here: subjects and
    actors are named by identifier.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    body = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    rule_version = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "sequence"]),
            models.Index(fields=["body", "sequence"]),
            models.Index(fields=["verb", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject_type}:{self.subject_id}"


class Entry(models.Model):
    """The number of a thing in a register, which stays the same through all corrections of it."""

    subject = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.subject}:{self.pk}"
