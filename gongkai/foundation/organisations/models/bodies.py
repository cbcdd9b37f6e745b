"""Bodies and their history."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel


@project("body", body="id")
class Body(models.Model):
    """A body as one thing through time. What it was called, and whose it was, stands in its versions.

    `code` is a short permanent name for addresses ("lyjyj"). Periods are half-open: a body closed on
    2019-01-01 did not exist on that day.
    """

    code = models.SlugField(max_length=40, unique=True)
    founded = models.DateField()
    closed = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gt=F("founded")),
                name="body_closed_after_founded",
            )
        ]

    def __str__(self) -> str:
        return self.code


class _DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


@project("body_version", body="body_id")
class BodyVersion(models.Model):
    """Name, place in the tree and codes of a body during [valid_from, valid_to)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    level = models.CharField(_("层级"), max_length=12, choices=BodyLevel)
    kind = models.CharField(_("类型"), max_length=20, choices=BodyKind)
    parent = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="child_versions"
    )
    reports_to_parent = models.BooleanField(_("向上级报送年度报告"), default=True)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    division_code = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    order = models.PositiveIntegerField(_("排序"), default=0)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["parent", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="body_version_period",
            ),
            ExclusionConstraint(
                name="body_version_no_overlap",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    (_DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(parent=F("body")), name="body_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


@project("succession", body="predecessor_id")
class Succession(models.Model):
    """What became of a body: merged into, split into, or functions handed to another on a day.

    `carries_history`: the successor answers for the predecessor's earlier figures. A closed body has exactly
    one such successor, so that sums over the new tree equal sums over the old.
    """

    class Kind(models.TextChoices):
        MERGED = "merged", _("合并")
        SPLIT = "split", _("拆分")
        TRANSFERRED = "transferred", _("职能划转")

    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="inheritances")
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    carries_history = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor"], condition=Q(carries_history=True), name="succession_one_heir"
            ),
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
