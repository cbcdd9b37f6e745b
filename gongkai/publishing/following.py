"""Search hears of every change of a document, in the transaction of the change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from gongkai.foundation.ledger.following import follows
from gongkai.foundation.search.changes import note_changes

KIND = "document"


class Noted(Protocol):
    """What a follower needs to know of an event."""

    subject_type: Any
    subject_id: Any


@follows
def tell_search(verb: str, now: datetime, events: Sequence[Noted]) -> None:
    """A document whose own row changed is looked at again: every release and every change of standing writes
    it."""
    note_changes(KIND, sorted({int(each.subject_id) for each in events if each.subject_type == KIND}))
