"""Writing a row and its event in one step, so that the one can't be had without the other.

The event's `before` and `after` hold the row whole (but for what the model keeps out of the ledger), so
that a state table is the last `after` of each subject, and a test can hold the table against that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

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
        kept_out = self.private | {"recorded_from", "recorded_to"}
        return tuple(
            field.attname for field in self.model._meta.concrete_fields if field.attname not in kept_out
        )


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


def withdraw(row: Recorded, *, reason: str) -> None:
    """End an entry that should never have been made, inside a verb. Its rows stay readable."""
    _strike(row, _record(row, row.entry_id, snapshot(row), None, reason))


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
