"""Caches before the site hear of every change of what is public, in the transaction of the change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from gongkai.foundation.ledger.following import Event, follows
from gongkai.foundation.tasks.queue import enqueue
from gongkai.portal import refreshing
from gongkai.portal.data.refreshing import RELEASED

DOCUMENT, RELEASE, OBJECTION = "document", "release", "objection"
LISTED = frozenset(
    {
        "guide_version", "catalogue_version", "reading_point", "gazette_published", "disclosure_office",
        "leader", "duty", "body_version",
    }
)  # fmt: skip
"""What lists and designed pages show besides documents."""


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


@follows
def tell_caches_of_lists(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """Guides, the catalogue, reading points, issues of the gazette; whom to find where."""
    if settings.CACHE_FRONTS and any(each.subject_type in LISTED for each in events):
        enqueue(refreshing.LISTS, once=refreshing.LISTS)


@follows
def tell_caches_of_data(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """Releases of data that are out, and objections, which stand on the page of their row."""
    if not settings.CACHE_FRONTS:
        return
    for each in events:
        row = each.after or {}
        if each.subject_type == RELEASE and row.get("released_at"):
            enqueue(RELEASED, once=f"{RELEASED}:{each.subject_id}", release=int(each.subject_id))
        if each.subject_type == OBJECTION:
            pages = [reverse("portal:data_set", args=[row["data_set"]])]
            if row["row"]:
                pages.append(reverse("portal:data_row", args=[row["data_set"], row["row"]]))
            enqueue(refreshing.ADDRESSES, changed=pages)


def _is_out(row: dict[str, Any] | None) -> bool:
    return bool(row and row.get("first_released_at"))
