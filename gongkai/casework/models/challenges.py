"""Reconsiderations, lawsuits and complaints against a case: cases of their own kind, with these facts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.cases import Case
from gongkai.foundation.ledger.rows import project


class ChallengeGroup(models.TextChoices):
    """The groups of table 4; the 2014 form has one for lawsuits, the sum of the last two."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LAWSUIT_DIRECT = "lawsuit_direct", _("未经复议直接起诉")
    LAWSUIT_AFTER_REVIEW = "lawsuit_after_review", _("复议后起诉")
    COMPLAINT = "complaint", _("举报投诉")


class Stage(models.TextChoices):
    """Of a lawsuit. A judgment of the first instance that is not yet final leaves the case pending."""

    FIRST_INSTANCE = "first_instance", _("一审")
    SECOND_INSTANCE = "second_instance", _("二审")
    RETRIAL = "retrial", _("再审")


@project("challenge", body="body_id", private=frozenset({"note", "explanation"}))
class Challenge(models.Model):
    """`case.about` is the request that is challenged, if it is about one. `body` is whose act or omission is
    challenged: the case's own body, but for a complaint the body complained of. Dates are the organ's.

    `decision` is the code of how it ended (rules/outcomes), `result` the form's word for it. `answer_due_on`
    is what the organ told; without it the law's day is computed from `notified_on`. `review` is the
    reconsideration that went before a lawsuit.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="challenge")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=20, choices=ChallengeGroup)
    review = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="lawsuits")
    organ = models.CharField(_("复议机关、法院或者受理机关"), max_length=120)
    organ_number = models.CharField(_("案号"), max_length=80, blank=True)
    stage = models.CharField(_("审级"), max_length=20, blank=True, choices=Stage)
    simplified = models.BooleanField(_("适用简易程序"), default=False)
    filed_on = models.DateField()
    accepted_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)  # the day the copy was received: day 0 of the defence
    answer_due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    extended_until = models.DateField(null=True)  # of the organ's own period
    hearing_on = models.DateField(null=True)
    judged_on = models.DateField(null=True)  # a judgment of the first instance, not yet final
    judgment = models.CharField(_("一审结果"), max_length=30, blank=True)
    decided_on = models.DateField(null=True)  # the date of the decision, or the day the judgment took effect
    document = models.CharField(_("决定书、裁判文书文号"), max_length=80, blank=True)
    decision = models.CharField(_("结案方式"), max_length=30, blank=True)
    result = models.CharField(_("结果"), max_length=30, blank=True)
    corrected_what = models.TextField(_("纠正内容"), blank=True)
    ordered_days = models.PositiveSmallIntegerField(null=True)  # working days ordered for a new reply
    concluded_by = models.CharField(max_length=80, blank=True)
    performed_on = models.DateField(null=True)
    explanation = models.TextField(_("情况说明"), blank=True)  # by the body complained of
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", decision="", decided_on__isnull=True)
                | (~Q(result="") & ~Q(decision="") & Q(decided_on__isnull=False)),
                name="challenge_decided_has_result",
            ),
            models.CheckConstraint(
                condition=~Q(group=ChallengeGroup.LAWSUIT_AFTER_REVIEW) | Q(review__isnull=False),
                name="challenge_after_review_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.organ_number}"
