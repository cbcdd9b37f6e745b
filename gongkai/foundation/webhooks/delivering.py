"""Sending what is queued: again with growing pauses, and no more once the receiver is dead for days."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks.queue import enqueue
from gongkai.foundation.webhooks.actions import give_up
from gongkai.foundation.webhooks.models import Delivery, Subscription, SubscriptionState
from gongkai.foundation.webhooks.queueing import DELIVER
from gongkai.foundation.webhooks.secrets import headers
from gongkai.foundation.webhooks.sending import NotSentError, send

PAUSES = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Seconds before each further attempt: from 5 s to a day; three days in all."""
GONE = 410
_DONE = 2  # the first digit of the status
_ERROR = 300


def deliver(delivery_id: int, now: datetime) -> Delivery.State:
    """One attempt. A worker that dies between sending and noting it sends twice, under one `webhook-id`."""
    delivery = Delivery.objects.select_related("subscription").get(pk=delivery_id)
    if delivery.state != Delivery.State.QUEUED:
        return Delivery.State(delivery.state)
    if delivery.subscription.state != SubscriptionState.ON:
        return _end(delivery, Delivery.State.FAILED)
    delivery.attempts += 1
    delivery.last_at = now
    delivery.status, delivery.error = _attempt(delivery, now)
    with transaction.atomic():
        if delivery.status is not None and delivery.status // 100 == _DONE:
            Subscription.objects.filter(pk=delivery.subscription_id).update(failing_since=None)
            return _end(delivery, Delivery.State.ARRIVED)
        return _try_again(delivery, now)


def _attempt(delivery: Delivery, now: datetime) -> tuple[int | None, str]:
    subscription = delivery.subscription
    sealed = [subscription.secret]
    if subscription.previous_until is not None and now < subscription.previous_until:
        sealed.append(subscription.previous_secret)
    payload = delivery.payload.encode()
    try:
        signed = headers(sealed, delivery.message, int(now.timestamp()), payload)
        return send(subscription.url, payload, signed), ""
    except NotSentError as error:
        return None, str(error)[:_ERROR]


def _try_again(delivery: Delivery, now: datetime) -> Delivery.State:
    subscription = delivery.subscription
    Subscription.objects.filter(pk=subscription.pk, failing_since=None).update(failing_since=now)
    since = subscription.failing_since or now
    dead = now - since >= timedelta(days=settings.WEBHOOK_GIVEN_UP_DAYS)
    if dead or delivery.status == GONE:
        give_up(actor=SYSTEM, now=now, subscription_id=subscription.pk)
        return _end(delivery, Delivery.State.FAILED)
    if delivery.attempts > len(PAUSES):
        return _end(delivery, Delivery.State.FAILED)
    delivery.next_at = now + timedelta(seconds=PAUSES[delivery.attempts - 1])
    delivery.save()
    enqueue(DELIVER, at=delivery.next_at, delivery=delivery.pk)
    return Delivery.State.QUEUED


def _end(delivery: Delivery, state: Delivery.State) -> Delivery.State:
    delivery.state, delivery.next_at = state, None
    delivery.save()
    return state
