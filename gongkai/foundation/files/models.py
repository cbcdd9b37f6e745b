"""Attached files. The content lies in the folder of files under its hash; here is what is known of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.foundation.ledger.rows import project


@project("file", body="body_id", private=frozenset({"name"}))
class StoredFile(models.Model):
    """One file as attached by one person for one purpose. The same content may be attached many times.

    `sha256` is the place of the content: its SHA-256, or, of a sealed file, a keyed digest that tells
    nothing. `sealed_with` names the key; empty means not sealed. `size` is that of the plain content, in
    bytes. Of an erased file the row stays, without content and name.
    """

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
    sealed_with = models.CharField(max_length=16, default="", blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name=""), name="file_erased_has_no_name"
            ),
            models.UniqueConstraint(
                "sha256", condition=~Q(sealed_with=""), name="file_sealed_content_is_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name
