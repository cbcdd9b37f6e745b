"""What lets a citizen in: the query code, the draft, and the key that makes one request of a double click."""

from django.db import models

from gongkai.casework.models.cases import Case


class CaseAccess(models.Model):
    """The keyed hash of a case's query code. The code itself is told once and kept nowhere."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="access")
    code_hash = models.CharField(max_length=64)
    failures = models.PositiveIntegerField(default=0)  # wrong codes since the last right one
    locked_until = models.DateTimeField(null=True)
    tells = models.BooleanField(default=True)  # by e-mail or text message, when there is something new

    def __str__(self) -> str:
        return f"access to {self.case_id}"


class IntakeKey(models.Model):
    """A key of the sender's choosing (form, API) that was used once: the second use gives the same case."""

    key = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64)  # of what was sent: another content under the key is refused
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} → {self.case_id}"


class Draft(models.Model):
    """A citizen's unsent form, found again by its code; goes after its day. Never part of the ledger."""

    code_hash = models.CharField(max_length=64, unique=True)
    data = models.JSONField()
    at = models.DateTimeField()
    expires_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"draft of {self.at}"
