"""A year's reporting, the bodies' returns in it, and what each body fills in."""

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.core.cells import State
from gongkai.foundation.ledger.rows import project


class ReturnState(models.TextChoices):
    """The states of rules/lifecycles/return.toml."""

    OPENED = "opened", _("待填报")
    FILLING = "filling", _("填报中")
    IN_REVIEW = "in_review", _("审核中")
    RETURNED = "returned", _("审核退回")
    REVIEWED = "reviewed", _("已审核")
    SUBMITTED = "submitted", _("已报送")
    SENT_BACK = "sent_back", _("上级退回")
    ACCEPTED = "accepted", _("已接收")
    FROZEN = "frozen", _("已定稿")
    PUBLISHED = "published", _("已公布")


class CellState(models.TextChoices):
    """`gongkai.core.cells.State` as the database knows it."""

    NUMBER = State.NUMBER.value, _("数字")
    BLANK = State.BLANK.value, _("空白")
    STRUCK = State.STRUCK.value, _("不适用")


def value_only_when_number(prefix: str = "") -> Q:
    """The condition that a cell has a value exactly when its state is number."""
    state, value = f"{prefix}state", f"{prefix}value__isnull"
    return Q(**{state: State.NUMBER.value, value: False}) | (
        ~Q(**{state: State.NUMBER.value}) & Q(**{value: True})
    )


@project("reporting_year", body="root_id")
class ReportingYear(models.Model):
    """One year's annual report of a root body and all that report to it."""

    year = models.PositiveSmallIntegerField(_("年度"))
    form = models.CharField(_("统计表"), max_length=12)
    root = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    tree_day = models.DateField(_("机构截至"))  # the tree of bodies is that of this day
    asked_for = models.DateField(_("要求报送日期"), null=True)  # by the office, earlier than the law's
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["root", "year"], name="reporting_year_once")]

    def __str__(self) -> str:
        return f"{self.root_id} {self.year}"


class Return(models.Model):
    """A body's return for a year. `version` is the one being worked on; versions before it are frozen.

    `ancestors` are the body ids above, nearest first, as the tree stood when the year was opened.
    `revision` grows with every change of a cell. `latest` is the last submission, `accepted` the one that
    counts in the sum of the body above. `heirs` is not kept: read with the return, it says who answers today
    for its bodies that are closed (closed body → heir).
    """

    heirs: Mapping[int, int] = MappingProxyType({})

    reporting_year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="returns")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    ancestors = ArrayField(models.BigIntegerField(), default=list)
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(_("状态"), max_length=12, choices=ReturnState, default=ReturnState.OPENED)
    state_since = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)
    version_reason = models.TextField(_("更正理由"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    filled_by = ArrayField(models.CharField(max_length=80), default=list)
    reviewed_by = models.CharField(max_length=80, blank=True)
    submitted_by = models.CharField(max_length=80, blank=True)
    latest = models.ForeignKey("Submission", on_delete=models.PROTECT, null=True, related_name="+")
    accepted = models.ForeignKey("Submission", on_delete=models.PROTECT, null=True, related_name="+")
    errors = models.PositiveSmallIntegerField(default=0)  # as last checked
    warnings = models.PositiveSmallIntegerField(default=0)  # as last checked, explained ones included

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="return_once_a_year"),
            models.CheckConstraint(condition=Q(version__gte=1), name="return_version_from_one"),
            models.CheckConstraint(condition=Q(state__in=ReturnState.values), name="return_known_state"),
        ]
        indexes = [
            models.Index(fields=["parent", "accepted"]),
            models.Index(fields=["year", "state"]),
            GinIndex(fields=["ancestors"], name="return_ancestors"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}"


class ReturnCell(models.Model):
    """A cell of a return: what the registers count, and what the body enters itself.

    Values are whole units, money in fen. `counted` is None where the form's cell is not counted. The entry
    beside a count is an addition to it (below zero to take back). `revision` is that of the return when the
    entry last changed.
    """

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="cells")
    code = models.CharField(max_length=24)
    counted = models.BigIntegerField(_("系统统计"), null=True)
    counted_as_of = models.DateField(null=True)
    counted_position = models.BigIntegerField(null=True)  # sequence of the newest ledger event counted
    entry_state = models.CharField(max_length=8, choices=CellState, default=CellState.BLANK)
    entry_value = models.BigIntegerField(_("本单位填报"), null=True)
    reason = models.TextField(_("理由"), blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("依据材料")
    )
    entered_by = models.CharField(max_length=80, blank=True)
    entered_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "code"], name="return_cell_once"),
            models.CheckConstraint(
                condition=value_only_when_number("entry_"), name="return_cell_number_has_value"
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True, counted_position__isnull=True)
                | Q(counted__isnull=False, counted_position__isnull=False),
                name="return_cell_count_has_position",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True)
                | Q(entry_value__isnull=True)
                | Q(counted__gte=-models.F("entry_value")),
                name="return_cell_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.code}"
