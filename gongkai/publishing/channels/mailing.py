"""Telling subscribers: what was released is laid beside each wish, and goes out at once, daily or weekly.

An item is put beside the wishes, and its row in the outbox ended, in one transaction; a letter is posted, and
what it tells taken away, in one. So a worker may die anywhere, and nobody is told twice or not at all.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gongkai.foundation.mail.subscriptions import telling
from gongkai.foundation.mail.subscriptions.rows import Frequency, MailSubscriptionState
from gongkai.foundation.search import typed
from gongkai.foundation.search.tokens import plain
from gongkai.publishing.channels.models import (
    Delivery,
    DeliveryState,
    MailSubscription,
    News,
    Waiting,
    What,
)
from gongkai.publishing.channels.outbox import SUBSCRIBERS
from gongkai.publishing.channels.subscribers import ITEMS, letter
from gongkai.publishing.models import Document, Edition
from gongkai.publishing.queries.public import cards_of
from gongkai.publishing.reading import words_in_files

_AT_ONCE = 200  # rows looked at in one transaction


def tell(now: datetime) -> int:
    """Lay what waits beside the wishes, then write to those who want to know at once. Returns how many
    items."""
    total = 0
    while found := _laid_out(now):
        total += found
    write_to(Frequency.AT_ONCE, now)
    return total


def write_to(frequency: Frequency, now: datetime) -> int:
    """A letter to each subscription of this frequency for which something waits. Returns how many."""
    waiting = Waiting.objects.filter(
        subscription__frequency=frequency, subscription__state=MailSubscriptionState.CONFIRMED
    )
    numbers = waiting.order_by().values_list("subscription", flat=True).distinct()
    return telling.write_to(ITEMS, numbers, _told, now)


def wishes_for(document: Document, edition: Edition) -> Iterator[MailSubscription]:
    """Confirmed wishes that the item fits. Words are looked for as the search does: all of them, in title,
    text and attachments."""
    fitting = MailSubscription.objects.filter(
        Q(of__isnull=True) | Q(of=document.body_id), Q(kind="") | Q(kind=document.kind),
        Q(subject="") | Q(subject=edition.subject), state=MailSubscriptionState.CONFIRMED,
    )  # fmt: skip
    words = ""
    for each in fitting.order_by("pk"):
        if each.text and not words:
            files = words_in_files([edition]).get(edition.pk, "")
            numbers = f"{document.number} {document.index_number}"
            words = plain("\n".join((edition.title, edition.summary, edition.text, files, numbers)))
        if not each.text or _has(words, each.text):
            yield each


def _has(words: str, wanted: str) -> bool:
    read = typed.read(wanted)
    looked_for = [[plain(word) for word in term.words] or [plain(term.text)] for term in read.terms]
    unwanted = [plain(term.text) for term in read.excluded]
    return all(word in words for term in looked_for for word in term) and not any(
        word in words for word in unwanted
    )


def _laid_out(now: datetime) -> int:
    with transaction.atomic():
        rows = list(
            Delivery.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(channel=SUBSCRIBERS, state=DeliveryState.QUEUED)
            .select_related("edition", "document")
            .order_by("pk")[:_AT_ONCE]
        )
        for row in rows:
            _lay_out(row)
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=DeliveryState.ARRIVED, ended_at=now, next_at=None
        )
    return len(rows)


def _lay_out(row: Delivery) -> None:
    if row.what == What.WITHDRAW:
        never_told = Waiting.objects.filter(document=row.document, news=News.RELEASED)
        spared = set(never_told.values_list("subscription", flat=True))
        never_told.delete()
        news = News.WITHDRAWN
    elif row.document.standing == "withdrawn":
        return
    else:
        spared = set()
        news = News.RELEASED if row.edition.number == 1 else News.CHANGED
    for each in wishes_for(row.document, row.edition):
        if each.pk not in spared:
            there = Waiting.objects.filter(subscription=each, document=row.document)
            if news is News.CHANGED and there.filter(news=News.RELEASED).exists():
                continue
            Waiting.objects.update_or_create(
                subscription=each, document=row.document, defaults={"news": news}
            )


def _told(row: MailSubscription) -> telling.News | None:
    """What waits for a subscription; it waits no longer."""
    waiting = list(Waiting.objects.filter(subscription=row).select_related("document").order_by("pk"))
    cards = cards_of([each.document_id for each in waiting])
    items = [
        (News(each.news), cards.get(each.document_id), each.document.index_number)
        for each in waiting
        if each.document_id in cards or each.news == News.WITHDRAWN
    ]
    Waiting.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    return letter(items) if items else None
