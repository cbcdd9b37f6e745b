"""Answers kept for repeated requests, and how often somebody has called. Neither is part of the ledger."""

from django.db import models


class KeptAnswer(models.Model):
    """What a request under an idempotency key was answered.

    `key_hash` is the keyed hash of caller and key. The answer is sealed with the key itself, which is not
    kept: it may hold a query code that nobody else is to read.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)  # of what was asked: another content under the key is refused
    status = models.PositiveSmallIntegerField(null=True)
    sealed = models.BinaryField(default=b"")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"answer of {self.at}"


class Rate(models.Model):
    """Calls of one caller in the current window, which began at `since`."""

    caller = models.CharField(max_length=80, primary_key=True)
    since = models.DateTimeField(db_index=True)
    calls = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.caller}: {self.calls}"
