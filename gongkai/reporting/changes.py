"""One change of a return: rows written and the event that tells it, together.

The event's `after` names only what changed: {"return": {…}, "cells": {code: {…}}, "comments": […], …}.
Folding these over all events of a return gives its rows again (see `replay`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models

from gongkai.foundation.ledger.verbs import Event, record
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.models import Return, ReturnCell

SUBJECT = "return"
CELL_FIELDS = (
    "id", "counted", "counted_as_of", "counted_position", "entry_state", "entry_value",
    "reason", "file_id", "entered_by", "entered_at", "revision",
)  # fmt: skip
_CELL_UPDATES = [name for name in CELL_FIELDS if name != "id"]


def row_as_json(row: models.Model) -> dict[str, Any]:
    """Every column of a row by name."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def cell_as_json(cell: ReturnCell) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in CELL_FIELDS}


class Change:
    """Collects what one verb does to a locked return, writes it, and records it once."""

    def __init__(self, of: Return) -> None:
        self.of = of
        self._before: dict[str, Any] = {}
        self._after: dict[str, Any] = {}
        self._fields: list[str] = []

    @property
    def is_empty(self) -> bool:
        return not self._after

    def set(self, **fields: Any) -> None:
        """Change columns of the return itself."""
        for name, value in fields.items():
            old = getattr(self.of, name)
            if old != value:
                self._before.setdefault("return", {}).setdefault(name, old)
                self._after.setdefault("return", {})[name] = value
                setattr(self.of, name, value)
                self._fields.append(name)

    def cells(self, changed: Sequence[tuple[ReturnCell, dict[str, Any]]]) -> None:
        """Write cells, each with its new columns; rows without a key are new."""
        old = {row.code: cell_as_json(row) for row, _ in changed if row.pk}
        rows = []
        for row, columns in changed:
            for name, value in columns.items():
                setattr(row, name, value)
            rows.append(row)
        if not rows:
            return
        ReturnCell.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["of", "code"], update_fields=_CELL_UPDATES
        )
        self._before["cells"] = {row.code: old.get(row.code) for row in rows}
        self._after["cells"] = {row.code: cell_as_json(row) for row in rows}

    def add(self, kind: str, *rows: models.Model) -> None:
        """Tell of rows that were created for the return: comments, explanations, submissions."""
        if rows:
            self._after.setdefault(kind, []).extend(row_as_json(row) for row in rows)

    def created(self) -> None:
        """Tell of the return itself, which is new."""
        self._after["return"] = row_as_json(self.of)

    def tell(self, **facts: Any) -> None:
        """Further facts of the event."""
        self._after.update(facts)

    def move(self, state: str, now: datetime, **fields: Any) -> None:
        """Change the state, and other columns with it."""
        if state != self.of.state:
            fields["state_since"] = now
        self.set(state=state, **fields)

    def filled(self, actor: Actor, now: datetime, state: str) -> None:
        """Somebody changed cells: the next revision, and one more who may not approve it."""
        people = sorted({*self.of.filled_by, actor.code})
        self.move(state, now, revision=self.of.revision + 1, filled_by=people)

    def record(self, *, reason: str = "", rule_version: str = "") -> Event:
        """Save the return and append the event. Last in the verb: the ledger is locked until it ends."""
        if self._fields:
            self.of.save(update_fields=self._fields)
        return record(
            subject=(SUBJECT, self.of.pk), body=self.of.body_id, before=self._before or None,
            after=self._after, reason=reason, rule_version=rule_version,
        )  # fmt: skip
