"""What a table would change in the rows that are current: the dry run of a release.

The same content under the same key changes nothing; a release all of whose rows are the same is the harmless
repetition of one before it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.core.disclosure.schema import Mode
from gongkai.core.disclosure.validating import CheckedRow, CheckedTable, Content


@dataclass(frozen=True, slots=True)
class Changed:
    """A current row that would become another. `columns`: names of the columns that differ."""

    row: CheckedRow
    before: Content
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """`removed`: keys of current rows that a whole list no longer holds. `same`: how many rows stay as they
    are. `repeated`: as in CheckedTable."""

    added: tuple[CheckedRow, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    refused: tuple[CheckedRow, ...] = ()
    repeated: int = 0

    @property
    def is_nothing(self) -> bool:
        """True when a release of this would leave every row as it is."""
        return not (self.added or self.changed or self.removed)


def compare(table: CheckedTable, current: Mapping[str, Content], mode: Mode) -> Changes:
    """`current`: content by key of the current rows; for UPSERT those of the table's keys are enough. While
    any row is refused a whole list removes nothing of that row's key: it was not left out, it was wrong."""
    added: list[CheckedRow] = []
    changed: list[Changed] = []
    same = 0
    for row in table.accepted:
        before = current.get(row.key)
        if before is None:
            added.append(row)
        elif before == row.content:
            same += 1
        else:
            changed.append(Changed(row, before, differing(before, row.content)))
    removed: tuple[str, ...] = ()
    if mode is Mode.WHOLE:
        held = {row.key for row in table.accepted} | {row.key for row in table.refused}
        removed = tuple(key for key in current if key not in held)
    return Changes(tuple(added), tuple(changed), removed, same, table.refused, len(table.repeated))


def differing(before: Content, after: Content) -> tuple[str, ...]:
    """Names of the columns whose values differ, those of `after` first."""
    names = dict.fromkeys((*after, *before))
    return tuple(name for name in names if before.get(name) != after.get(name))


def digest(data_set: str, mode: Mode, rows: Iterable[CheckedRow]) -> str:
    """SHA-256 (hex) of what a table says, whatever the order of its rows and the file it came in."""
    lines = sorted(
        json.dumps([row.key, row.content], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for row in rows
    )
    hashed = hashlib.sha256(f"{data_set}\n{mode}\n".encode())
    for line in lines:
        hashed.update(f"{line}\n".encode())
    return hashed.hexdigest()
