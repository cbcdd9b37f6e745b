"""先审后发: the words an account posts of a document are written by one person and approved by another."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongkai.core.anonymise import Kind, find_personal_data
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.marks import find_marks
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.channels import outbox, policy
from gongkai.publishing.channels.models import (
    Account,
    AccountState,
    Delivery,
    DeliveryState,
    Posting,
    PostingState,
    What,
)
from gongkai.publishing.models import Edition

_FIRST = "国办发〔2018〕123号：内容先审后发"
_GONE = ("discarded", "kept")
_FREE = {Kind.EMAIL, Kind.PHONE}
"""An office's own telephone and address are said in public."""


@verb("posting.prepare")
def prepare(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    account_id: int,
    text: str,
    title: str = "",
    based_on: int | None = None,
) -> Posting | Refused:
    """拟写 what the account posts; goes to review at once. Written anew, it is reviewed anew."""
    account = Account.objects.filter(pk=account_id).first()
    edition = _edition(edition_id)
    if account is None or edition is None:
        return Refused(Message(N_("没有这个账号或者文件。")))
    refused = first_refusal(
        policy.may_prepare(actor, account.body_id, timezone.localdate(now)), out_of_reach(edition, account),
        not_open(account), wrong(account, title, text),
    )  # fmt: skip
    if refused is not None:
        return refused
    there = Posting.objects.select_for_update().filter(edition=edition, account=account)
    row = there.exclude(state=PostingState.DROPPED).first()
    refused = _stale(row, based_on) if row is not None else None
    if refused is not None:
        return refused
    if row is None:
        row = Posting(
            edition=edition, document_id=edition.document_id, body_id=account.body_id, account=account,
            channel=law.rules().channels.platform_of(account.platform).channel,
        )  # fmt: skip
    elif _has_left(row):
        return Refused(Message(N_("已经发出，不能再改。请先撤下，或者发布文件的新版本。")))
    write(
        row, title=title.strip(), text=text.strip(), state=PostingState.PROPOSED, prepared_by=actor.code,
        prepared_at=now, approved_by="", approved_at=None, digest="", note="", revision=row.revision + 1,
    )  # fmt: skip
    return row


