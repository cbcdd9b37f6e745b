"""Putting a message into the queue. It is sent if and only if the running transaction is committed."""

import uuid
from datetime import datetime

from gongkai.foundation.tasks.queue import enqueue
from gongkai.foundation.webhooks.models import Delivery

DELIVER = "webhooks.deliver"


def queue(subscription_id: int, verb: str, payload: str, now: datetime) -> int:
    """The number of the delivery."""
    row = Delivery.objects.create(
        subscription_id=subscription_id, message=f"msg_{uuid.uuid4().hex}", verb=verb, payload=payload,
        at=now, next_at=now,
    )  # fmt: skip
    enqueue(DELIVER, delivery=row.pk)
    return row.pk
