"""Fetching what people wrote, and sending answers, each once."""

from datetime import datetime, timedelta

from django.db import transaction

from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.publishing.channels.actions import inbox as verbs
from gongkai.publishing.channels.adapters import PLATFORMS
from gongkai.publishing.channels.adapters.base import HANDED, Ended, Fetched, Outcome
from gongkai.publishing.channels.adapters.calling import LostError, NotReachedError
from gongkai.publishing.channels.models import (
    Account,
    AccountState,
    Delivery,
    DeliveryState,
    InboxMessage,
    MessageKind,
    MessageState,
    What,
)

_LOOKED_BACK = timedelta(days=60)  # comments of older posts are not fetched any more
_ENDS = {
    Ended.ARRIVED: MessageState.ANSWERED,
    Ended.FAILED: MessageState.FAILED,
    Ended.UNSURE: MessageState.UNSURE,
}


class TryLaterError(Exception):
    """The platform has not taken it, for certain; the queue tries again."""


def fetch(account_id: int, now: datetime) -> int:
    """Comments under what the account posted lately. Returns how many are new; a second run finds none."""
    account = Account.objects.get(pk=account_id)
    platform = PLATFORMS.get(account.platform)
    if platform is None or account.state != AccountState.OPEN or not account.secret:
        return 0
    posts = Delivery.objects.filter(
        account=account, what=What.PUBLISH, state=DeliveryState.ARRIVED, ended_at__gte=now - _LOOKED_BACK
    ).select_related("account")
    new = 0
    for post in posts.order_by("-pk"):
        try:
            fetched = platform.comments(post, now)
        except (NotReachedError, LostError) as error:
            raise TryLaterError(str(error)) from error
        new += took_in(account_id, MessageKind.COMMENT, fetched, now, post.pk)
    Account.objects.filter(pk=account_id).update(fetched_at=now)
    return new


def took_in(
    account_id: int, kind: str, fetched: list[Fetched], now: datetime, delivery_id: int | None = None
) -> int:
    """How many of them are new."""
    if not fetched:
        return 0
    rows = verbs.receive(
        actor=SYSTEM, now=now, account_id=account_id, kind=kind, fetched=fetched, delivery_id=delivery_id
    )
    return len(rows) if isinstance(rows, list) else 0


def send_answer(message_id: int, now: datetime) -> MessageState:
    """Send an approved answer. Claimed before it is handed over: a worker that dies in between leaves it for
    `look_after`, never for a second sending."""
    with transaction.atomic():
        row = (
            InboxMessage.objects.select_for_update(of=("self",)).select_related("account").get(pk=message_id)
        )
        if row.state != MessageState.SENDING or row.remote.get(HANDED):
            return MessageState(row.state)
        row.remote = {**row.remote, HANDED: now.isoformat()}
        row.save(update_fields=["remote"])
    platform = PLATFORMS.get(row.account.platform)
    asked = {name: value for name, value in row.remote.items() if name != HANDED}
    row.remote = asked
    outcome = Outcome(Ended.FAILED) if platform is None else platform.answer(row.account, row, now)
    if outcome.ended is Ended.LATER:
        InboxMessage.objects.filter(pk=row.pk).update(remote=asked)
        raise TryLaterError(outcome.said)
    state = _ENDS[outcome.ended]
    verbs.answered(actor=SYSTEM, now=now, message_id=row.pk, state=state, error=outcome.said)
    return state


def look_after(now: datetime, silent: timedelta) -> None:
    """Answers whose worker died while it handed them over, or that were tried in vain for too long: a person
    has to look."""
    for row in InboxMessage.objects.filter(state=MessageState.SENDING).order_by("pk"):
        handed = row.remote.get(HANDED)
        if handed and datetime.fromisoformat(handed) < now - silent:
            verbs.answered(actor=SYSTEM, now=now, message_id=row.pk, state=MessageState.UNSURE)
