"""政府信息查阅场所, what was deposited there and who came (《条例》第二十五条). Registers with their past:
named counts
read nothing else."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project
from gongkai.publishing.archives.choices import DepositForm, PlaceType


@project("reading_point", body="body_id")
class ReadingPoint(Recorded):
    """A place where people read; open during [valid_from, valid_to). `level` is that of the body that set
    it up
    (统计表十分市、县、乡)."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12)
    name = models.CharField(_("名称"), max_length=120)
    place = models.CharField(_("场所"), max_length=8, choices=PlaceType)
    address = models.CharField(_("地址"), max_length=200)
    hours = models.CharField(_("开放时间"), max_length=200)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    accessible = models.CharField(_("无障碍设施"), max_length=200, blank=True)
    valid_from = models.DateField(_("设立日期"))
    valid_to = models.DateField(_("撤销日期"), null=True)
    is_sample = models.BooleanField(default=False)

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="reading_point_period",
            ),
        ]
        indexes = [models.Index(fields=["body", "recorded_from"])]

    def __str__(self) -> str:
        return self.name


@project("deposit", body="body_id")
class Deposit(Recorded):
    """报送: a published document handed to a reading point on paper or as a file. `body`: its maker;
    `package`: it
    went with a yearly package."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=DepositForm)
    copies = models.PositiveIntegerField(default=1)
    on = models.DateField()
    package = models.ForeignKey(
        "archives.Package", on_delete=models.PROTECT, null=True, related_name="deposits"
    )

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=Q(copies__gt=0), name="deposit_copies_some"),
            models.UniqueConstraint(
                fields=["point", "document", "form"],
                condition=Q(recorded_to__isnull=True),
                name="deposit_once",
            ),
        ]
        indexes = [models.Index(fields=["body", "on"]), models.Index(fields=["document", "form"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.form} {self.on}"


@project("reading_point_visits", body="body_id")
class Visits(Recorded):
    """接待人次 of a reading point in a month; `month` is its first day."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12)
    point = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("月份"))
    visitors = models.PositiveIntegerField(_("接待人次"))

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(
                fields=["point", "month"], condition=Q(recorded_to__isnull=True), name="visits_once_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="visits_first_of_month"),
        ]
        indexes = [models.Index(fields=["body", "month"])]

    def __str__(self) -> str:
        return f"{self.point_id} {self.month:%Y-%m}"
