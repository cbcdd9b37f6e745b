"""Registers of disclosure work: offices, staff, funds, meetings, training (年报 十二、十三)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project
from gongkai.foundation.organisations.models.bodies import Body


class RegisterRow(Recorded):
    """What every register shares."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("单位"))

    class Meta(Recorded.Meta):
        abstract = True
        indexes = [models.Index(fields=["body", "recorded_from"])]


@project("disclosure_office", body="body_id")
class DisclosureOffice(RegisterRow):
    """政府信息公开工作机构 (《条例》第四条), in existence during [valid_from, valid_to)."""

    name = models.CharField(_("机构名称"), max_length=120)
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    fax = models.CharField(_("传真"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    valid_from = models.DateField(_("设立日期"))
    valid_to = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="office_period"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@project("staffing", body="body_id")
class Staffing(RegisterRow):
    """Staff of a disclosure office from `valid_from` until the next such row of the same office."""

    office = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("起始日期"))
    full_time = models.PositiveIntegerField(_("专职人员数"))
    part_time = models.PositiveIntegerField(_("兼职人员数"))

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["office", "valid_from"],
                condition=Q(recorded_to__isnull=True),
                name="staffing_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.valid_from}: {self.full_time} + {self.part_time}"


@project("fund", body="body_id")
class Fund(RegisterRow):
    """政府信息公开专项经费 spent in a year, in fen; the gazette and the websites excluded (年报 12.4)."""

    year = models.PositiveSmallIntegerField(_("年度"))
    fen = models.BigIntegerField(_("金额（分）"))
    purpose = models.CharField(_("用途"), max_length=200)

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(condition=Q(fen__gte=0), name="fund_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.purpose}"


@project("meeting", body="body_id")
class Meeting(RegisterRow):
    """政府信息公开工作会议或专题会议."""

    on = models.DateField(_("日期"))
    title = models.CharField(_("会议名称"), max_length=200)

    def __str__(self) -> str:
        return self.title


@project("course", body="body_id")
class Course(RegisterRow):
    """A training course, and how many took part (人次: who attends two courses counts twice)."""

    on = models.DateField(_("日期"))
    title = models.CharField(_("培训名称"), max_length=200)
    trainees = models.PositiveIntegerField(_("受训人次"))

    def __str__(self) -> str:
        return self.title
