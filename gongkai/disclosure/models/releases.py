"""Releases: the unit in which rows come in, are checked, approved and published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


class Way(models.TextChoices):
    """How rows came in."""

    FORM = "form", _("逐条填写")
    PASTE = "paste", _("粘贴表格")
    UPLOAD = "upload", _("上传文件")
    API = "api", _("接口推送")
    PULL = "pull", _("定时抓取")
    STREAM = "stream", _("实时读数")
    ROLLBACK = "rollback", _("撤销发布")
    CORRECTION = "correction", _("更正")
    WITHDRAWAL = "withdrawal", _("撤回")
    EXPIRY = "expiry", _("到期撤下")


_CONTENT = frozenset({"report", "findings", "returned", "file_name", "progress"})


@project("release", body="body_id", private=_CONTENT)
class Release(models.Model):
    """One release of one data set by one body.

    `file_place`: what came in, as it came; `staged_place`: the checked rows; both SHA-256 of kept contents.
    `digest` is over the staged rows: what was approved is known by it. `declared`, `declaration`: the version
    of the declaration they were checked with. `checked_against`: the data set's last release then; another
    one since means that the rows are compared again. `findings`: personal data met in free text, each to be
    judged. `number` counts the data set's releases from 1, given when it is out. `reason`: why rows were
    corrected, withdrawn or rolled back, for everybody. `writers`: everybody who wrote on it; none of them may
    approve it. Cells stay out of the ledger, digest and counts stand there.
    """

    data_set = models.CharField(max_length=60)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("所属期"), max_length=10, blank=True)
    periods = models.JSONField(default=list)
    way = models.CharField(max_length=12, choices=Way)
    mode = models.CharField(max_length=8)
    state = models.CharField(max_length=12)
    declared = models.DateField()
    declaration = models.CharField(max_length=64)
    file_place = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_size = models.BigIntegerField(default=0)
    staged_place = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    report = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    checked_against = models.BigIntegerField(default=0)
    progress = models.JSONField(default=dict)  # {"doing", "done", "total"} of background work
    writers = models.JSONField(default=list)
    created_by = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    returned = models.TextField(blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    scheduled_for = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField(null=True)
    rolls_back = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rolled_back_by")
    reason = models.TextField(blank=True)
    source = models.ForeignKey("Source", on_delete=models.PROTECT, null=True, related_name="releases")
    is_sample = models.BooleanField(default=False)
    touched_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_set", "number"], name="release_number_once"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=False, state="released", number__isnull=False)
                | (Q(released_at__isnull=True, number__isnull=True) & ~Q(state="released")),
                name="release_out_has_time",
            ),
            models.UniqueConstraint(
                fields=["rolls_back"], condition=Q(rolls_back__isnull=False, released_at__isnull=False),
                name="release_rolled_back_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["body", "state"]),
            models.Index(fields=["data_set", "body", "released_at"]),
            models.Index(fields=["data_set", "digest"]),
            models.Index(
                fields=["scheduled_for"], name="release_scheduled",
                condition=Q(released_at__isnull=True, scheduled_for__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.data_set} {self.pk}"


@project("release_figure", body="body_id")
class ReleaseFigure(Recorded):
    """What the statistics know of a release that is out."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="figures")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    data_set = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    period = models.CharField(max_length=10, blank=True)
    way = models.CharField(max_length=12, choices=Way)
    released_on = models.DateField()
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)

    class Meta(Recorded.Meta):
        indexes = [models.Index(fields=["body", "released_on"])]

    def __str__(self) -> str:
        return f"figures of {self.release_id}"


@project("year_figure", body="body_id")
class YearFigure(Recorded):
    """How many rows of one year a release brought, less those it took: by the year of what happened
    (decisions of 2025), not of the release. So that the sum over all releases is the list as it stands."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="years")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    data_set = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    rows = models.IntegerField()

    class Meta(Recorded.Meta):
        indexes = [models.Index(fields=["body", "data_set", "year"])]

    def __str__(self) -> str:
        return f"{self.data_set} {self.year} of {self.release_id}"
