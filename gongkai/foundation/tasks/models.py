"""What went wrong in background work. The queue's own tables come with procrastinate."""

from django.db import models


class Failure(models.Model):
    """One failed attempt of a job. Kept apart from the job, which may succeed later."""

    job = models.BigIntegerField(db_index=True)
    task = models.CharField(max_length=128)
    at = models.DateTimeField(auto_now_add=True)
    attempt = models.PositiveIntegerField()
    error = models.TextField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.task} {self.job}: {self.error}"
