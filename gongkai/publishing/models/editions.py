"""Editions: what a document says, from the first draft until it is released and stays for good."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project
from gongkai.publishing.models.documents import OfDocument

_WORDS = frozenset(
    {"title", "html", "text", "summary", "keywords", "change_note", "returned", "reviewed_text"}
)


@project("edition", body="body_id", private=_WORDS)
class Edition(OfDocument):
    """One edition: one at a time in the chain; a released one is never changed (the database refuses).

    `html` is sanitised, `text` the same as plain text. `digest` is over everything that will be read by the
    public (`publishing_digest` in the database computes the same): what was approved is known by it, and a
    change needs approval again. The words stay out of the ledger: until the gate has passed nobody knows
    whether they may be kept there for good. `late`: a scheduled release that came later than it should.
    """

    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16)
    title = models.CharField(_("标题"), max_length=300)
    html = models.TextField(_("正文"), blank=True)
    text = models.TextField(blank=True)
    summary = models.TextField(_("内容概述"), blank=True)
    subject = models.CharField(_("主题分类"), max_length=40, blank=True)
    genre = models.CharField(_("体裁分类"), max_length=20, blank=True)
    form = models.CharField(_("解读形式"), max_length=20, blank=True)
    elements = models.JSONField(default=list)  # of an interpretation: what it tells of the document
    keywords = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    formed_on = models.DateField(_("成文日期"), null=True)
    effective_on = models.DateField(_("施行日期"), null=True)
    expires_on = models.DateField(_("有效期至"), null=True)
    change_note = models.TextField(_("变动说明"), blank=True)
    writers = models.JSONField(default=list)  # everybody who wrote on it: none of them may approve it
    drafted_by = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    approved_by = models.JSONField(default=dict)  # step → {"by", "digest", "at"}
    returned = models.TextField(blank=True)  # why it came back
    reviewed_text = models.TextField(blank=True)  # what was last sent to review
    scheduled_for = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=80, blank=True)
    late = models.BooleanField(default=False)
    batch = models.ForeignKey("Batch", on_delete=models.PROTECT, null=True, related_name="editions")
    revision = models.PositiveIntegerField(default=0)

    loaded_files: list["EditionFile"] | None = None
    """Its published files, where they were read together with those of others (`reading.load_files`)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], condition=~Q(state="discarded"), name="edition_number_once"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=~Q(state__in=("released", "kept", "discarded")),
                name="edition_one_in_the_chain",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=False, state="released")
                | (Q(released_at__isnull=True) & ~Q(state="released")),
                name="edition_released_has_time",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(number=1) | ~Q(change_note=""),
                name="edition_change_is_told",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["body", "state"]),
            models.Index(fields=["batch", "state"]),
            models.Index(
                fields=["scheduled_for"], name="edition_scheduled",
                condition=Q(released_at__isnull=True, scheduled_for__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class OfEdition(models.Model):
    """What belongs to one edition, and to its body."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="%(class)ss")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class FilePart(models.TextChoices):
    """What a file is in its edition. Originals are kept and never shown."""

    ATTACHMENT = "attachment", _("附件")
    PICTURE = "picture", _("图片")
    VIDEO = "video", _("视频")
    POSTER = "poster", _("视频封面")
    ORIGINAL = "original", _("遮盖前的原件")


@project("edition_file", body="body_id", private=frozenset({"name", "alternative"}))
class EditionFile(OfEdition):
    """A file of an edition. `masked_from`: it takes the place of this original, which is never shown.
    `alternative` says in words what a picture shows, or what is said and seen in a video (文字稿), for who
    can't see or hear it. `beside`: the video of which this is the poster."""

    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=FilePart)
    name = models.CharField(max_length=200)
    alternative = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    beside = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    masked_from = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    loaded_reading: "FileReading | None" = None
    """What was read in the file, where `Edition.loaded_files` were read."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "file"], name="edition_file_once")]
        indexes = [models.Index(fields=["file"])]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.part} {self.file_id}"


class FileReading(models.Model):
    """What could be read in a file: derived, may be thrown away and made again. `passages` are
    [where, text, hidden]; `problem` says why nothing could be read, so that a person must look."""

    file = models.OneToOneField("files.StoredFile", on_delete=models.CASCADE, related_name="+")
    passages = models.JSONField(default=list)
    problem = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reading of {self.file_id}"


@project("gate_review", body="body_id", private=frozenset({"reason", "items", "referred"}))
class GateReview(OfEdition):
    """保密审查 of one edition as it stood with `digest`. `items`: code → {"answer", "note"}; `result` empty
    until decided, `passed` whether the text may go out. `referred`: to whom an unclear case was put
    (《条例》第十七条第三款), and what came back."""

    digest = models.CharField(max_length=64)
    items = models.JSONField(default=dict)
    result = models.CharField(max_length=12, blank=True)
    passed = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    referred = models.JSONField(default=dict)
    reviewer = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(decided_at__isnull=True), name="gate_review_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, result="", passed=False)
                | (Q(decided_at__isnull=False) & ~Q(result="") & ~Q(reviewer="")),
                name="gate_review_decided_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["edition", "digest"])]

    def __str__(self) -> str:
        return f"gate of {self.edition_id}"


@project("gate_finding", body="body_id", private=frozenset({"excerpt", "passage", "reason", "where"}))
class GateFinding(models.Model):
    """A place the machine points at, as `core.publishing.findings` tells it. `file` None: the edition's own
    words, `part` which of them; `passage` the words found, `excerpt` with what stands around them. `judged`
    is a `core.publishing.gate.Verdict`; all findings of one `key` are judged at once."""

    review = models.ForeignKey(GateReview, on_delete=models.PROTECT, related_name="findings")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    part = models.CharField(max_length=12)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    where = models.CharField(max_length=300, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    key = models.CharField(max_length=24)
    passage = models.TextField()
    excerpt = models.TextField(blank=True)
    hidden = models.BooleanField(default=False)  # a reader of the page does not see it
    judged = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    judged_by = models.CharField(max_length=80, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["review", "judged"])]

    def __str__(self) -> str:
        return f"{self.review_id} {self.kind} {self.where}"


@project("masking", body="body_id", private=frozenset({"reason"}))
class Masking(OfEdition):
    """What was taken out before publication. `copy` takes the place of `original`; both None: words of the
    text, `spans` how many places."""

    original = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    boxes = models.JSONField(default=list)
    spans = models.PositiveIntegerField(default=0)
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"masking of {self.edition_id}"
