"""Tokens. Only their digests are kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


@project("api_token", body="body_id", private=frozenset({"digest", "last_used_at"}))
class ApiToken(models.Model):
    """A program acts as `person` with the roles he holds in `body` on the day, and within `scopes`.

    `data_sets`: to these alone it may hand in rows; empty: to all. `digest` is the SHA-256 of the token,
    which has 256 random bits and so needs no salt. `beginning` is
    what people tell tokens apart by. Valid through `expires_on`. `last_used_at` is no state, and stays out
    of the ledger.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("用途"), max_length=60)
    scopes = models.JSONField(default=list)
    data_sets = models.JSONField(default=list, blank=True)
    beginning = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=80, blank=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["body", "-issued_at"])]

    def __str__(self) -> str:
        return f"{self.beginning}… {self.name}"
