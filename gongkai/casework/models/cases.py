"""Cases of every kind, the dated happenings their clocks are computed from, and what counts about them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.core.clock import Consulted, Happened
from gongkai.core.receipt import Channel
from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


class CaseKind(models.TextChoices):
    """One lifecycle each in rules/lifecycles."""

    REQUEST = "request", _("政府信息公开申请")
    DATA_CORRECTION = "data_correction", _("个人信息更正申请")
    SUGGESTION = "suggestion", _("主动公开建议")
    RECONSIDERATION = "reconsideration", _("行政复议")
    LAWSUIT = "lawsuit", _("行政诉讼")
    COMPLAINT = "complaint", _("举报投诉")


class ChannelLabel(models.TextChoices):
    """`gongkai.core.receipt.Channel` as people read it."""

    COUNTER = Channel.COUNTER.value, _("当面")
    SIGNED_POST = Channel.SIGNED_POST.value, _("邮寄（签收）")
    ORDINARY_POST = Channel.ORDINARY_POST.value, _("平常信函")
    FAX = Channel.FAX.value, _("传真")
    EMAIL = Channel.EMAIL.value, _("电子邮件")
    INTERNET = Channel.INTERNET.value, _("互联网平台")
    OTHER = Channel.OTHER.value, _("其他")


@project("case", body="body_id", private=frozenset({"title"}))
class Case(models.Model):
    """One matter of one applicant at one body. State and outcome are two things: the state says what may be
    done next, the outcome how it ended.

    `submitted_on` is when it was handed in or sent, `received_on` the day of receipt in law (day 0 of the
    clock; None until both sides have confirmed); what lies between is kept as `core.receipt.Arrival` has it.
    `regime` is the text in force on the day of receipt.
    No due date is stored: it is computed from the events.
    """

    kind = models.CharField(_("类型"), max_length=20, choices=CaseKind)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(_("编号"), max_length=60, unique=True)
    regime = models.CharField(_("适用规定"), max_length=8)
    channel = models.CharField(_("收到方式"), max_length=16, choices=ChannelLabel)
    applicant_type = models.CharField(_("申请人类别"), max_length=20, blank=True)
    submitted_on = models.DateField(_("提交日期"))
    signed_for = models.DateField(_("签收日期"), null=True)
    reached_system = models.DateField(_("到达系统日期"), null=True)
    confirmed_on = models.DateField(_("双方确认日期"), null=True)
    misdirected = models.BooleanField(_("未寄给公开工作机构"), default=False)
    received_on = models.DateField(_("收到日期"), null=True)
    state = models.CharField(_("状态"), max_length=16)
    outcome = models.CharField(_("结果"), max_length=30, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True)
    title = models.CharField(_("事由"), max_length=200, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.CharField(_("承办机构"), max_length=60, blank=True)
    referred_to = models.CharField(_("转往"), max_length=120, blank=True)  # petition office, archive …
    split_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="concerning")
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeated_by")
    revision = models.PositiveIntegerField(default=0)  # rises with each verb: who acts on an old one is told
    is_sample = models.BooleanField(default=False)
    escalated_for = models.DateField(null=True)  # the due date of which the head has been warned
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # when the last verb ran: a clock that fell back is noticed
    erased_at = models.DateTimeField(null=True)  # personal data gone by the retention rule

    class Meta:
        indexes = [
            models.Index(fields=["body", "state", "id"]),
            models.Index(fields=["kind", "body", "received_on"]),
            models.Index(fields=["assigned_to", "state"]),
            models.Index(fields=["about"]),
            models.Index(
                fields=["body", "kind"], condition=Q(closed_on__isnull=True), name="case_open_by_body"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "body", "year", "serial"], name="case_serial_once"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True)
                | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="case_outcome_has_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("received_on")),
                name="case_closed_after_receipt",
            ),
            models.CheckConstraint(condition=~Q(split_of=F("id")), name="case_not_part_of_itself"),
        ]

    def __str__(self) -> str:
        return self.number


@project("case_event", body="body_id", private=frozenset({"note"}))
class CaseEvent(models.Model):
    """A dated happening of a case as the clock sees it (`core.clock.ClockEvent`). Only ever added; a wrong
    one is struck (`struck_at`) and stays readable."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Happened])
    on = models.DateField()
    days = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    ref = models.CharField(max_length=40, blank=True)
    party = models.CharField(
        max_length=16, blank=True, choices=[(each.value, each.value) for each in Consulted]
    )
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["case", "on"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.on}"


class FileRole(models.TextChoices):
    """What a file is in its case; decides who may see it (`policy`)."""

    IDENTITY = "identity", _("身份证明")
    APPLICATION = "application", _("申请材料")
    CORRECTION = "correction", _("补正材料")
    OPINION = "opinion", _("第三方或协办单位意见")
    RECORD = "record", _("办理记录")
    NOTICE = "notice", _("告知书")
    ENCLOSURE = "enclosure", _("拟公开材料")
    REDACTED = "redacted", _("区分处理件")
    REPLY = "reply", _("答复书")
    PROOF = "proof", _("送达凭证")
    ARCHIVE = "archive", _("案卷")


@project("case_file", body="body_id")
class CaseFile(models.Model):
    """A file of a case. `shown`: the applicant may fetch it with number and code."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=FileRole)
    shown = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "file"], name="case_file_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.file_id}"


@project("case_standing", body="body_id")
class CaseStanding(Recorded):
    """What the statistics need to know of a case, with its past (named counts read nothing else).

    A new row replaces the old whenever one of these facts changes; the old stays readable by ledger
    position. `result` is the outcome's code, or a challenge's result; `group` tells the three groups of
    challenges apart; `extended` says an extension was granted; `late` that it closed after its due date.

    A case that a decision reopens begins another round: another entry with `round` 2 and the day of
    reopening as `received_on`. The round before keeps its result for good, so that a year's table never
    changes by what happens after it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="standings")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    group = models.CharField(max_length=20, blank=True)
    regime = models.CharField(max_length=8)
    channel = models.CharField(max_length=16)
    applicant_type = models.CharField(max_length=20, blank=True)
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    result = models.CharField(max_length=30, blank=True)
    extended = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    fee_fen = models.PositiveBigIntegerField(default=0)  # information-processing fee, once paid
    fee_paid_on = models.DateField(null=True)

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="request") | ~Q(applicant_type=""), name="standing_request_has_applicant"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, result="")
                | Q(closed_on__gte=F("received_on"), result__gt=""),
                name="standing_closed_has_result",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "body", "received_on"]),
            models.Index(fields=["kind", "body", "closed_on"]),
            models.Index(fields=["case", "recorded_to"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.result}"
