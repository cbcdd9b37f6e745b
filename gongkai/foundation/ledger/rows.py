"""Writing a row and its event in one step, so that the one can't be had without the other.

The event's `before` and `after` hold the row whole (but for what the model keeps out of the ledger), so
that a state table is the last `after` of each subject, and a test can hold the table against that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.chain import plain
from gongkai.foundation.ledger.models import Entry, Event
from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.verbs import record


@dataclass(frozen=True, slots=True)
class Projection:
    """A state table that follows from the ledger.

    `body` is the column that names the body concerned. `private` columns are personal data and stay out.
    """

    subject: str
    model: type[models.Model]
    body: str | None
    private: frozenset[str]

    @property
    def fields(self) -> tuple[str, ...]:
        return _fields(self.model, self.private)


@cache
def _fields(model: type[models.Model], private: frozenset[str]) -> tuple[str, ...]:
    kept_out = private | {"recorded_from", "recorded_to"}
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in kept_out)


_projections: dict[type[models.Model], Projection] = {}


def project(subject: str, *, body: str | None, private: frozenset[str] = frozenset()) -> Any:
    """Class decorator: rows of this model are the subject `subject` of the ledger."""

    def decorate[M: type[models.Model]](model: M) -> M:
        _projections[model] = Projection(subject, model, body, private)
        return model

    return decorate


def projections() -> tuple[Projection, ...]:
    """Every state table that follows from the ledger."""
    return tuple(_projections.values())


def subject_of(model: type[models.Model]) -> str:
    """What the ledger calls rows of this model."""
    return _projections[model].subject


def snapshot(row: models.Model) -> dict[str, Any]:
    """The row as the ledger keeps it."""
    fields = _projections[type(row)].fields
    return {name: getattr(row, name) for name in fields if not (isinstance(row, Recorded) and name == "id")}


def write(row: models.Model, *, reason: str = "", rule_version: str = "", **changes: Any) -> Event:
    """Save a new or changed row inside a verb, and append its event."""
    before = None if row._state.adding else snapshot(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=row._state.adding)
    return _record(row, row.pk, before, snapshot(row), reason, rule_version)


def write_new[M: models.Model](rows: Sequence[M]) -> None:
    """Save many new rows of one model inside a verb, and append an event for each; one statement for all."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
    for row in rows:
        _record(row, row.pk, None, snapshot(row), "")


class Gathered:
    """The rows a verb for many changes and adds: changed in memory at once, in the database when it says
    `save`, one statement a model and an event a row."""

    def __init__(self) -> None:
        self._before: dict[models.Model, Any] = {}
        self._columns: dict[models.Model, set[str]] = {}
        self._reasons: dict[models.Model, str] = {}
        self._new: list[models.Model] = []

    def write(self, row: models.Model, *, reason: str = "", **changes: Any) -> None:
        """As `write` does for one row, which is not in the database before `save`."""
        if row._state.adding:
            self._new.append(row)
        else:
            self._before.setdefault(row, snapshot(row))
            self._columns.setdefault(row, set()).update(changes)
            self._reasons[row] = reason or self._reasons.get(row, "")
        for name, value in changes.items():
            setattr(row, name, value)

    def save(self) -> None:
        """Changed rows first, then new ones, models in the order in which they came."""
        for rows in _by_model(self._before):
            columns = sorted(set().union(*(self._columns[row] for row in rows)))
            save_columns(rows, columns)
            for row in rows:
                _record(row, row.pk, self._before[row], snapshot(row), self._reasons[row])
        self._before, self._columns, self._reasons = {}, {}, {}
        new, self._new = self._new, []
        for rows in _by_model(new):
            write_new(rows)


def write_recorded[R: Recorded](row: R, *, replaces: R | None = None, reason: str = "") -> R:
    """Save the first row of an entry, or the row that corrects `replaces`, inside a verb."""
    row.entry = Entry.objects.create(subject=subject_of(type(row))) if replaces is None else replaces.entry
    before = None if replaces is None else snapshot(replaces)
    event = _record(row, row.entry_id, before, snapshot(row), reason)
    if replaces is not None:
        _strike(replaces, event)
    row.recorded_from = event.sequence
    row.save(force_insert=True)
    return row


