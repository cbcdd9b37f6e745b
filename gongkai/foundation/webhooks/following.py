"""Queueing a message for everybody who wants to know, within the verb's own transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from gongkai.foundation.ledger.following import Event, follows
from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations.queries import ancestors, latest_bodies
from gongkai.foundation.webhooks.messages import text
from gongkai.foundation.webhooks.models import Subscription, SubscriptionState
from gongkai.foundation.webhooks.queueing import queue

_OURS = "webhook."


@follows
def tell_subscribers(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """One message a body, however many rows the verb wrote."""
    if verb.startswith(_OURS):
        return
    wanted = [each for each in _standing() if verb in each.verbs]
    if not wanted:
        return
    for body in sorted({event.body for event in events if event.body is not None}):
        for_it = _concerned(wanted, body, now)
        if for_it:
            code = latest_bodies([body])[body].code
            said = text(verb, now, code, [event for event in events if event.body == body])
            for each in for_it:
                queue(each.pk, verb, said, now)


@remembered("webhook")
def _standing() -> tuple[Subscription, ...]:
    return tuple(Subscription.objects.filter(state=SubscriptionState.ON).order_by("pk"))


def _concerned(wanted: Sequence[Subscription], body: int, now: datetime) -> list[Subscription]:
    above: set[int] = set()
    if any(each.below and each.body_id != body for each in wanted):
        above = {each.id for each in ancestors(body, timezone.localtime(now).date())}
    return [each for each in wanted if each.body_id == body or (each.below and each.body_id in above)]
