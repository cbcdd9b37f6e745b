"""Caches before the site hear of every change of what is public, in the transaction of the change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from gongkai.foundation.ledger.following import Event, follows
from gongkai.foundation.tasks.queue import enqueue
from gongkai.portal import refreshing

DOCUMENT = "document"


@follows
def tell_caches(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """Documents that are out, or were: every release and every change of standing writes their row. Lists
    wait for one job however many documents come out together."""
    if not settings.CACHE_FRONTS:
        return
    changed: set[int] = set()
    new: set[int] = set()
    for each in events:
        if each.subject_type == DOCUMENT and _is_out(each.after):
            (changed if _is_out(each.before) else new).add(int(each.subject_id))
    if changed or new:
        enqueue(refreshing.ITEMS, changed=sorted(changed - new), new=sorted(new))
        enqueue(refreshing.LISTS, once=refreshing.LISTS)


def _is_out(row: dict[str, Any] | None) -> bool:
    return bool(row and row.get("first_released_at"))
