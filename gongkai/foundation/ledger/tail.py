"""What has been recorded since a place in the ledger: for whoever keeps something that follows from it.

Who writes holds the ledger until his transaction ends, so events become visible in the order of their
numbers: what is not there yet has a higher number than everything that is.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from gongkai.foundation.ledger.chain import FIRST_HASH

AT_ONCE = 500  # events told; who is further behind begins anew

_SINCE = """
SELECT sequence, hash, subject_type, subject_id,
       CASE WHEN sequence > %(after)s THEN before END, CASE WHEN sequence > %(after)s THEN after END
FROM ledger_event WHERE sequence >= %(after)s ORDER BY sequence LIMIT %(limit)s
"""
_NEWEST = "SELECT sequence, hash FROM ledger_event ORDER BY sequence DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Place:
    """The number and hash of an event; of a ledger restored to an earlier day the hash is another one."""

    sequence: int = 0
    hash: str = FIRST_HASH


@dataclass(frozen=True, slots=True)
class Change:
    """An event without its circumstances. `before` or `after` None: no row then, or none since."""

    sequence: int
    subject: str
    identifier: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Tail:
    """`changes` in their order, `place` the last of them. None: too many, or the ledger no longer holds the
    place that was asked from."""

    place: Place
    changes: tuple[Change, ...] | None


def newest() -> Place:
    """The end of the ledger."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        found = cursor.fetchone()
    return Place(*found) if found else Place()


def since(place: Place) -> Tail:
    """One statement; nearly always it finds the place itself and nothing behind it."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"after": place.sequence, "limit": AT_ONCE + 2})
        rows = cursor.fetchall()
    held = rows[0][:2] == (place.sequence, place.hash) if rows else place == Place()
    if place == Place() and rows:
        held = True
    if not held or len(rows) > AT_ONCE + 1:
        return Tail(newest(), None)
    changes = tuple(
        Change(sequence, subject, identifier, _read(before), _read(after))
        for sequence, _hash, subject, identifier, before, after in rows
        if sequence > place.sequence
    )
    return Tail(Place(*rows[-1][:2]) if rows else place, changes)


def _read(told: Any) -> Any:
    """Django leaves JSON to its own fields, so the cursor gives text."""
    return json.loads(told) if isinstance(told, str) else told
