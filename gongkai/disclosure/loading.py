"""Bringing checked rows into the table of record, by the database's bulk load.

Called inside the verb that releases, after the release itself is written as released (the database lets rows
in with their release only), while the data set is locked. Rows go in by the thousand: what stands is read by
key, what differs is closed, then the new versions are copied in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.models import Release
from gongkai.disclosure.partitions import WHOLE, expression
from gongkai.disclosure.staging import Staged, canonical, loaded, read_plain

AT_ONCE, FIRST_AT_ONCE, _A_PIECE = 5_000, 50_000, 1_000  # rows
_COPY = (
    "COPY {table} (data_set, number, version, body_id, key, content, valid_from, release_in, is_sample)"
    " FROM STDIN"
)
_CURRENT = (
    "SELECT key, number, version, body_id, content FROM disclosure_row"
    " WHERE data_set = %s AND valid_to IS NULL AND key = ANY(%s)"
)
_CONTENT = "SELECT key, number, body_id, content FROM disclosure_row WHERE data_set = %s AND valid_to IS NULL"
_PAST = (
    "SELECT key, number, max(version) FROM disclosure_row"
    " WHERE data_set = %s AND valid_to IS NOT NULL AND key = ANY(%s) GROUP BY key, number"
)
_CLOSE = (
    "UPDATE disclosure_row SET valid_to = %s, release_out = %s, reason = %s"
    " WHERE data_set = %s AND number = ANY(%s) AND valid_to IS NULL"
)
_NUMBERS = (
    "SELECT min(n), max(n), CASE WHEN max(n) - min(n) + 1 > count(*) THEN array_agg(n) END"
    " FROM (SELECT nextval('disclosure_row_number') AS n FROM generate_series(1, %s)) taken"
)
_ESCAPES = {ord("\\"): "\\\\", ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that stands: its permanent number, version, whose it is, and its canonical content."""

    number: int
    version: int
    body: int
    content: str


@dataclass(slots=True)
class Effect:
    """What rows do to a list, in numbers of rows."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0

    def add(self, other: "Effect") -> None:
        self.added += other.added
        self.changed += other.changed
        self.removed += other.removed
        self.same += other.same


def standing(data_set: str, keys: Sequence[str]) -> dict[str, Standing]:
    """Those of the rows that stand, by key. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [data_set, list(keys)])
        return {
            key: Standing(number, version, body, canonical(loaded(content)))
            for key, number, version, body, content in cursor.fetchall()
        }


@dataclass(frozen=True, slots=True)
class StandingContent:
    """A row that stands, with its content to compare by."""

    number: int
    body: int
    content: Mapping[str, object]


def contents(data_set: str, keys: Sequence[str]) -> dict[str, StandingContent]:
    """Those of the rows that stand, by key."""
    if not has_rows(data_set):
        return {}
    found: dict[str, StandingContent] = {}
    for some in batched(keys, AT_ONCE):
        found |= _contents(f"{_CONTENT} AND key = ANY(%s)", data_set, list(some))
    return found


def contents_of(data_set: str, bodies: Sequence[int]) -> dict[str, StandingContent]:
    """All rows of these bodies that stand, by key."""
    return _contents(f"{_CONTENT} AND body_id = ANY(%s)", data_set, list(bodies))


def _contents(said: str, data_set: str, wanted: list[Any]) -> dict[str, StandingContent]:
    with connection.cursor() as cursor:
        cursor.execute(said, [data_set, wanted])
        return {
            key: StandingContent(number, body, loaded(content))
            for key, number, body, content in cursor.fetchall()
        }