@verb("posting.choose")
def choose(*, actor: Actor, now: datetime, edition_id: int, channel: str) -> Posting | Refused:
    """A channel where people make it public: a notice board, a reading point, a newspaper. Its words are
    those of the document, which were reviewed."""
    edition = _edition(edition_id)
    declared = law.rules().channels.find(channel)
    if edition is None or declared is None or declared.by_machine:
        return Refused(Message(N_("请选择一个由人办理的渠道。")))
    refused = policy.may_prepare(actor, edition.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    there = Posting.objects.filter(edition=edition, channel=channel, account=None)
    if there.exclude(state=PostingState.DROPPED).exists():
        return Refused(Message(N_("已经选了这个渠道。")))
    row = Posting(
        edition=edition, document_id=edition.document_id, body_id=edition.body_id, channel=channel,
        state=PostingState.APPROVED, prepared_by=actor.code, prepared_at=now, digest=edition.digest,
    )  # fmt: skip
    write(row)
    into_outbox(row, edition, now)
    return row


@verb("posting.approve")
def approve(
    *, actor: Actor, now: datetime, posting_id: int, based_on: int | None = None
) -> Posting | Refused:
    """审核通过: posted as soon as the document is released."""
    row = _reviewed(actor, now, posting_id, based_on)
    if isinstance(row, Refused):
        return row
    assert row.account is not None
    edition = row.edition
    refused = first_refusal(
        not_settled(edition), not_open(row.account), wrong(row.account, row.title, row.text)
    )
    if refused is not None:
        return refused
    write(
        row, state=PostingState.APPROVED, approved_by=actor.code, approved_at=now, digest=edition.digest,
        revision=row.revision + 1,
    )  # fmt: skip
    into_outbox(row, edition, now)
    return row


@verb("posting.return")
def return_posting(
    *, actor: Actor, now: datetime, posting_id: int, reason: str, based_on: int | None = None
) -> Posting | Refused:
    """退回修改."""
    row = _reviewed(actor, now, posting_id, based_on)
    if isinstance(row, Refused):
        return row
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    write(row, state=PostingState.RETURNED, note=reason.strip()[:300], revision=row.revision + 1)
    return row


@verb("posting.drop")
def drop(*, actor: Actor, now: datetime, posting_id: int, reason: str) -> Posting | Refused:
    """不再发布: before anything has left."""
    row = _taken(posting_id)
    if isinstance(row, Refused):
        return row
    refused = policy.may_prepare(actor, row.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    if row.state == PostingState.DROPPED or not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    if _has_left(row):
        return Refused(Message(N_("已经发出，或者不能确定没有发出。请在发送记录里办理。")))
    _deliveries(row).filter(state__in=outbox.NOT_OUT).update(
        state=DeliveryState.DROPPED, ended_at=now, next_at=None, hint=""
    )
    write(row, reason=reason.strip(), state=PostingState.DROPPED, revision=row.revision + 1)
    return row


def is_out(edition: Edition) -> bool:
    return edition.released_at is not None and edition.document.standing != "withdrawn"


def into_outbox(row: Posting, edition: Edition, now: datetime) -> None:
    """At once when the document is out. A delivery that waited for the words goes on with them."""
    if not is_out(edition):
        return
    fresh = outbox.of_posting(row, edition, now)
    waiting = Delivery.objects.select_for_update().filter(
        edition=edition, what=What.PUBLISH, channel=fresh.channel, target=fresh.target
    )
    there = waiting.first()
    if there is None:
        outbox.put([fresh])
    elif there.state in (*outbox.NOT_OUT, DeliveryState.DROPPED):
        there.posting, there.state, there.hint = row, fresh.state, fresh.hint
        there.attempts, there.asked, there.error, there.ended_at, there.next_at = 0, 0, "", None, now
        there.save()
        if there.state == DeliveryState.QUEUED:
            outbox.send_soon(there)


def _deliveries(row: Posting) -> Any:
    return Delivery.objects.filter(
        edition=row.edition_id,
        what=What.PUBLISH,
        channel=row.channel,
        target=outbox.target_of(row.account_id),
    )


def _has_left(row: Posting) -> bool:
    return bool(_deliveries(row).filter(state__in=outbox.MAYBE_OUT).exists())


def editions() -> QuerySet[Edition]:
    """Those that may go to channels: released, or on the way there."""
    found = Edition.objects.select_related("document").exclude(state__in=_GONE)
    return found.filter(document__attribute="open").exclude(document__standing="withdrawn")


def _edition(edition_id: int) -> Edition | None:
    return editions().filter(pk=edition_id).first()


def _taken(posting_id: int) -> Posting | Refused:
    rows = Posting.objects.select_for_update(of=("self",)).select_related("edition__document", "account")
    return rows.filter(pk=posting_id).first() or Refused(Message(N_("没有这份待发内容。")))


def _reviewed(actor: Actor, now: datetime, posting_id: int, based_on: int | None) -> Posting | Refused:
    row = _taken(posting_id)
    if isinstance(row, Refused):
        return row
    if row.state != PostingState.PROPOSED:
        return Refused(Message(N_("这份内容不在待审核的状态。")))
    day = timezone.localdate(now)
    refused = first_refusal(
        policy.may_approve(actor, row.body_id, day, row.prepared_by), _stale(row, based_on)
    )
    return row if refused is None else refused


def _stale(row: Posting, based_on: int | None) -> Refused | None:
    if based_on is None or based_on == row.revision:
        return None
    return Refused(Message(N_("您打开之后，内容已有人修改。请重新打开看看，再决定。")))


def out_of_reach(edition: Edition, account: Account) -> Refused | None:
    """Drafts are known to their own body only; others post what is out."""
    if edition.released_at is not None or edition.body_id == account.body_id:
        return None
    return Refused(Message(N_("文件还没有发布，只能由发文单位自己的账号先行准备。")))


def not_settled(edition: Edition) -> Refused | None:
    """The words of what is still being written may change."""
    if edition.released_at is not None or edition.state not in ("drafting", "returned"):
        return None
    return Refused(Message(N_("文件还在起草，内容可能变动。请在文件送审以后审核。")), _FIRST)


def not_open(account: Account) -> Refused | None:
    if account.state == AccountState.OPEN:
        return None
    return Refused(Message(N_("账号没有开通。")))


def wrong(account: Account, title: str, text: str) -> Refused | None:
    platform = law.rules().channels.platform_of(account.platform)
    found_wrong = []
    if platform.longest_title and not 0 < len(title.strip()) <= platform.longest_title:
        values: dict[str, object] = {"most": platform.longest_title}
        found_wrong.append(("title", Message(N_("标题请写 1 至 {most} 个字"), values)))
    if not 0 < len(text.strip()) <= platform.longest:
        found_wrong.append(("text", Message(N_("正文请写 1 至 {most} 个字"), {"most": platform.longest})))
    said = f"{title}\n{text}"
    for found in find_personal_data(said):
        if found.kind not in _FREE:
            values = {"passage": said[found.start : found.end]}
            found_wrong.append(("text", Message(N_("“{passage}”像是个人信息，不能发布"), values)))
    for mark in find_marks(said):
        values = {"passage": said[mark.start : mark.end]}
        found_wrong.append(("text", Message(N_("“{passage}”是不应公开的标志"), values)))
    if not found_wrong:
        return None
    return Refused(Message(N_("内容不能这样发布，请改正。")), _FIRST, tuple(found_wrong))
