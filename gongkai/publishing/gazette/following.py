"""A document that is withdrawn is gone from the gazette's pages at once; its file for print is not handed out
until another is set."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.foundation.ledger.following import Event, follows
from gongkai.foundation.search.changes import note_changes
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.gazette.actions.approving import FOUND
from gongkai.publishing.gazette.actions.editing import TYPESET
from gongkai.publishing.gazette.models import Entry

_TURNS = ("document.withdraw", "edition.release")
"""Verbs by which a printed document goes, and comes back."""


@follows
def set_again(verb: str, now: datetime, events: Sequence[Event]) -> None:
    if verb not in _TURNS:
        return
    documents = [int(event.subject_id) for event in events if event.subject_type == "document"]
    rows = list(Entry.objects.filter(document__in=documents, issue__state="published"))
    note_changes(FOUND, [row.pk for row in rows])
    if verb == "document.withdraw":
        for issue in sorted({row.issue_id for row in rows}):
            enqueue(TYPESET, issue=issue)
