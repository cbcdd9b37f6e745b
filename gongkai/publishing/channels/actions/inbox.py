"""What people write to an account: it comes in, is answered by one person, approved by another, and sent."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.anonymise import Kind, find_personal_data
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, record, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.adapters.base import Fetched
from gongkai.publishing.channels.models import Account, Delivery, InboxMessage, MessageKind, MessageState

ANSWER = "channels.answer"
LONGEST = 600  # characters; WeChat takes 2048 bytes
_TO_ANSWER = (MessageState.NEW, MessageState.PROPOSED, MessageState.FAILED, MessageState.UNSURE)
_TO_CLOSE = (MessageState.NEW, MessageState.FAILED, MessageState.UNSURE)
_ENDS = (MessageState.ANSWERED, MessageState.FAILED, MessageState.UNSURE)


@verb("inbox_message.receive")
def receive(
    *,
    actor: Actor,
    now: datetime,
    account_id: int,
    kind: str,
    fetched: Sequence[Fetched],
    delivery_id: int | None = None,
) -> list[InboxMessage] | Refused:
    """Those that are new; the others are here already."""
    refused = policy.system_only(actor)
    if refused is not None:
        return refused
    account = Account.objects.select_for_update().get(pk=account_id)
    there = set(
        InboxMessage.objects.filter(
            account=account, kind=kind, remote_id__in=[each.remote_id for each in fetched]
        ).values_list("remote_id", flat=True)
    )
    delivery = Delivery.objects.filter(pk=delivery_id).first() if delivery_id else None
    new = {each.remote_id: each for each in fetched if each.remote_id not in there}
    if not new:
        return Refused(Message(N_("没有新的留言。")))
    rows = [_row(account, kind, delivery, each, now) for each in new.values()]
    for row in rows:
        write(row)
    return rows


@verb("inbox_message.answer")
def answer(
    *, actor: Actor, now: datetime, message_id: int, text: str, based_on: int | None = None
) -> InboxMessage | Refused:
    """拟复: goes to another person for approval."""
    row = _taken(message_id, based_on, *_TO_ANSWER)
    if isinstance(row, Refused):
        return row
    refused = first_refusal(policy.may_answer(actor, row.body_id, timezone.localdate(now)), _wrong(text))
    if refused is not None:
        return refused
    return _kept(
        row, answer=text.strip(), answered_by=actor.code, approved_by="", note="", error="",
        state=MessageState.PROPOSED,
    )  # fmt: skip


@verb("inbox_message.approve_answer")
def approve_answer(
    *, actor: Actor, now: datetime, message_id: int, based_on: int | None = None
) -> InboxMessage | Refused:
    """回复审核通过: sent by the account at once."""
    row = _proposed(actor, now, message_id, based_on)
    if isinstance(row, Refused):
        return row
    enqueue(ANSWER, message=row.pk)
    remote = {name: value for name, value in row.remote.items() if name != "handed"}
    return _kept(row, approved_by=actor.code, state=MessageState.SENDING, remote=remote)


@verb("inbox_message.return_answer")
def return_answer(
    *, actor: Actor, now: datetime, message_id: int, reason: str, based_on: int | None = None
) -> InboxMessage | Refused:
    """退回拟复."""
    row = _proposed(actor, now, message_id, based_on)
    if isinstance(row, Refused):
        return row
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    return _kept(row, note=reason.strip()[:300], state=MessageState.NEW)


@verb("inbox_message.answered")
def answered(
    *, actor: Actor, now: datetime, message_id: int, state: str, error: str = ""
) -> InboxMessage | Refused:
    """What became of the answer: sent, not taken, or nobody knows."""
    row = _taken(message_id, None, MessageState.SENDING)
    if isinstance(row, Refused):
        return row
    refused = policy.system_only(actor)
    if refused is not None or state not in _ENDS:
        return refused or Refused(Message(N_("由系统登记。")))
    ended = now if state == MessageState.ANSWERED else None
    return _kept(row, state=state, error=error[:300], ended_at=ended)


@verb("inbox_message.close")
def close_message(
    *, actor: Actor, now: datetime, message_id: int, reason: str, based_on: int | None = None
) -> InboxMessage | Refused:
    """不需回复, or answered elsewhere; with the reason."""
    row = _taken(message_id, based_on, *_TO_CLOSE)
    if isinstance(row, Refused):
        return row
    refused = policy.may_answer(actor, row.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    return _kept(row, reason.strip(), state=MessageState.CLOSED, ended_at=now)


@verb("inbox_message.read_whole")
def read_whole(*, actor: Actor, now: datetime, message_id: int) -> InboxMessage | Refused:
    """查看未遮盖的内容: the ledger keeps who looked (《个人信息保护法》第五十一条)."""
    row = InboxMessage.objects.filter(pk=message_id).first()
    if row is None or row.erased_at is not None:
        return Refused(Message(N_("没有这条留言，或者内容已经删除。")))
    refused = policy.may_answer(actor, row.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    record(subject=("inbox_message_reading", row.pk), body=row.body_id)
    return row


@verb("inbox_message.erase")
def erase_message(*, actor: Actor, now: datetime, messages: Collection[int]) -> int | Refused:
    """到期删除 of words and writers; that there was a message stays."""
    refused = policy.system_only(actor)
    if refused is not None:
        return refused
    rows = list(InboxMessage.objects.select_for_update().filter(pk__in=messages, erased_at__isnull=True))
    if not rows:
        return Refused(Message(N_("没有要删除的。")))
    for row in rows:
        _kept(row, author="", author_id="", text="", answer="", remote={}, note="", erased_at=now)
    return len(rows)


def _row(
    account: Account, kind: str, delivery: Delivery | None, each: Fetched, now: datetime
) -> InboxMessage:
    return InboxMessage(
        account=account, body_id=account.body_id, delivery=delivery, kind=MessageKind(kind),
        remote_id=each.remote_id[:80], remote=dict(each.remote), author=each.author[:120],
        author_id=each.author_id[:120], text=each.text[:4000], came_at=min(each.at, now),
    )  # fmt: skip


def _taken(message_id: int, based_on: int | None, *states: MessageState) -> InboxMessage | Refused:
    row = InboxMessage.objects.select_for_update().filter(pk=message_id).first()
    if row is None:
        return Refused(Message(N_("没有这条留言。")))
    if based_on is not None and based_on != row.revision:
        return Refused(Message(N_("您打开之后，这条留言已有人办理。请重新打开看看，再决定。")))
    if row.state not in states:
        values = {"state": Message(str(MessageState(row.state).label))}
        return Refused(Message(N_("这条留言现处于“{state}”状态，不能这样办理。"), values))
    return row


def _proposed(actor: Actor, now: datetime, message_id: int, based_on: int | None) -> InboxMessage | Refused:
    row = _taken(message_id, based_on, MessageState.PROPOSED)
    if isinstance(row, Refused):
        return row
    refused = policy.may_approve(actor, row.body_id, timezone.localdate(now), row.answered_by)
    return row if refused is None else refused


def _kept(row: InboxMessage, reason: str = "", **changes: Any) -> InboxMessage:
    write(row, reason=reason, revision=row.revision + 1, **changes)
    return row


def _wrong(text: str) -> Refused | None:
    """An office's own telephone may stand in an answer; anybody's data may not, for it is read by all."""
    if not 0 < len(text.strip()) <= LONGEST:
        said = Message(N_("请写 1 至 {most} 个字"), {"most": LONGEST})
        return Refused(said, details=(("text", said),))
    for found in find_personal_data(text):
        if found.kind not in (Kind.PHONE, Kind.EMAIL):
            values = {"passage": text[found.start : found.end]}
            said = Message(N_("“{passage}”像是个人信息，不能发布"), values)
            return Refused(said, details=(("text", said),))
    return None
