"""我为政府网站找错: what readers report as wrong, and how it was answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class FaultState(models.TextChoices):
    OPEN = "open", _("待办理")
    CLOSED = "closed", _("已办结")


class FaultResult(models.TextChoices):
    """How a report ended."""

    MENDED = "mended", _("已改正")
    NO_FAULT = "no_fault", _("没有错误")
    ELSEWHERE = "elsewhere", _("不属于本网站")


@project("fault", body="body_id", private=frozenset({"code", "page", "words", "contact", "answer"}))
class Fault(models.Model):
    """A reader's report; when it is due follows from `at` and the calendar (`due.py`). What it says may name
    people, so it stays out of the ledger."""

    site = models.ForeignKey("pages.PublicSite", on_delete=models.PROTECT, related_name="faults")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类型"), max_length=12)
    page = models.CharField(_("出错的网页"), max_length=300)
    words = models.TextField(_("错在哪里"), max_length=500)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    code = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=FaultState, default=FaultState.OPEN)
    result = models.CharField(max_length=12, choices=FaultResult, blank=True)
    answer = models.TextField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["site", "state", "at"], name="fault_by_site")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True, result="")
                | (Q(state="closed", answered_at__isnull=False) & ~Q(result="") & ~Q(answer="")),
                name="fault_closed_with_answer",
            )
        ]

    def __str__(self) -> str:
        return self.code
