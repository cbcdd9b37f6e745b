"""Attached files. The content lies in the folder of files under its hash; here is what is known of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.foundation.ledger.rows import project


@project("file", body="body_id", private=frozenset({"name"}))
class StoredFile(models.Model):
    """One file as attached by one person for one purpose. The same content may be attached many times."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    purpose = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]

    def __str__(self) -> str:
        return self.name
