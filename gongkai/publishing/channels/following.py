"""Channels hear of every release and withdrawal, in its transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from gongkai.foundation.ledger.following import Event, follows
from gongkai.publishing.channels import outbox


@follows
def fill_outbox(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """By what became of the rows, whichever verb did it: several may be released together."""
    out = [each for each in events if each.subject_type == "edition" and _became(each, "state", "released")]
    outbox.released([int(each.subject_id) for each in out], now)
    for event in events:
        if event.subject_type == "document" and _became(event, "standing", "withdrawn"):
            outbox.withdrawn(int(event.subject_id), now)


def _became(event: Event, column: str, value: str) -> bool:
    before: Mapping[str, Any] = event.before or {}
    after: Mapping[str, Any] = event.after or {}
    return bool(after.get(column) == value != before.get(column))
