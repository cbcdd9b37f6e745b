"""Appending to the chain and walking it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
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
_AS_JSON = frozenset({"before", "after"})
_INSERT = f"INSERT INTO ledger_event ({', '.join((*COLUMNS, 'hash'))}) VALUES"
_LINE = f"({', '.join('%s::jsonb' if name in _AS_JSON else '%s' for name in (*COLUMNS, 'hash'))})"
_TOGETHER = 1000  # events a statement
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


@dataclass(slots=True)
class Turn:
    """One verb's turn to write. While it lasts nobody else writes, so the end of the chain is known without
    asking, and the verb's events go to the database together.

    `head` is None until the first event or `wait_for_turn`. `depth`: how deep its transaction is nested.
    `whole`: several verbs share it, and if one of them is refused none is done.
    """

    head: Head | None = None
    waiting: list[Event] = field(default_factory=list)
    depth: int = 0
    whole: bool = False

    def is_here(self) -> bool:
        """Is this the verb's own transaction, and none within it that might be undone alone?"""
        return len(connection.savepoint_ids) == self.depth


_turn: ContextVar[Turn | None] = ContextVar("gongkai_turn", default=None)


class LostEventError(RuntimeError):
    """An event was recorded in a savepoint within a verb: undoing that alone would break the chain."""


class NothingDoneError(RuntimeError):
    """One of several verbs that are done together was refused, and nobody stopped: all of them are undone."""


@contextmanager
def turn(*, whole: bool = False) -> Iterator[None]:
    """A verb's turn, within its transaction; it settles before it ends. A verb within a verb goes on from the
    other's end, and the other from its end unless it was undone. `whole`: of verbs that are done together or
    not at all; raises NothingDoneError where a refusal among them was passed over."""
    outer = _turn.get()
    mine = Turn(outer.head if outer else None, depth=len(connection.savepoint_ids), whole=whole)
    token = _turn.set(mine)
    try:
        yield
        if whole and connection.needs_rollback:
            raise NothingDoneError
    finally:
        _turn.reset(token)
    if outer is not None:
        outer.head = mine.head


def can_be_undone_alone() -> bool:
    """Whether a verb that begins now needs a place to fall back to. One of several that are done together or
    not at all needs none."""
    mine = _turn.get()
    return mine is None or not (mine.whole and mine.is_here())


def settle() -> None:
    """Write what waits: before anybody reads the ledger, and before a transaction begins within this one."""
    mine = _turn.get()
    if mine is not None and mine.waiting:
        waiting, mine.waiting = mine.waiting, []
        for first in range(0, len(waiting), _TOGETHER):
            _insert(waiting[first : first + _TOGETHER])


def _insert(events: Sequence[Event]) -> None:
    """One statement, written out: every verb ends with it."""
    values = [
        json.dumps(value, ensure_ascii=False) if name in _AS_JSON and value is not None else value
        for event in events
        for name, value in ((name, getattr(event, name)) for name in (*COLUMNS, "hash"))
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{_INSERT} {', '.join([_LINE] * len(events))}", values)
    for event in events:
        event._state.adding = False


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
    last = wait_for_turn()
    event = Event(
        sequence=last.sequence + 1,
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
        previous_hash=last.hash,
    )
    event.hash = digest({name: getattr(event, name) for name in COLUMNS})
    mine = _turn.get()
    if mine is None:
        event.save(force_insert=True)
    elif mine.is_here():
        mine.waiting.append(event)
        mine.head = Head(event.sequence, event.hash)
    else:
        raise LostEventError(verb)
    return event


def wait_for_turn() -> Head:
    """Become the one writer until the transaction ends; gives the end of the chain. A verb that locks rows
    others lock after their first event (series of numbers, keys) takes its turn before, so that no two wait
    for each other."""
    mine = _turn.get()
    if mine is not None and mine.head is not None:
        return mine.head
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    found = _newest()
    if mine is not None and mine.is_here():
        mine.head = found
    return found


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
    settle()
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
    settle()
    return _newest()


def _newest() -> Head:
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
    return head().sequence


def position_before(moment: datetime) -> int:
    """The sequence of the newest event recorded before `moment`; 0 when there is none."""
    settle()
    known = Event.objects.filter(at__lt=moment).order_by("-sequence")
    return known.values_list("sequence", flat=True).first() or 0


def plain(value: Any) -> Any:
    """What the database will give back: dates and decimals as text, tuples as lists."""
    return None if value is None else json.loads(json.dumps(value, cls=DjangoJSONEncoder))