def has_rows(data_set: str) -> bool:
    """Did anything of the data set ever come in? The bulk load of a first release need not compare."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM disclosure_row WHERE data_set = %s)", [data_set])
        return bool(cursor.fetchone()[0])


def compare(data_set: str, lines: Iterable[Staged]) -> Effect:
    """What the lines would do now."""
    effect = Effect()
    compares = has_rows(data_set)
    for some in batched(lines, AT_ONCE):
        known = standing(data_set, [each.key for each in some]) if compares else {}
        effect.add(_effect(some, known))
    return effect


def load_first(release: Release, body_id: int, table: str) -> Effect:
    """The same for the first release of a data set, into its new partition: there is nothing to compare with,
    and its lines are nearly what COPY reads."""
    assert release.released_at is not None
    effect = Effect()
    head, middle = f"{release.data_set}\t".encode(), f"\t1\t{body_id}\t".encode()
    tail = b"\t" + _tail(release).encode()
    with connection.cursor() as cursor:
        for some in batched(read_plain(release.staged_place), FIRST_AT_ONCE):
            numbered = zip(_new_numbers(cursor, len(some)), some, strict=True)
            with cursor.copy(_COPY.format(table=table)) as copy:
                for several in batched(numbered, _A_PIECE):  # the database reads one while the next is made
                    lines = [b"%b%d%b%b%b" % (head, number, middle, row, tail) for number, row in several]
                    copy.write(b"".join(lines))
            effect.added += len(some)
    return effect


def load(release: Release, lines: Iterable[Staged], body_id: int) -> Effect:
    """Bring the lines in with the release as rows of the body. `release.reason` is told with what they
    close."""
    assert release.released_at is not None
    effect = Effect()
    compares = has_rows(release.data_set)
    with connection.cursor() as cursor:
        for some in batched(lines, AT_ONCE):
            known = standing(release.data_set, [each.key for each in some]) if compares else {}
            effect.add(_effect(some, known))
            closing = [
                known[each.key].number
                for each in some
                if each.key in known and each.content != known[each.key].content
            ]
            if closing:
                cursor.execute(
                    _CLOSE,
                    [release.released_at, release.pk, release.reason, release.data_set, closing],
                )
            fresh = [
                each
                for each in some
                if not each.goes and (each.key not in known or known[each.key].content != each.content)
            ]
            if fresh:
                places = _places(cursor, release, fresh, known, compares)
                _copy_in(cursor, release, fresh, places, body_id)
    return effect


def years(release: Release, data_set: DataSet, starts: str) -> dict[tuple[int, int], int]:
    """{(body, year of `starts`): things brought less things taken}, where they differ. A thing is a row, or
    the rows that are counted as one: it comes with its first row and goes with its last."""
    if data_set.counted_by:
        return _things(release, data_set, starts)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body_id, year, sum(rows) FROM ("
            " SELECT body_id, left(content ->> %(starts)s, 4)::int AS year,"
            " count(*) FILTER (WHERE release_in = %(release)s)"
            " - count(*) FILTER (WHERE release_out = %(release)s) AS rows FROM disclosure_row"
            " WHERE data_set = %(data_set)s AND (release_in = %(release)s OR release_out = %(release)s)"
            " GROUP BY 1, 2"
            ") moved WHERE year IS NOT NULL GROUP BY 1, 2 HAVING sum(rows) <> 0",
            {"starts": starts, "data_set": release.data_set, "release": release.pk},
        )
        return {(body, year): int(rows) for body, year, rows in cursor.fetchall()}


def _things(release: Release, data_set: DataSet, starts: str) -> dict[tuple[int, int], int]:
    """Of each thing some row of which the release moved: does it stand now, and did it before?"""
    columns = [expression(data_set.column(name)) for name in data_set.counted_by]
    same = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body_id, year, sum(now - before) FROM ("
            f" SELECT body_id, left(content ->> %(starts)s, 4)::int AS year, {same},"
            " bool_or(release_out IS NULL)::int AS now,"
            " bool_or(release_in <> %(release)s)::int AS before"
            f" FROM disclosure_row WHERE data_set = %(data_set)s AND ({same}) IN ("
            f"  SELECT {same} FROM disclosure_row"
            "  WHERE data_set = %(data_set)s AND (release_in = %(release)s OR release_out = %(release)s)"
            " ) AND (release_out IS NULL OR release_out = %(release)s) AND content ->> %(starts)s IS NOT NULL"
            f" GROUP BY body_id, year, {same}"
            ") things GROUP BY 1, 2 HAVING sum(now - before) <> 0",
            {"starts": starts, "data_set": release.data_set, "release": release.pk},
        )
        return {(body, year): int(things) for body, year, things in cursor.fetchall()}


def _places(
    cursor: Any, release: Release, rows: list[Staged], known: dict[str, Standing], compares: bool
) -> dict[str, tuple[int, int]]:
    """(number, version) each row gets. A key that stood before keeps its number for good."""
    places = {key: (each.number, each.version + 1) for key, each in known.items()}
    unknown = [each.key for each in rows if each.key not in known]
    if compares and unknown:
        places |= _past(cursor, release.data_set, unknown)
    new = [each.key for each in rows if each.key not in places]
    places.update((key, (number, 1)) for key, number in zip(new, _new_numbers(cursor, len(new)), strict=True))
    return places


def _copy_in(
    cursor: Any,
    release: Release,
    rows: list[Staged],
    places: dict[str, tuple[int, int]],
    body_id: int,
) -> None:
    with cursor.copy(_COPY.format(table=WHOLE)) as copy:
        copy.write("".join(_lines(release.data_set, body_id, rows, places, _tail(release))).encode())


def _tail(release: Release) -> str:
    """The last columns of each row of the release, as COPY reads them."""
    assert release.released_at is not None
    return f"{release.released_at.isoformat()}\t{release.pk}\t{'t' if release.is_sample else 'f'}\n"


def _lines(
    data_set: str, body_id: int, rows: list[Staged], places: dict[str, tuple[int, int]], tail: str
) -> Iterator[str]:
    """The rows as COPY reads them. A content holds no tabs or line breaks: JSON escapes them."""
    for each in rows:
        number, version = places[each.key]
        key = each.key.translate(_ESCAPES)
        content = each.content.replace("\\", "\\\\") if "\\" in each.content else each.content
        yield f"{data_set}\t{number}\t{version}\t{body_id}\t{key}\t{content}\t{tail}"


def _past(cursor: Any, data_set: str, keys: list[str]) -> dict[str, tuple[int, int]]:
    """Keys that stood once keep their number."""
    cursor.execute(_PAST, [data_set, keys])
    return {key: (number, version + 1) for key, number, version in cursor.fetchall()}


def _new_numbers(cursor: Any, count: int) -> Sequence[int]:
    """Mostly they follow one another, and the first and last say them all; not while others take some too."""
    if not count:
        return []
    cursor.execute(_NUMBERS, [count])
    first, last, each = cursor.fetchone()
    return range(first, last + 1) if each is None else each


def _effect(lines: Iterable[Staged], known: dict[str, Standing]) -> Effect:
    effect = Effect()
    for each in lines:
        now = known.get(each.key)
        if each.goes:
            effect.removed += now is not None
        elif now is None:
            effect.added += 1
        elif now.content == each.content:
            effect.same += 1
        else:
            effect.changed += 1
    return effect
