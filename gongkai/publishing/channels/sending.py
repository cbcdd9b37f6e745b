"""Sending what waits, each once.

A delivery is claimed (QUEUED → SENDING, by one worker only), which is committed at once. Before the one call
that makes it public the adapter has `handed` committed. A worker that dies before that has sent nothing, and
the delivery waits again; one that dies after it, or gets no answer, leaves it UNSURE: the platform is asked
what it has, and if it can't tell, a person is. Nothing is sent again blindly.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.channels import outbox
from gongkai.publishing.channels.actions import deliveries as verbs
from gongkai.publishing.channels.adapters import adapter_of
from gongkai.publishing.channels.adapters.base import HANDED, Adapter, Ended, Outcome
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import AccountState, Delivery, DeliveryState, PostingState, What
from gongkai.publishing.gazette.models import Entry

PAUSES = (10, 60, 300, 1800, 7200, 21600, 43200)
"""Seconds before each further attempt, when the platform has not taken it for certain."""

ASKING = (5, 15, 60, 300, 900, 3600, 10800, 43200)
"""Seconds before the platform is asked again what became of it; then a person is."""

_ERROR = 300
_OWN = ("edition__document", "account", "media_list", "posting")


def deliver(delivery_id: int, now: datetime) -> DeliveryState:
    """The next thing there is to do for a delivery; nothing when it is not its turn. Must not run inside a
    transaction: what was handed over has to be on record."""
    delivery = Delivery.objects.select_related(*_OWN, "document").get(pk=delivery_id)
    adapter = adapter_of(delivery)
    if adapter is None:
        return DeliveryState(delivery.state)
    if delivery.state in (DeliveryState.UNDER_WAY, DeliveryState.UNSURE):
        return _note(delivery, _asked(adapter, delivery, now), now)
    if delivery.state != DeliveryState.QUEUED or not _claim(delivery, now):
        return DeliveryState(delivery.state)
    stopped = _stopped(delivery)
    if stopped is not None:
        return _note(delivery, stopped, now)
    return _note(delivery, _sent(adapter, delivery, now), now)


def look_after(now: datetime, silent: timedelta) -> int:
    """Takes up what a worker left behind when it died, and what is due. Returns how many."""
    left = Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lt=now - silent)
    for each in left:
        state = DeliveryState.UNSURE if each.remote.get(HANDED) else DeliveryState.QUEUED
        Delivery.objects.filter(pk=each.pk, state=DeliveryState.SENDING).update(state=state, next_at=now)
    waiting = (DeliveryState.QUEUED, DeliveryState.UNDER_WAY, DeliveryState.UNSURE)
    due = Delivery.objects.filter(state__in=waiting, next_at__lte=now - silent)
    behind = Delivery.objects.filter(
        state__in=(DeliveryState.QUEUED, DeliveryState.UNDER_WAY), next_at__isnull=True, at__lt=now - silent
    )
    found = list((due | behind).exclude(channel=outbox.SUBSCRIBERS).values_list("pk", flat=True))
    for number in found:
        enqueue(outbox.SEND, once=f"{outbox.SEND}:{number}", delivery=number)
    return len(found)


def note_printed(now: datetime) -> int:
    """Rows that waited for the gazette, and whose edition stands in an issue that is out: how many."""
    held = Delivery.objects.filter(channel=outbox.GAZETTE, what=What.PUBLISH, state=DeliveryState.HELD)
    printed = Entry.objects.filter(edition__in=held.values("edition"), issue__state="published")
    numbers = list(held.filter(edition__in=printed.values("edition")).values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            waits = Delivery.objects.filter(pk=number, state=DeliveryState.HELD)
            if waits.update(state=DeliveryState.UNDER_WAY, hint=""):
                verbs.arrive(actor=SYSTEM, now=now, delivery_id=number)
    return len(numbers)


def _claim(delivery: Delivery, now: datetime) -> bool:
    """Of several workers one gets it."""
    waiting = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.QUEUED)
    got = waiting.update(
        state=DeliveryState.SENDING, claimed_at=now, next_at=None, attempts=F("attempts") + 1, error=""
    )
    if got == 1:
        delivery.refresh_from_db(fields=["state", "claimed_at", "attempts", "remote"])
    return got == 1


def _stopped(delivery: Delivery) -> Outcome | None:
    """Asked once more at the last moment: is it still to go?"""
    account = delivery.account
    if delivery.what == What.WITHDRAW:
        return None
    delivery.document.refresh_from_db(fields=["standing", "last_released_at"])
    if delivery.document.standing == "withdrawn":
        return Outcome(Ended.GONE)
    if account is not None and account.state != AccountState.OPEN:
        return Outcome(Ended.FAILED, hint=Hint.ACCOUNT)
    posting = delivery.posting
    if account is not None and (
        posting is None or posting.state != PostingState.APPROVED or posting.digest != delivery.edition.digest
    ):
        return Outcome(Ended.FAILED, hint=Hint.WORDS)
    return None


def _sent(adapter: Adapter, delivery: Delivery, now: datetime) -> Outcome:
    if delivery.what == What.PUBLISH:
        return adapter.publish(delivery, now, _keeping(delivery))
    published = (
        Delivery.objects.filter(
            edition=delivery.edition_id, what=What.PUBLISH, channel=delivery.channel, target=delivery.target
        )
        .select_related("account")
        .first()
    )
    if published is None or published.state == DeliveryState.DROPPED:
        return Outcome(Ended.GONE)
    if published.state == DeliveryState.FAILED and delivery.media_list_id is None:
        return Outcome(Ended.GONE)
    if published.state != DeliveryState.ARRIVED and delivery.media_list_id is None:
        return Outcome(Ended.LATER)  # until it is known what there is to take down
    return adapter.take_down(delivery, published, now)


def _asked(adapter: Adapter, delivery: Delivery, now: datetime) -> Outcome:
    """What became of it. Taking down is simply done again: twice does no harm."""
    if delivery.what == What.WITHDRAW and delivery.media_list_id is None:
        return _sent(adapter, delivery, now)
    return adapter.ask(delivery, now)


def _keeping(delivery: Delivery) -> Callable[..., None]:
    def keep(**more: object) -> None:
        delivery.remote = {**delivery.remote, **more}
        Delivery.objects.filter(pk=delivery.pk).update(remote=delivery.remote)

    return keep


def _note(delivery: Delivery, outcome: Outcome, now: datetime) -> DeliveryState:
    """What is known now, and what comes next. The row is looked at again: a person may have settled it."""
    with transaction.atomic():
        fresh = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if fresh.state not in (
            DeliveryState.SENDING, DeliveryState.UNDER_WAY, DeliveryState.UNSURE,
        ):  # fmt: skip
            return DeliveryState(fresh.state)
        fresh.remote = {**fresh.remote, **outcome.remote}
        fresh.error = outcome.said[:_ERROR]
        fresh.link = outcome.link or fresh.link
        _NEXT[outcome.ended](fresh, outcome, now)
        fresh.save()
        if fresh.next_at is not None:
            outbox.send_soon(fresh)
        if outcome.ended is Ended.ARRIVED:
            verbs.arrive(actor=SYSTEM, now=now, delivery_id=fresh.pk)
        elif fresh.state == DeliveryState.FAILED:
            verbs.fail(actor=SYSTEM, now=now, delivery_id=fresh.pk)
    return DeliveryState(Delivery.objects.values_list("state", flat=True).get(pk=fresh.pk))


def _arrived(row: Delivery, outcome: Outcome, now: datetime) -> None:
    """The verb that follows in the same transaction tells so in the ledger."""
    row.state, row.hint, row.next_at = DeliveryState.UNDER_WAY, "", None


def _under_way(row: Delivery, outcome: Outcome, now: datetime) -> None:
    row.state = DeliveryState.UNDER_WAY
    _ask_again(row, now)


def _unsure(row: Delivery, outcome: Outcome, now: datetime) -> None:
    if row.state == DeliveryState.SENDING:
        row.asked = 0
    if row.state != DeliveryState.UNDER_WAY:  # what was under way may be asked about for longer
        row.state = DeliveryState.UNSURE
    _ask_again(row, now)


def _ask_again(row: Delivery, now: datetime) -> None:
    if row.asked < len(ASKING):
        row.next_at = now + timedelta(seconds=ASKING[row.asked])
        row.asked += 1
    else:
        row.state, row.next_at, row.hint = DeliveryState.UNSURE, None, Hint.SETTLE


def _later(row: Delivery, outcome: Outcome, now: datetime) -> None:
    if row.attempts > len(PAUSES):
        _failed(row, outcome, now)
        return
    row.state = DeliveryState.QUEUED
    row.next_at = now + timedelta(seconds=PAUSES[row.attempts - 1])
    if outcome.not_before is not None:
        row.next_at = max(row.next_at, outcome.not_before)


def _failed(row: Delivery, outcome: Outcome, now: datetime) -> None:
    row.state, row.next_at, row.hint = DeliveryState.FAILED, None, outcome.hint or Hint.PLATFORM


def _gone(row: Delivery, outcome: Outcome, now: datetime) -> None:
    row.state, row.next_at, row.hint, row.ended_at = DeliveryState.DROPPED, None, "", now


_NEXT: dict[Ended, Callable[[Delivery, Outcome, datetime], None]] = {
    Ended.ARRIVED: _arrived,
    Ended.UNDER_WAY: _under_way,
    Ended.UNSURE: _unsure,
    Ended.LATER: _later,
    Ended.FAILED: _failed,
    Ended.GONE: _gone,
}
