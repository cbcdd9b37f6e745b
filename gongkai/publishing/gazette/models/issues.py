"""The gazette, its issues, and what stands in them."""

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project

OUT = ("published", "digitised")
"""States in which everybody reads the issue."""


@project("gazette", body="body_id")
class Gazette(models.Model):
    """政府公报 of one government: its masthead. `since`: documents released from this day on must be in it;
    what was released earlier stands in issues that were not made here."""

    body = models.OneToOneField("organisations.Body", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("刊名"), max_length=100)
    issn = models.CharField("ISSN", max_length=9, blank=True)
    serial_number = models.CharField(_("国内统一刊号或者准印证号"), max_length=60, blank=True)
    editor = models.CharField(_("编辑单位"), max_length=100)
    contact = models.CharField(_("地址和电话"), max_length=200, blank=True)
    since = models.DateField(_("起始日期"))
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


@project("gazette_issue", body="body_id", private=frozenset({"returned", "judged"}))
class Issue(models.Model):
    """One issue. `number` within the year, `total_number` through all years (总第N期). It takes in what was
    released from `starts` to before `ends`. `dated` is printed on it. `is_old`: a scan of an issue printed
    before. `digest` is over all that is printed (`digests`), set when the issue is closed; `writers` put it
    together and none of them approves it. `judged`: what was said of the machine's findings in an old one."""

    gazette = models.ForeignKey(Gazette, on_delete=models.PROTECT, related_name="issues")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveSmallIntegerField(_("期号"))
    total_number = models.PositiveIntegerField(_("总期号"), null=True)
    starts = models.DateField()
    ends = models.DateField()
    dated = models.DateField(_("出版日期"))
    is_old = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    writers = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    returned = models.TextField(blank=True)
    judged = models.TextField(blank=True)
    published_by = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gazette", "year", "number"], condition=~Q(state="dropped"), name="issue_number_once"
            ),
            models.UniqueConstraint(
                fields=["gazette", "total_number"],
                condition=~Q(state="dropped") & Q(total_number__isnull=False), name="issue_total_once",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="issue_period"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False, state__in=OUT)
                | (Q(published_at__isnull=True) & ~Q(state__in=OUT)),
                name="issue_out_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "published"))
                | (~Q(approved_by="") & ~Q(digest="") & Q(approved_digest=F("digest"))),
                name="issue_approved_as_it_is",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["gazette", "-year", "-number"]),
            models.Index(fields=["body", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.gazette_id} {self.year}/{self.number}"

    @property
    def is_out(self) -> bool:
        return self.state in OUT


class OfIssue(models.Model):
    """What belongs to one issue, and to the body of its gazette."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="%(class)ss")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@project("gazette_entry", body="body_id", private=frozenset({"title", "text"}))
class Entry(OfIssue):
    """条目. Exactly one of three: a released edition of a document; a correction (更正) of an entry of a
    published issue, `text` saying what should be read; pages of a scan, from `first_page` to `last_page`,
    `text` as recognised and put right. `page`: where it begins in print, set with the proof."""

    order = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20)  # rules/publishing/gazette.toml
    document = models.ForeignKey(
        "publishing.Document", on_delete=models.PROTECT, null=True, related_name="gazette_entries"
    )
    edition = models.ForeignKey(
        "publishing.Edition", on_delete=models.PROTECT, null=True, related_name="gazette_entries"
    )
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    title = models.CharField(max_length=300)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    maker = models.CharField(_("制作机关"), max_length=200, blank=True)
    text = models.TextField(blank=True)
    first_page = models.PositiveIntegerField(null=True)
    last_page = models.PositiveIntegerField(null=True)
    page = models.PositiveIntegerField(null=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "order"], name="gazette_entry_order", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["issue", "document"], condition=Q(document__isnull=False), name="gazette_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False, edition__isnull=False, corrects__isnull=True,
                            first_page__isnull=True, last_page__isnull=True)
                | Q(document__isnull=True, edition__isnull=True, corrects__isnull=False,
                    first_page__isnull=True, last_page__isnull=True)
                | Q(document__isnull=True, edition__isnull=True, corrects__isnull=True,
                    first_page__isnull=False, last_page__gte=F("first_page")),
                name="gazette_entry_is_one_thing",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["document"])]

    def __str__(self) -> str:
        return f"{self.issue_id}/{self.order}"


@project("gazette_omission", body="body_id", private=frozenset({"reason"}))
class Omission(OfIssue):
    """Why a document that must be in the gazette is not in this issue. It is asked for again in the next."""

    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "document"], name="gazette_omission_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} without {self.document_id}"


class PaperForm(models.TextChoices):
    """What is kept of an issue as a file."""

    PDF = "pdf", "PDF"
    SCAN = "scan", _("扫描件")


@project("gazette_paper", body="body_id")
class Paper(OfIssue):
    """A file of the issue: its pages as set for print, or the scan. `digest`: the content it was set from.
    `without`: documents that were withdrawn when it was set, and are represented by their notice."""

    form = models.CharField(max_length=4, choices=PaperForm)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    without = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["issue", "form", "digest"])]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.form}"
