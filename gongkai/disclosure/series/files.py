"""The files of a series and their manifests.

`<SERIES_FOLDER>/<data set>/<n>.json` says which Parquet files hold the list as it stood after the data set's
release number n. A release that only adds writes a file of its own and its manifest names the earlier ones
too; any other, and every 24th, writes the whole list anew. A file appears under its name when it is whole.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries.asking import public_columns
from gongkai.disclosure.series.types import types

LARGE = 200_000
"""Rows from which any data set has files: adding up more takes the database longer than a reader waits."""
MOST_FILES = 24
KEPT = 60  # manifests
_UTC = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list after release `number`, which was out at `at`; `files` are paths."""

    number: int
    at: datetime
    rows: int
    files: tuple[str, ...]


def manifest(data_set: str, as_of: datetime | None = None) -> Manifest | None:
    """The newest, or the one that held at that moment. None when there is none (any more)."""
    for number in _numbers(data_set):
        found = _read(data_set, number)
        if found is not None and (as_of is None or found.at <= as_of):
            return found
    return None


def exact(data_set: DataSet, as_of: datetime | None = None) -> Manifest | None:
    """Files that hold exactly what was out then; None while they are behind, or where there are none."""
    found = manifest(data_set.name, as_of)
    if found is None:
        return None
    out = Release.objects.filter(data_set=data_set.name, released_at__isnull=False)
    if as_of is not None:
        out = out.filter(released_at__lte=as_of)
    last = out.order_by("-number").values_list("number", flat=True).first()
    return found if found.number == last else None


def wanted(data_set: DataSet) -> bool:
    """Is the data set to have files?"""
    if data_set.series:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(added) - sum(removed), 0) FROM disclosure_releasefigure"
            " WHERE data_set = %s AND recorded_to IS NULL",
            [data_set.name],
        )
        return bool(cursor.fetchone()[0] >= LARGE)


def update(data_set: DataSet) -> Manifest | None:
    """Bring the files up to the last release. Harmless to repeat; None when nothing was ever released."""
    waiting = list(
        Release.objects.filter(data_set=data_set.name, released_at__isnull=False).order_by("number")
    )
    if not waiting:
        return None
    last = manifest(data_set.name)
    fresh = [each for each in waiting if last is None or (each.number or 0) > last.number]
    if not fresh:
        return last
    only_adds = last is not None and not any(each.changed or each.removed for each in fresh)
    if last is not None and only_adds and len(last.files) < MOST_FILES:
        return _extended(data_set, last, fresh)
    return _whole(data_set, fresh[-1])


def rebuild(data_set: DataSet) -> Manifest | None:
    """Throw all files away and make those of the present list."""
    last = Release.objects.filter(data_set=data_set.name, released_at__isnull=False).order_by("number").last()
    for path in _folder(data_set.name).glob("*"):
        path.unlink()
    return _whole(data_set, last) if last is not None else None


def _extended(data_set: DataSet, last: Manifest, fresh: Sequence[Release]) -> Manifest:
    newest = fresh[-1]
    path, rows = _write(
        data_set, f"add-{newest.number}", "release_in = ANY(%s)", [[each.pk for each in fresh]]
    )
    return _note(data_set.name, newest, last.rows + rows, (*last.files, path))


def _whole(data_set: DataSet, newest: Release) -> Manifest:
    at = newest.released_at
    condition = "valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
    path, rows = _write(data_set, f"all-{newest.number}", condition, [at, at])
    found = _note(data_set.name, newest, rows, (path,))
    _forget(data_set.name)
    return found


def _write(data_set: DataSet, name: str, condition: str, values: Sequence[object]) -> tuple[str, int]:
    """One Parquet file; its path and number of rows. Sorted by the period, so that a reader of one month
    passes over the others."""
    folder = _folder(data_set.name)
    folder.mkdir(parents=True, exist_ok=True)
    columns = types(data_set)
    keys = data_set.presentation.sort
    sort = data_set.presentation.period or (keys[0].column if keys else "")
    order = f'"{sort}"' if sort in columns else '"number"'
    path = folder / f"{name}.parquet"
    with _as_csv(data_set, condition, values) as table, duckdb.connect(config=limits()) as db:
        read = f"read_csv('{table}', header = false, nullstr = '', columns = {_struct(columns)})"
        unfinished = path.with_suffix(".unfinished")
        db.execute(
            f"COPY (SELECT * FROM {read} ORDER BY {order}) TO '{unfinished}'"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
        unfinished.replace(path)
        counted = db.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchone()
    return str(path), int(counted[0]) if counted else 0


@contextmanager
def _as_csv(data_set: DataSet, condition: str, values: Sequence[object]) -> Iterator[Path]:
    """The rows as the database writes them, in a file that is gone afterwards."""
    said = ", ".join(
        ["number", "body_id", _UTC.format("valid_from")]
        + [f"content ->> '{column.name}'" for column in public_columns(data_set)]
    )
    query = f"SELECT {said} FROM disclosure_row WHERE data_set = %s AND {condition}"
    with tempfile.NamedTemporaryFile(dir=_folder(data_set.name), suffix=".csv") as table:
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", [data_set.name, *values]) as copy,
        ):
            for block in copy:
                table.write(block)
        table.flush()
        yield Path(table.name)


def limits() -> dict[str, str | bool | int | float | list[str]]:
    """What one question may take of the machine. Each has a connection of its own: one shared by threads
    gives answers of other threads."""
    return {"memory_limit": settings.SERIES_MEMORY, "threads": settings.SERIES_THREADS}


def _struct(columns: dict[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items()) + "}"


def _note(data_set: str, newest: Release, rows: int, files: tuple[str, ...]) -> Manifest:
    assert newest.number is not None
    assert newest.released_at is not None
    said = {
        "number": newest.number, "at": newest.released_at.isoformat(), "rows": rows,
        "files": [Path(each).name for each in files],
    }  # fmt: skip
    path = _folder(data_set) / f"{newest.number}.json"
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(said))
    unfinished.replace(path)
    return Manifest(newest.number, newest.released_at, rows, files)


def _forget(data_set: str) -> None:
    """Old manifests, and files that no manifest names."""
    for number in _numbers(data_set)[KEPT:]:
        (_folder(data_set) / f"{number}.json").unlink(missing_ok=True)
    named = {
        file for number in _numbers(data_set) if (found := _read(data_set, number)) for file in found.files
    }
    for path in _folder(data_set).glob("*.parquet"):
        if str(path) not in named:
            path.unlink(missing_ok=True)


def _numbers(data_set: str) -> list[int]:
    """Releases with a manifest, the newest first."""
    found = [path.stem for path in _folder(data_set).glob("*.json")]
    return sorted((int(each) for each in found if each.isdigit()), reverse=True)


def _read(data_set: str, number: int) -> Manifest | None:
    folder = _folder(data_set)
    try:
        said = json.loads((folder / f"{number}.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    files = tuple(str(folder / name) for name in said["files"])
    if not all(Path(each).exists() for each in files):
        return None
    return Manifest(said["number"], datetime.fromisoformat(said["at"]), said["rows"], files)


def _folder(data_set: str) -> Path:
    return Path(settings.SERIES_FOLDER) / data_set
