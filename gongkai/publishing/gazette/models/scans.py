"""The text of scans: derived, may be thrown away and made again."""

from django.db import models


class ScanReading(models.Model):
    """How far the recognition of an old issue has come; `problem` why it does not go on."""

    issue = models.OneToOneField("gazette.Issue", on_delete=models.CASCADE, related_name="reading")
    pages = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.issue_id} {self.done}/{self.pages}"


class ScanPage(models.Model):
    """A page of the scan. `seen`: recognised from its picture; otherwise the PDF holds the words itself."""

    issue = models.ForeignKey("gazette.Issue", on_delete=models.CASCADE, related_name="scanpages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    seen = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="scan_page_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} p. {self.number}"
