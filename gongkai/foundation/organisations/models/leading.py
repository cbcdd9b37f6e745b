"""Registers of who leads a body and what it is there for: 负责人信息, 机构职能 (《条例》第二十条第二项)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project
from gongkai.foundation.organisations.models.registers import RegisterRow


@project("leader", body="body_id")
class Leader(RegisterRow):
    """A leader in office during [valid_from, valid_to), as everybody may know him. `order`: his place in
    the list; the first is the head."""

    name = models.CharField(_("姓名"), max_length=40)
    post = models.CharField(_("职务"), max_length=80)
    duties = models.CharField(_("工作分工"), max_length=800)
    life = models.CharField(_("简历"), max_length=2000, blank=True)
    order = models.PositiveSmallIntegerField(_("排序"), default=1)
    valid_from = models.DateField(_("任职日期"))
    valid_to = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="leader_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.post}"


@project("duty", body="body_id")
class Duty(RegisterRow):
    """职能 of a body from `valid_from` until the next such row, in the words of its 三定规定; `basis` is
    that paper's title and number."""

    text = models.CharField(_("职能"), max_length=4000)
    basis = models.CharField(_("依据"), max_length=120, blank=True)
    valid_from = models.DateField(_("起始日期"))

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "valid_from"], condition=Q(recorded_to__isnull=True), name="duty_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
