"""What a message says: which verb was done, on what, and how the thing stands now. No personal data."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from gongkai.foundation.ledger.following import Event

TOLD = (
    "case_id", "about_id", "split_of_id", "kind", "number", "year", "state", "outcome", "channel",
    "applicant_type", "group", "stage", "result", "granted", "submitted_on", "received_on", "closed_on", "on",
    "until", "days", "asked_on", "due_on", "sent_on", "served_on", "signed_on", "decided_on", "revision",
)  # fmt: skip
"""What is passed on of a row, where it has it. Everything else has to be fetched with a token."""


def text(verb: str, at: datetime, body_code: str, events: Sequence[Event]) -> str:
    """The message, as it is signed and sent."""
    data = {
        "body": body_code,
        "position": max(each.sequence for each in events),
        "subjects": [_subject(each) for each in events],
    }
    return written(verb, at, data)


def written(kind: str, at: datetime, data: Mapping[str, Any]) -> str:
    """The envelope of Standard Webhooks."""
    moment = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": kind, "timestamp": moment, "data": data}, ensure_ascii=False)


def _subject(event: Event) -> dict[str, Any]:
    after = event.after if isinstance(event.after, dict) else {}
    said = {name: after[name] for name in TOLD if after.get(name) not in (None, "")}
    return {"type": event.subject_type, "id": event.subject_id, **said}
