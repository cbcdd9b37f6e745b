"""Notices as loaded. Rows are only ever added; the newest of a year counts."""

from django.conf import settings
from django.db import models

from gongkai.foundation.ledger.rows import project


@project("calendar_notice", body=None)
class LoadedNotice(models.Model):
    """One year's notice, as its TOML text."""

    year = models.PositiveSmallIntegerField(db_index=True)
    text = models.TextField()
    at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.year}"
