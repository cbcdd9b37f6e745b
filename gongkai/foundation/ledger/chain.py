"""Appending to the chain and walking it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.models import Event

FIRST_HASH = "0" * 64
COLUMNS = (
    "sequence", "at", "actor", "body", "verb", "subject_type", "subject_id",
    "before", "after", "reason", "rule_version", "previous_hash",
)  # fmt: skip
_LOCK = 0x676F6E67  # one writer at a time, until its transaction ends


_SAID = {
    "missing": N_("台账第 {sequence} 条缺失：其后的记录接不上。"),
    "previous_hash": N_("台账第 {sequence} 条与上一条接不上：上一条或本条被改动过。"),
    "hash": N_("台账第 {sequence} 条的内容与其校验值不符：内容被改动过。"),
    "head": N_("台账第 {sequence} 条与当时保存的末端标识不符：末尾的记录被删除或整段被重写过。"),
}


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    sequence: int
    problem: str

    @property
    def message(self) -> Message:
        return Message(_SAID[self.problem], {"sequence": self.sequence})


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain. Whoever has noted it elsewhere notices when events are cut off later."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


def append(
    *,
    at: datetime,
    actor: str,
    body: int | None,
    verb: str,
    subject_type: str,
    subject_id: str,
    before: Any,
    after: Any,
    reason: str,
    rule_version: str,
) -> Event:
    """Add one event after the last. Must run inside the transaction of the change it records."""
    wait_for_turn()
    last = Event.objects.order_by("-sequence").values("sequence", "hash").first()
    event = Event(
        sequence=last["sequence"] + 1 if last else 1,
        at=at,
        actor=actor,
        body=body,
        verb=verb,
        subject_type=subject_type,
        subject_id=subject_id,
        before=plain(before),
        after=plain(after),
        reason=reason,
        rule_version=rule_version,
        previous_hash=last["hash"] if last else FIRST_HASH,
    )
    event.hash = digest({name: getattr(event, name) for name in COLUMNS})
    event.save(force_insert=True)
    return event


def wait_for_turn() -> None:
    """Become the one writer until the transaction ends. A verb that locks rows others lock after their first
    event (series of numbers, keys) takes its turn before, so that no two wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def digest(columns: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of the columns, in UTC and with sorted keys."""
    at = columns["at"]
    text = json.dumps(
        {**columns, "at": at.timestamp() if hasattr(at, "timestamp") else at},
        sort_keys=True, ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(first: int = 1) -> Iterator[Break]:
    """Walk the chain from `first`; yield every row that does not hold."""
    previous = Event.objects.filter(sequence=first - 1).values_list("hash", flat=True).first()
    expected_sequence, expected_hash = first, previous or FIRST_HASH
    columns = Event.objects.filter(sequence__gte=first).order_by("sequence").values(*COLUMNS, "hash")
    for found in columns.iterator(2000):
        row: dict[str, Any] = dict(found)
        stored = row.pop("hash")
        if row["sequence"] != expected_sequence:
            yield Break(expected_sequence, "missing")
        if row["previous_hash"] != expected_hash:
            yield Break(row["sequence"], "previous_hash")
        if digest(row) != stored:
            yield Break(row["sequence"], "hash")
        expected_sequence, expected_hash = row["sequence"] + 1, stored


def head() -> Head:
    """The newest event's number and hash."""
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return Head(*last) if last else Head(0, FIRST_HASH)


def missing_head(noted: str) -> Break | None:
    """Does the ledger still hold the end that was noted ("120:ab12…")? The chain alone can't tell."""
    number, _, expected = noted.partition(":")
    sequence = int(number) if number.isdigit() else 0
    found = Event.objects.filter(sequence=sequence).values_list("hash", flat=True).first()
    return None if (found or FIRST_HASH) == expected else Break(sequence, "head")


def position() -> int:
    """The sequence of the newest event; 0 when there is none."""
    return Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def position_before(moment: datetime) -> int:
    """The sequence of the newest event recorded before `moment`; 0 when there is none."""
    known = Event.objects.filter(at__lt=moment).order_by("-sequence")
    return known.values_list("sequence", flat=True).first() or 0


def plain(value: Any) -> Any:
    """What the database will give back: dates and decimals as text, tuples as lists."""
    return None if value is None else json.loads(json.dumps(value, cls=DjangoJSONEncoder))
