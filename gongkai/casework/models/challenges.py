"""Reconsiderations, lawsuits and complaints against a case: cases of their own kind, with these facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.cases import Case
from gongkai.foundation.ledger.rows import project


class ChallengeGroup(models.TextChoices):
    """The groups of table 4; the 2014 form has one for lawsuits, the sum of the last two."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LAWSUIT_DIRECT = "lawsuit_direct", _("未经复议直接起诉")
    LAWSUIT_AFTER_REVIEW = "lawsuit_after_review", _("复议后起诉")
    COMPLAINT = "complaint", _("举报投诉")


@project("challenge", body="body_id", private=frozenset({"note"}))
class Challenge(models.Model):
    """`case.about` is the request that is challenged. Dates are the organ's; `result` its words for it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="challenge")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=20, choices=ChallengeGroup)
    organ = models.CharField(_("复议机关、法院或者受理机关"), max_length=120)
    organ_number = models.CharField(_("案号"), max_length=80, blank=True)
    stage = models.CharField(_("审级"), max_length=20, blank=True)
    simplified = models.BooleanField(_("适用简易程序"), default=False)
    filed_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    answer_due_on = models.DateField(null=True)  # when the body's defence is due, as the organ told
    answered_on = models.DateField(null=True)
    hearing_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    result = models.CharField(_("结果"), max_length=30, blank=True)
    corrected_what = models.TextField(_("纠正内容"), blank=True)
    ordered_days = models.PositiveSmallIntegerField(null=True)  # working days ordered for a new reply
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.group} {self.organ_number}"
