"""What a writer gave, as he typed it, and a row whole: for its own body's forms, never for the public."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared, policy
from gongkai.disclosure.checking.opening import NotATableError, opened
from gongkai.disclosure.models import Row
from gongkai.disclosure.queries.visible import reads_rows, release_visible_to
from gongkai.disclosure.wording import plain_number, text_of
from gongkai.foundation.organisations.roles import Actor

LARGEST = 4 << 20
"""Bytes; a larger table is mended where it was made, not on a page."""

EXACT = 1e15
"""A spreadsheet keeps 15 digits."""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """`place`: the row of the sheet, or the number of the row; `cells` by column, blank ones left out."""

    place: int
    cells: Mapping[str, str]


def typed(actor: Actor, day: date, release_id: int) -> tuple[TypedRow, ...] | None:
    """Every row given for a release that is not out. None when nothing can be shown: it is too large, gone,
    no table, or not the person's to read. Raises NoSuchReleaseError."""
    release = release_visible_to(actor, release_id, day)
    gone = not release.file_place or release.released_at is not None or release.file_size > LARGEST
    if gone or not reads_rows(actor, release, day):
        return None
    try:
        found = opened(release, declared.newest(release.data_set, day))
    except (NotATableError, FileNotFoundError):
        return None
    return tuple(
        TypedRow(place, {name: said for name, cell in row.items() if (said := as_typed(cell))})
        for place, row in found.rows
    )


def as_typed(cell: object) -> str:
    """A cell of a workbook as its reader sees it there. A number whose last digits the spreadsheet has
    dropped comes as nothing: it must be typed anew."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, float):
        return plain_number(Decimal(repr(cell))) if abs(cell) < EXACT else ""
    if isinstance(cell, dict | list):
        return json.dumps(cell, ensure_ascii=False)
    return str(cell)


def whole_row(actor: Actor, day: date, data_set: DataSet, number: int) -> dict[str, str] | None:
    """The row that stands, every column unmasked and as it would be typed; for its own body alone."""
    row = Row.objects.filter(data_set=data_set.name, number=number, valid_to__isnull=True).first()
    if row is None or row.body_id not in policy.own_bodies(actor, day):
        return None
    return cells_of(data_set, row.content)


def cells_of(data_set: DataSet, content: Mapping[str, Any]) -> dict[str, str]:
    """Canonical content as it would be typed."""
    return {
        column.name: text_of(column, content[column.name])
        for column in data_set.columns
        if content.get(column.name) is not None
    }
