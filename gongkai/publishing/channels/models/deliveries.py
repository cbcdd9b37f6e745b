"""What goes where, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


class PostingState(models.TextChoices):
    PROPOSED = "proposed", _("待审核")
    RETURNED = "returned", _("退回修改")
    APPROVED = "approved", _("已通过审核")
    DROPPED = "dropped", _("不再发布")


@project("posting", body="body_id", private=frozenset({"title", "text", "note"}))
class Posting(models.Model):
    """The words with which an edition is posted by an account (先审后发), or that it is to go to a channel by
    hand. `body` is the host of the account, or the maker of the document. `digest`: that of the edition when
    the words were approved; of another text they are worth nothing."""

    edition = models.ForeignKey("publishing.Edition", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    account = models.ForeignKey("channels.Account", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("标题"), max_length=120, blank=True)
    text = models.TextField(_("正文"), blank=True)
    state = models.CharField(max_length=10, choices=PostingState)
    note = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    prepared_by = models.CharField(max_length=80)
    prepared_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["edition", "state"]), models.Index(fields=["body", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "account"], condition=Q(account__isnull=False) & ~Q(state="dropped"),
                name="posting_once_an_account",
            ),
            models.UniqueConstraint(
                fields=["edition", "channel"], condition=Q(account__isnull=True) & ~Q(state="dropped"),
                name="posting_once_a_channel",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(account__isnull=True)
                | (~Q(approved_by="") & ~Q(approved_by=models.F("prepared_by"))),
                name="posting_approved_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.channel}"


class DeliveryState(models.TextChoices):
    """It leaves QUEUED for SENDING before anything is handed over, and comes back only when the other side is
    known not to have taken it."""

    HELD = "held", _("等待前一步")
    QUEUED = "queued", _("待发送")
    SENDING = "sending", _("正在发送")
    UNDER_WAY = "under_way", _("平台处理中")
    UNSURE = "unsure", _("是否发出不明")
    BY_HAND = "by_hand", _("待人工办理")
    PROVED = "proved", _("已办理，待核对")
    ARRIVED = "arrived", _("已送达")
    FAILED = "failed", _("未送达")
    DROPPED = "dropped", _("不再发送")


class What(models.TextChoices):
    PUBLISH = "publish", _("发布")
    WITHDRAW = "withdraw", _("撤下")


class Delivery(models.Model):
    """One edition to one channel and target, once. Written in the release's own transaction; the ledger tells
    what people did with it, and that it arrived.

    `target` names the account or list within the channel. `remote` is what the platform calls it, step by
    step. `hint` says what a person does next (`hints.py`). `claimed_at`: when it was taken for SENDING;
    `told_at`: when people were told that it did not arrive.
    """

    edition = models.ForeignKey("publishing.Edition", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    channel = models.CharField(max_length=20)
    target = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey("channels.Account", on_delete=models.PROTECT, null=True, related_name="+")
    media_list = models.ForeignKey(
        "channels.MediaList", on_delete=models.PROTECT, null=True, related_name="+"
    )
    posting = models.ForeignKey("channels.Posting", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=DeliveryState)
    at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)  # how often the platform was asked what became of it
    claimed_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    remote = models.JSONField(default=dict)
    link = models.CharField(max_length=500, blank=True)
    error = models.CharField(max_length=300, blank=True)
    hint = models.CharField(max_length=20, blank=True)
    proof_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    proof_on = models.DateField(null=True)
    proof_by = models.CharField(max_length=80, blank=True)
    checked_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "what", "channel", "target"], name="channel_delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=models.F("proof_by")),
                name="channel_delivery_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="arrived") | Q(ended_at__isnull=False),
                name="channel_delivery_arrived_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["document", "-id"]),
            models.Index(fields=["account", "what", "-ended_at"]),
            models.Index(
                fields=["state", "next_at"], name="channel_delivery_open",
                condition=~Q(state__in=("arrived", "dropped")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.channel} {self.target} ({self.state})"


@project("carried", body="body_id")
class Carried(Recorded):
    """An item was made public by a channel beside site and gazette; what the counts by channel read.
    `is_first`: in this row of the statistics, for an item counts once in each (国办发〔2014〕32号)."""

    document = models.ForeignKey("publishing.Document", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    row = models.CharField(max_length=10)
    channel = models.CharField(max_length=20)
    target = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    is_first = models.BooleanField()

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "row"], condition=Q(is_first=True, recorded_to__isnull=True),
                name="carried_first_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["row", "body", "on"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.row}"
