"""What is done while a case is handled: notices, consultations, inquiries, extensions, fees."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.cases import Case
from gongkai.core.clock import Consulted
from gongkai.foundation.ledger.rows import project


class PartOfCase(models.Model):
    """What all of these share."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@project("notice", body="body_id", private=frozenset({"text", "to_name", "to_email"}))
class Notice(PartOfCase):
    """A letter that is not the reply: receipt, correction, extension, inquiry, fee … (`rules/replies`).

    Its document is made and its letter posted after the step that issued it; None until then. `shown`: it
    is for the applicant, who finds it under his number and code.
    """

    template = models.CharField(max_length=40)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    text = models.TextField()
    on = models.DateField()
    until = models.DateField(null=True)  # what the addressee has to keep, as told
    way = models.CharField(max_length=12, blank=True)
    to_name = models.CharField(max_length=120, blank=True)
    to_email = models.EmailField(blank=True)
    shown = models.BooleanField(default=True)
    letter = models.BigIntegerField(null=True)  # number in the mail log
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.case_id} {self.template} {self.on}"


class Opinion(models.TextChoices):
    """How a consultation ended (《条例》第三十二条、第三十四条)."""

    AGREES = "agrees", _("同意公开")
    REFUSES_WITH_GROUNDS = "refuses_with_grounds", _("不同意公开且有合理理由")
    REFUSES_WITHOUT_GROUNDS = "refuses_without_grounds", _("不同意公开但无合理理由")
    SILENT = "silent", _("逾期未提出意见")


_PRIVATE = frozenset({"name", "email", "address", "phone", "information", "text", "override_reason"})


@project("consultation", body="body_id", private=_PRIVATE)
class Consultation(PartOfCase):
    """A third party (第三十二条) or a co-author (第三十四条) asked for its opinion.

    "consultation:" and its pk is the `ref` of the clock's events; its due date is computed. `to_body`: a
    co-author that works with this system and answers here.
    """

    party = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Consulted])
    name = models.CharField(_("被征求方"), max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    to_body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    information = models.TextField(_("征求意见的信息"), blank=True)
    sent_on = models.DateField()  # the day the letter went out
    served_on = models.DateField(null=True)  # the day it was received: its own period counts from there
    ended_on = models.DateField(null=True)
    opinion = models.CharField(max_length=24, choices=Opinion, blank=True)
    text = models.TextField(blank=True)
    left_out = models.BooleanField(default=False)  # a partial release leaves its information out
    overridden_on = models.DateField(
        null=True
    )  # written notice to the third party that it is released anyway
    override_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion="", ended_on__isnull=True) | (~Q(opinion="") & Q(ended_on__isnull=False)),
                name="consultation_ended_has_opinion",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.party} {self.sent_on}"


@project("phone_log", body="body_id", private=frozenset({"number", "note"}))
class PhoneLog(PartOfCase):
    """A call to the applicant to confirm that the request has come (确认收到申请, 第三十一条)."""

    on = models.DateField()
    number = models.CharField(_("电话"), max_length=40, blank=True)
    reached = models.BooleanField(_("是否联系上"))
    note = models.TextField(blank=True)
    by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"


@project("inquiry", body="body_id", private=frozenset({"question", "answer"}))
class Inquiry(PartOfCase):
    """A question to another unit of the body, or to another body, with its own due date."""

    to_body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    to_unit = models.CharField(_("被询问机构"), max_length=60, blank=True)
    question = models.TextField()
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_body_id or self.to_unit}"


@project("extension", body="body_id", private=frozenset({"reason"}))
class Extension(PartOfCase):
    """An extension asked for, and what the head of the disclosure office decided (第三十三条).

    One may be granted, and another after a decision has reopened the case: the clock knows."""

    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    asked_by = models.CharField(max_length=80)
    asked_on = models.DateField()
    granted = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(granted__isnull=True), name="extension_one_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.days}"


@project("fee_notice", body="body_id")
class FeeNotice(PartOfCase):
    """信息处理费 (国办函〔2020〕109号): by item or by page, never both. Money in fen."""

    class Basis(models.TextChoices):
        ITEM = "item", _("按件计收")
        PAGE = "page", _("按量计收")

    basis = models.CharField(max_length=4, choices=Basis)
    quantity = models.PositiveIntegerField()
    fen = models.PositiveBigIntegerField()
    told_on = models.DateField()
    served_on = models.DateField(null=True)  # received: the period to pay counts from there
    paid_on = models.DateField(null=True)
    voucher = models.CharField(_("缴款凭证号"), max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="fee_notice_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.fen}"
