"""Sessions by person, so that there can't be too many and an administrator can end them."""

from django.conf import settings
from django.db import models


class SignIn(models.Model):
    """One signed-in browser. The row goes when the session ends."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"
