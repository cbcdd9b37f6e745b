"""Telling subscribers what is new, and forgetting who never confirmed.

A letter is posted, and noted how far it tells, in one transaction. So a worker may die anywhere, and nobody
is told twice or not at all.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from gongkai.foundation.mail.subscriptions.actions import end
from gongkai.foundation.mail.subscriptions.letters import post_news
from gongkai.foundation.mail.subscriptions.lists import MailingList
from gongkai.foundation.mail.subscriptions.rows import MailSubscriptionState, Subscription
from gongkai.foundation.organisations.roles import SYSTEM

UNCONFIRMED_KEPT = timedelta(days=3)

type News = tuple[str, Sequence[str]]
"""Subject of a letter, and the parts of its text."""

type Tell[S] = Callable[[S], News | None]
"""What there is to tell a subscriber, in his language; it notes that he has been told. None for nothing."""


def write_to[S: Subscription](
    of: MailingList[S], subscriptions: Iterable[int], tell: Tell[S], now: datetime
) -> int:
    """A letter to each of these that is confirmed and has something to be told. Returns how many."""
    return sum(_write(of, number, tell, now) for number in list(subscriptions))


def forget_unconfirmed[S: Subscription](
    of: MailingList[S], now: datetime, after: timedelta = UNCONFIRMED_KEPT
) -> None:
    """Whoever does not confirm is forgotten."""
    waiting = of.model._default_manager.filter(state=MailSubscriptionState.UNCONFIRMED)
    for number in list(waiting.filter(asked_at__lt=now - after).values_list("pk", flat=True)):
        end(actor=SYSTEM, now=now, to=of, subscription_id=number)


def _write[S: Subscription](of: MailingList[S], number: int, tell: Tell[S], now: datetime) -> bool:
    """False when somebody else writes it, or there is nothing any more."""
    with transaction.atomic():
        row = (
            of.model._default_manager.select_for_update(skip_locked=True)
            .filter(pk=number, state=MailSubscriptionState.CONFIRMED)
            .first()
        )
        if row is None:
            return False
        with translation.override(row.language):
            news = tell(row)
            if news is None:
                return False
            post_news(of, row, *news, now)
    return True
