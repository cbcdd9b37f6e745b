"""What became of deliveries: by the system that sent them, and by people where no system can tell."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.channels import ChannelRow
from gongkai.foundation.files.actions import attach
from gongkai.foundation.ledger.rows import write_recorded
from gongkai.foundation.ledger.verbs import Refused, first_refusal, record, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.channels import outbox, policy
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import Carried, Delivery, DeliveryState, What

SUBJECT = "channel_delivery"
PROOF = "channel_proof"
"""The purpose of files that prove a publication."""

_COUNTED_ELSEWHERE = (ChannelRow.WEBSITE, ChannelRow.GAZETTE)
OPEN = (DeliveryState.FAILED, DeliveryState.BY_HAND, DeliveryState.HELD)


@verb("channel_delivery.arrive")
def arrive(*, actor: Actor, now: datetime, delivery_id: int) -> Delivery | Refused:
    """送达: the other side has it, or has taken it down."""
    row = _taken(delivery_id)
    if isinstance(row, Refused):
        return row
    refused = first_refusal(policy.system_only(actor), unless(row, DeliveryState.UNDER_WAY))
    return _arrived(row, now) if refused is None else refused


@verb("channel_delivery.fail")
def fail(*, actor: Actor, now: datetime, delivery_id: int) -> Delivery | Refused:
    """未送达: a person has to look at it; the row says what to do."""
    row = _taken(delivery_id)
    if isinstance(row, Refused):
        return row
    refused = first_refusal(policy.system_only(actor), unless(row, DeliveryState.FAILED))
    if refused is not None:
        return refused
    tell(row, DeliveryState.FAILED, row.hint)
    return row


@verb("channel_delivery.resend")
def resend(*, actor: Actor, now: datetime, delivery_id: int) -> Delivery | Refused:
    """再次发送 what is known not to have gone out."""
    row = _own(delivery_id, actor, now)
    if isinstance(row, Refused):
        return row
    refused = unless(row, DeliveryState.FAILED)
    if refused is not None:
        return refused
    if row.hint == Hint.WORDS:
        return Refused(Message(N_("发布的内容还没有审核，或者审核以后文件变了。请先重新审核。")))
    tell(row, DeliveryState.QUEUED)
    row.state, row.attempts, row.asked, row.error, row.hint, row.next_at = "queued", 0, 0, "", "", now
    row.save()
    outbox.send_soon(row)
    return row


@verb("channel_delivery.settle")
def settle(
    *, actor: Actor, now: datetime, delivery_id: int, is_out: bool, link: str = ""
) -> Delivery | Refused:
    """A person has looked at the platform: it is there, or it is not and may be sent again."""
    row = _own(delivery_id, actor, now)
    if isinstance(row, Refused):
        return row
    refused = first_refusal(unless(row, DeliveryState.UNSURE), bad_link(link))
    if refused is not None:
        return refused
    if not is_out and row.next_at is not None:
        return Refused(Message(N_("系统还在向平台查询。请过一会儿再看；已经发出的，现在就可以登记。")))
    if is_out:
        row.link = link.strip() or row.link
        return _arrived(row, now)
    tell(row, DeliveryState.FAILED)
    row.state, row.hint, row.next_at = DeliveryState.FAILED, Hint.PLATFORM, None
    row.remote = {name: value for name, value in row.remote.items() if name == "draft"}
    row.save()
    return row


@verb("channel_delivery.prove")
def prove(
    *,
    actor: Actor,
    now: datetime,
    delivery_id: int,
    on: date,
    link: str = "",
    file_name: str = "",
    content: bytes = b"",
) -> Delivery | Refused:
    """登记凭证 of what was done by hand: a link or a file, and the day. Another person checks it."""
    row = _own(delivery_id, actor, now)
    if isinstance(row, Refused):
        return row
    refused = first_refusal(unless(row, *OPEN), no_proof(on, link, content, now), bad_link(link))
    if refused is not None:
        return refused
    if content:
        file = attach(actor=actor, now=now, body_id=who(row), name=file_name, content=content, purpose=PROOF)
        if isinstance(file, Refused):
            return file
        row.proof_file_id = file
    tell(row, DeliveryState.PROVED, str(on))
    row.state, row.hint, row.link = DeliveryState.PROVED, Hint.CHECK, link.strip()
    row.proof_on, row.proof_by, row.next_at = on, actor.code, None
    row.save()
    return row


@verb("channel_delivery.check")
def check(
    *, actor: Actor, now: datetime, delivery_id: int, agreed: bool, reason: str = ""
) -> Delivery | Refused:
    """核对凭证, by another person. Not agreed: it is to be done, or proved, again."""
    row = _taken(delivery_id)
    if isinstance(row, Refused):
        return row
    day = timezone.localdate(now)
    refused = first_refusal(
        unless(row, DeliveryState.PROVED), policy.may_check(actor, who(row), day, row.proof_by)
    )
    if refused is not None:
        return refused
    if agreed:
        row.checked_by = actor.code
        return _arrived(row, now)
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    tell(row, DeliveryState.BY_HAND, reason.strip())
    row.state, row.hint, row.error = DeliveryState.BY_HAND, Hint.BY_HAND, reason.strip()[:300]
    row.proof_file, row.proof_on, row.proof_by = None, None, ""
    row.save()
    return row


@verb("channel_delivery.end")
def end_by_hand(*, actor: Actor, now: datetime, delivery_id: int, reason: str) -> Delivery | Refused:
    """不再发送 what is known not to have gone out."""
    row = _own(delivery_id, actor, now)
    if isinstance(row, Refused):
        return row
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    refused = unless(row, *OPEN)
    if refused is not None:
        return refused
    if row.channel == outbox.GAZETTE and row.what == What.PUBLISH:
        return Refused(Message(N_("规章和规范性文件应当登载公报，不能取消。")))
    tell(row, DeliveryState.DROPPED, reason.strip())
    row.state, row.hint, row.error, row.ended_at = "dropped", "", reason.strip()[:300], now
    row.save()
    return row


def _arrived(row: Delivery, now: datetime) -> Delivery:
    tell(row, DeliveryState.ARRIVED)
    row.state, row.hint, row.error = DeliveryState.ARRIVED, "", ""
    row.ended_at, row.next_at = now, None
    row.save()
    if row.what == What.PUBLISH:
        _count(row, row.proof_on or timezone.localdate(now))
        take_back_earlier(row, now)
    return row


def counted_in(row: Delivery) -> str | None:
    """The row of the statistics it counts in. Not letters: the media that got one have published nothing yet.
    The site and the gazette count what they have themselves."""
    channel = law.rules().channels.find(row.channel)
    if channel is None or channel.row in _COUNTED_ELSEWHERE or row.media_list_id is not None:
        return None
    return channel.row.value


def _count(row: Delivery, on: date) -> None:
    counted = counted_in(row)
    if counted is None:
        return
    standing = Carried.objects.standing().filter(document=row.document_id)
    if standing.filter(channel=row.channel, target=row.target).exists():
        return
    first = not standing.filter(row=counted).exists()
    write_recorded(Carried(
        document_id=row.document_id, body_id=row.body_id, row=counted, channel=row.channel,
        target=row.target, on=on, is_first=first,
    ))  # fmt: skip


def take_back_earlier(row: Delivery, now: datetime) -> None:
    """The new edition is there; what the account posted of earlier ones goes."""
    if row.account_id is None:
        return
    earlier = Delivery.objects.filter(
        document=row.document_id, what=What.PUBLISH, account=row.account_id, state=DeliveryState.ARRIVED,
        edition__number__lt=row.edition.number,
    ).select_related("edition", "account")  # fmt: skip
    gone = Delivery.objects.filter(document=row.document_id, what=What.WITHDRAW, account=row.account_id)
    outbox.put(outbox.take_back(each, now) for each in earlier.exclude(edition__in=gone.values("edition_id")))


def _taken(delivery_id: int) -> Delivery | Refused:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("edition", "account")
    row = rows.filter(pk=delivery_id).first()
    return row if row is not None else Refused(Message(N_("没有这条发送记录。")))


def _own(delivery_id: int, actor: Actor, now: datetime) -> Delivery | Refused:
    row = _taken(delivery_id)
    if isinstance(row, Refused):
        return row
    refused = policy.may_prepare(actor, who(row), timezone.localdate(now))
    return row if refused is None else refused


def who(row: Delivery) -> int:
    """The body whose work it is: the host of the account, or the maker of the document."""
    return row.account.body_id if row.account is not None else row.body_id


def unless(row: Delivery, *states: DeliveryState) -> Refused | None:
    if row.state in states:
        return None
    values = {"state": Message(str(DeliveryState(row.state).label))}
    return Refused(Message(N_("这条发送记录现处于“{state}”状态，不能这样办理。"), values))


def tell(row: Delivery, state: DeliveryState, reason: str = "") -> None:
    record(
        subject=(SUBJECT, row.pk), body=who(row), before={"state": row.state},
        after={
            "state": state.value, "what": row.what, "channel": row.channel, "target": row.target,
            "document": row.document_id, "edition": row.edition_id,
        },
        reason=reason,
    )  # fmt: skip


def no_proof(on: date, link: str, content: bytes, now: datetime) -> Refused | None:
    wrong = []
    if on > timezone.localdate(now):
        wrong.append(("on", Message(N_("不能晚于今天"))))
    if not link.strip() and not content:
        wrong.append(("link", Message(N_("请填写网址或者上传凭证"))))
    return Refused(Message(N_("没有登记成功，请改正后再提交。")), details=tuple(wrong)) if wrong else None


def bad_link(link: str) -> Refused | None:
    text = link.strip()
    if not text or (urlsplit(text).scheme in ("http", "https") and len(text) <= 500):
        return None
    said = Message(N_("请填写以 http:// 或 https:// 开头的网址"))
    return Refused(said, details=(("link", said),))