def write_recorded_new[R: Recorded](rows: Sequence[R]) -> None:
    """Save the first rows of many entries inside a verb, all of one model; one statement for all."""
    if not rows:
        return
    subject = subject_of(type(rows[0]))
    entries = Entry.objects.bulk_create([Entry(subject=subject) for _ in rows])
    for row, entry in zip(rows, entries, strict=True):
        row.entry = entry
        row.recorded_from = _record(row, row.entry_id, None, snapshot(row), "").sequence
    type(rows[0])._default_manager.bulk_create(rows)


def withdraw(row: Recorded, *, reason: str) -> None:
    """End an entry that should never have been made, inside a verb. Its rows stay readable."""
    _strike(row, _record(row, row.entry_id, snapshot(row), None, reason))


def save_columns(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Bring these columns of rows of one model to the database: one UPDATE from a list of values."""
    if not rows or not columns:
        return
    meta: Any = type(rows[0])._meta
    fields: list[Any] = [meta.get_field(name) for name in columns]
    quoted = [connection.ops.quote_name(field.column) for field in fields]
    typed = zip(quoted, (field.db_type(connection) for field in fields), strict=True)
    told = ", ".join(f"{name} = v.{name}::{kind}" for name, kind in typed)
    line = f"({', '.join(['%s'] * (len(fields) + 1))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {connection.ops.quote_name(meta.db_table)} AS t SET {told} "
            f"FROM (VALUES {', '.join([line] * len(rows))}) AS v (pk, {', '.join(quoted)}) "
            f"WHERE t.{connection.ops.quote_name(meta.pk.column)} = v.pk",
            [value for row in rows for value in (row.pk, *(_stored(field, row) for field in fields))],
        )


def _stored(field: Any, row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _by_model(rows: Iterable[models.Model]) -> Iterator[list[models.Model]]:
    found: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    yield from found.values()


def _record(
    row: models.Model, identifier: object, before: Any, after: Any, reason: str, rule_version: str = ""
) -> Event:
    projection = _projections[type(row)]
    return record(
        subject=(projection.subject, identifier),
        body=getattr(row, projection.body) if projection.body else None,
        before=before, after=after, reason=reason, rule_version=rule_version,
    )  # fmt: skip


def _strike(row: Recorded, event: Event) -> None:
    row.recorded_to = event.sequence
    row.save(update_fields=["recorded_to"])


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A row that is not what the ledger says. Either side is None where it lacks the row."""

    subject: str
    identifier: str
    ledger: Mapping[str, Any] | None
    table: Mapping[str, Any] | None

    @property
    def message(self) -> Message:
        values = {"subject": self.subject, "identifier": self.identifier}
        if self.table is None:
            return Message(N_("{subject} {identifier}：台账有，数据表没有"), values)
        if self.ledger is None:
            return Message(N_("{subject} {identifier}：数据表有，台账没有"), values)
        columns = [name for name in self.table if self.table[name] != self.ledger.get(name)]
        return Message(
            N_("{subject} {identifier}：{columns} 与台账不同"), values | {"columns": "、".join(columns)}
        )


type Comparison = Callable[[], Iterator[Mismatch]]

_comparisons: list[Comparison] = []


def compares(comparison: Comparison) -> Comparison:
    """Decorator, in a room's `replay.py`: compares tables whose events hold changes instead of whole rows."""
    _comparisons.append(comparison)
    return comparison


def mismatches() -> Iterator[Mismatch]:
    """Hold every state table against the ledger, row by row."""
    for comparison in _comparisons:
        yield from comparison()
    for projection in projections():
        told = _told_by_ledger(projection.subject)
        held = _held_by_table(projection)
        for identifier in sorted(told.keys() | held.keys()):
            if told.get(identifier) != held.get(identifier):
                yield Mismatch(projection.subject, identifier, told.get(identifier), held.get(identifier))


def _told_by_ledger(subject: str) -> dict[str, Any]:
    """The last `after` of each subject; subjects withdrawn (after is None) are left out."""
    last = (
        Event.objects.filter(subject_type=subject).order_by("subject_id", "-sequence").distinct("subject_id")
    )
    return {event.subject_id: event.after for event in last if event.after is not None}


def _held_by_table(projection: Projection) -> dict[str, Any]:
    rows = projection.model._default_manager.all()
    key = "pk"
    if issubclass(projection.model, Recorded):
        rows, key = rows.filter(recorded_to__isnull=True), "entry_id"
    return {str(getattr(row, key)): plain(snapshot(row)) for row in rows.iterator(2000)}
