"""政府信息公开指南 and 政府信息公开制度 of a body, version after version."""

from django.db import models
from django.db.models import F, Q

from gongkai.foundation.ledger.rows import project


@project("guide_version", body="body_id", private=frozenset({"sections", "answer"}))
class GuideVersion(models.Model):
    """`kind` is a `core.publishing.guide.PageKind`, `sections` element → text. Public from `published_at`
    until
    the next; never changed afterwards (the database refuses)."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    sections = models.JSONField(default=dict)
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    returned = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "number"], name="guide_version_number_once"),
            models.UniqueConstraint(
                fields=["body", "kind"], condition=Q(published_at__isnull=True, returned=False),
                name="guide_version_one_open",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | (~Q(decided_by="") & ~Q(decided_by=F("written_by"))),
                name="guide_version_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body_id} {self.kind} {self.number}"
