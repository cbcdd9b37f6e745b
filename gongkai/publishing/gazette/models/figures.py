"""What the statistics know of the gazette, with its past (named counts read nothing else)."""

from django.db import models
from django.db.models import Q

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


@project("gazette_published", body="body_id")
class PublishedIssue(Recorded):
    """An issue that came out; `is_old`: one printed before, put on the site. `body`: the government whose
    gazette it is."""

    issue = models.ForeignKey("gazette.Issue", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    items = models.PositiveIntegerField()
    is_old = models.BooleanField(default=False)

    class Meta(Recorded.Meta):
        indexes = [models.Index(fields=["body", "on"])]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.on}"


@project("gazette_printed", body="body_id")
class PrintedItem(Recorded):
    """A document made public in a gazette. `body`: its maker."""

    gazette_entry = models.ForeignKey("gazette.Entry", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta(Recorded.Meta):
        indexes = [models.Index(fields=["body", "on"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.on}"


@project("gazette_copies", body="body_id")
class Copies(Recorded):
    """Copies printed (`place` printed) or given away, at a place of rules/publishing/gazette.toml."""

    issue = models.ForeignKey("gazette.Issue", on_delete=models.PROTECT, related_name="copies")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=20)
    name = models.CharField(max_length=100, blank=True)
    copies = models.PositiveIntegerField()
    on = models.DateField()

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=Q(copies__gt=0), name="gazette_copies_some"),
        ]
        indexes = [models.Index(fields=["body", "on"])]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.place} {self.copies}"
