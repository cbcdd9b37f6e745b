"""Draws of whom to inspect and by whom (双随机): committed to before, repeated by anybody after."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class DrawState(models.TextChoices):
    COMMITTED = "committed", _("已承诺，待抽取")
    DRAWN = "drawn", _("已抽取")
    CALLED_OFF = "called_off", _("已取消")


@project("draw", body="body_id", private=frozenset({"pool", "share"}))
class Draw(models.Model):
    """One draw by one body.

    `pool`: everything that goes into it, the canonical text whose SHA-256 is `list_digest`; public at once.
    `share`: the secret share, sealed until the draw, in the open from then on. `public_source`: which public
    value will be mixed in, in words; nobody knows it before `value_due_at`. `finish_by`: the day by which the
    inspections are to be over; whatever is not told until then is owed from that day. `objects_set`,
    `inspectors_set`, `results_set`: the data sets that hold the libraries and will hold the results.
    `found`: the result, [[code, [inspectors], short]] in the order drawn. Pool and share stay out of the
    ledger, their digests stand there.
    """

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("抽取编号"), max_length=40, unique=True)
    title = models.CharField(_("抽查任务"), max_length=100)
    item = models.CharField(_("抽查事项编号"), max_length=60, blank=True)
    line = models.CharField(_("监管领域"), max_length=40)
    objects_set = models.CharField(max_length=60)
    inspectors_set = models.CharField(max_length=60)
    results_set = models.CharField(max_length=60)
    wanted = models.PositiveIntegerField()
    team = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField(default=0)
    candidates = models.PositiveIntegerField()
    inspectors = models.PositiveIntegerField()
    pool = models.TextField()
    share = models.TextField()
    list_digest = models.CharField(max_length=64)
    share_digest = models.CharField(max_length=64)
    public_source = models.CharField(max_length=200)
    value_due_at = models.DateTimeField()
    finish_by = models.DateField()
    state = models.CharField(max_length=12, choices=DrawState)
    committed_by = models.CharField(max_length=80)
    committed_at = models.DateTimeField()
    public_value = models.CharField(max_length=200, blank=True)
    value_at = models.DateTimeField(null=True)
    drawn_by = models.CharField(max_length=80, blank=True)
    drawn_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=64, blank=True)
    found = models.JSONField(default=list)
    called_off_at = models.DateTimeField(null=True)
    called_off_for = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["body", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="drawn", drawn_at__gte=F("value_at"), value_at__gt=F("committed_at"))
                | (~Q(state="drawn") & Q(drawn_at__isnull=True, drawn_by="")),
                name="draw_after_its_value",
            ),
            models.CheckConstraint(condition=~Q(drawn_by=F("committed_by")), name="draw_by_another"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code


@project("draw_result", body="body_id")
class DrawResult(models.Model):
    """What came of one object of a draw has been told: `release` brings it to the public."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="results")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    release = models.ForeignKey("Release", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["draw", "code"])]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.code}"
