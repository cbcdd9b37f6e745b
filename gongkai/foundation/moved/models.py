"""Old addresses and where they lead."""

from django.db import models
from django.db.models import Q

from gongkai.foundation.ledger.rows import project


@project("old_address", body=None)
class OldAddress(models.Model):
    """`host` in small letters, empty for every name the site answers to; `path` as the old site had it,
    decoded, with "?" and its query where that belonged to the address. `to`: path of this site. A closed one
    leads nowhere."""

    host = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=500)
    to = models.CharField(max_length=300)
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    closed_by = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path", "host"], condition=Q(closed_at__isnull=True), name="old_address_leads_once"
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & Q(to__startswith="/") & ~Q(to__startswith="//"),
                name="old_address_paths",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.path}"
