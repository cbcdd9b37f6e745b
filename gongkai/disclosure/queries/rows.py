"""Rows as everybody may see them: lists, one row, its past; of now or of any day."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.queries.asking import (
    EVERYTHING,
    Asked,
    AskedError,
    Cursor,
    Filter,
    Sql,
    askable,
    behind,
    order_by,
    order_of,
    sort_values,
    where,
)
from gongkai.disclosure.showing import key_is_public, shown
from gongkai.disclosure.staging import loaded

__all__ = ["Asked", "AskedError", "Filter", "RowCard", "RowPage", "history", "page", "row", "stream", "total"]

PAGE = 50
MOST_COUNTED = 10_000
_COLUMNS = (
    "data_set, number, version, body_id, key, content, valid_from, valid_to, release_in, release_out, reason,"
    " is_sample"
)
_FETCHED = 2_000


@dataclass(frozen=True, slots=True)
class RowCard:
    """A version of a row. `content` is what the public may see of it; `reason`: why it was corrected or
    withdrawn. `number` is its permanent address: /data/<data set>/<number>/."""

    data_set: str
    number: int
    version: int
    body: int
    key: str
    content: Mapping[str, Any]
    valid_from: datetime
    valid_to: datetime | None
    release_in: int
    release_out: int | None
    reason: str
    is_sample: bool

    @property
    def stands(self) -> bool:
        return self.valid_to is None


@dataclass(frozen=True, slots=True)
class RowPage:
    """`after` asks for the next page; "" at the end."""

    items: tuple[RowCard, ...]
    after: str


def page(data_set: DataSet, asked: Asked = EVERYTHING, *, after: str = "", limit: int = PAGE) -> RowPage:
    """A page of the list, by key, not by offset. One statement. Raises AskedError."""
    keys = order_of(data_set, asked)
    sql = where(data_set, asked)
    if after:
        behind(sql, data_set, keys, Cursor.read(after, keys))
    found = _fetch(
        f"SELECT {_COLUMNS}{sort_values(data_set, keys)} FROM disclosure_row WHERE {sql.text}"
        f" ORDER BY {order_by(data_set, keys)} LIMIT %s",
        [*sql.values, limit + 1],
        by_index=bool(asked.text),
    )
    items = tuple(_card(data_set, each) for each in found[:limit])
    if len(found) <= limit:
        return RowPage(items, "")
    last = found[limit - 1]
    return RowPage(items, str(Cursor(tuple(last[12:]), last[1])))


def total(data_set: DataSet, asked: Asked = EVERYTHING, *, most: int = MOST_COUNTED) -> tuple[int, bool]:
    """How many rows; and whether there are more than were counted."""
    sql = where(data_set, asked)
    said = f"SELECT count(*) FROM (SELECT 1 FROM disclosure_row WHERE {sql.text} LIMIT %s) found"
    ((count,),) = _fetch(said, [*sql.values, most + 1], by_index=bool(asked.text))
    return min(count, most), count > most


def row(data_set: DataSet, number: int, as_of: datetime | None = None) -> RowCard | None:
    """The row as it stands, or stood; the last version of one that is gone. None when there never was one
    (by that moment)."""
    sql = Sql()
    sql.add("data_set = %s AND number = %s", data_set.name, number)
    if as_of is not None:
        sql.add("valid_from <= %s", as_of)
    found = _fetch(
        f"SELECT {_COLUMNS} FROM disclosure_row WHERE {sql.text} ORDER BY version DESC LIMIT 1", sql.values
    )
    return _card(data_set, found[0]) if found else None


def rows_of(data_set: DataSet, numbers: Collection[int]) -> dict[int, RowCard]:
    """The newest version of each of these rows. One statement."""
    found = _fetch(
        f"SELECT DISTINCT ON (number) {_COLUMNS} FROM disclosure_row WHERE data_set = %s AND number = ANY(%s)"
        " ORDER BY number, version DESC",
        [data_set.name, list(numbers)],
    )
    return {each[1]: _card(data_set, each) for each in found}


def history(data_set: DataSet, number: int) -> tuple[RowCard, ...]:
    """All versions of the row, the newest first."""
    found = _fetch(
        f"SELECT {_COLUMNS} FROM disclosure_row WHERE data_set = %s AND number = %s ORDER BY version DESC",
        [data_set.name, number],
    )
    return tuple(_card(data_set, each) for each in found)


def changed_by(data_set: DataSet, release: int, *, after: int = 0, limit: int = PAGE) -> RowPage:
    """What a release did, row by row in order of their numbers: the versions it brought, and those it closed
    without bringing another. `release` is its identifier. A page at a time; `after` is the last number."""
    brought = "SELECT {columns} FROM disclosure_row WHERE data_set = %s AND release_in = %s AND number > %s"
    took = (
        "SELECT {columns} FROM disclosure_row gone WHERE data_set = %s AND release_out = %s AND number > %s"
        " AND NOT EXISTS (SELECT 1 FROM disclosure_row new WHERE new.data_set = gone.data_set"
        " AND new.number = gone.number AND new.release_in = gone.release_out)"
    )
    said = f"{brought} UNION ALL {took} ORDER BY number LIMIT %s".replace("{columns}", _COLUMNS)
    which = [data_set.name, release, after]
    found = _fetch(said, [*which, *which, limit + 1])
    items = tuple(_card(data_set, each) for each in found[:limit])
    return RowPage(items, str(found[limit - 1][1]) if len(found) > limit else "")


def numbers_closed_by(name: str, release: int, most: int) -> list[int]:
    """Rows of which a release closed a version: those it changed or took. `release` is its identifier."""
    said = (
        "SELECT number FROM disclosure_row WHERE data_set = %s AND release_out = %s ORDER BY number LIMIT %s"
    )
    return [number for (number,) in _fetch(said, [name, release, most])]


def numbers_standing(name: str, skip: int, most: int) -> list[tuple[int, datetime]]:
    """Rows that stand, in the order of their numbers, each with since when."""
    said = (
        "SELECT number, valid_from FROM disclosure_row WHERE data_set = %s AND valid_to IS NULL"
        " ORDER BY number OFFSET %s LIMIT %s"
    )
    return [(number, at) for number, at in _fetch(said, [name, skip, most])]


def stream(data_set: DataSet, asked: Asked = EVERYTHING) -> Iterator[RowCard]:
    """All rows in order, without holding them: for downloads. Raises AskedError before the first."""
    keys = order_of(data_set, asked)
    sql = where(data_set, asked)
    said = f"SELECT {_COLUMNS} FROM disclosure_row WHERE {sql.text} ORDER BY {order_by(data_set, keys)}"
    return _streamed(data_set, said, sql.values)


def _streamed(data_set: DataSet, said: str, values: list[Any]) -> Iterator[RowCard]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(said, values)
        while some := cursor.fetchmany(_FETCHED):
            for each in some:
                yield _card(data_set, each)


def values_of(data_set: DataSet, name: str, asked: Asked, *, limit: int = 50) -> dict[str, int]:
    """The values of a column among the rows asked for, most frequent first: for a filter to choose from."""
    column = askable(data_set, name)
    others = Asked(
        {key: each for key, each in asked.filters.items() if key != name}, asked.text, (), asked.as_of,
        asked.bodies,
    )  # fmt: skip
    sql = where(data_set, others)
    found = _fetch(
        f"SELECT content ->> '{column.name}' AS said, count(*) FROM disclosure_row WHERE {sql.text}"
        " GROUP BY said ORDER BY count(*) DESC, said LIMIT %s",
        [*sql.values, limit],
    )
    return {said: count for said, count in found if said is not None}


def _fetch(said: str, values: list[Any], *, by_index: bool = False) -> list[tuple[Any, ...]]:
    """`by_index`: words are looked for in their index even when most rows hold them; reading every row and
    taking its words apart would cost twenty times as much, which the planner can't know."""
    if by_index:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(said, values)
            return cursor.fetchall()
    with connection.cursor() as cursor:
        cursor.execute(said, values)
        return cursor.fetchall()


def _card(data_set: DataSet, found: tuple[Any, ...]) -> RowCard:
    name, number, version, body, key, content, *rest = found[:12]
    seen = key if key_is_public(data_set) else ""
    return RowCard(name, number, version, body, seen, shown(data_set, loaded(content)), *rest)
