"""What can be found of disclosure: the pages of data sets, and of rows (but for large series)."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import batched
from typing import Any

from django.db import connection

from gongkai.core.disclosure.schema import DataSet, Field
from gongkai.disclosure import declared
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries.asking import public_columns, searched_columns
from gongkai.disclosure.showing import shown
from gongkai.disclosure.staging import loaded
from gongkai.disclosure.wording import title_of
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.changes import note_changes
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.sources import Original, source

SET, ROW = "data_set", "data_row"
_AT_ONCE = 2_000
_STANDING = (
    "SELECT data_set, number, body_id, content, valid_from FROM disclosure_row"
    " WHERE data_set = ANY(%s) AND valid_to IS NULL AND number = ANY(%s)"
)


def number_of(name: str) -> int:
    """A data set's number for search."""
    return zlib.crc32(name.encode())


def address_of_set(name: str) -> str:
    return f"/data/{name}/"


def address_of_row(name: str, number: int) -> str:
    return f"/data/{name}/{number}/"


def note_rows(release_id: int) -> None:
    """The rows that a release brought, changed or took."""
    release = Release.objects.get(pk=release_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM disclosure_row WHERE data_set = %s AND (release_in = %s OR release_out = %s)",
            [release.data_set, release.pk, release.pk],
        )
        numbers = sorted({number for (number,) in cursor.fetchall()})
    for some in batched(numbers, _AT_ONCE):
        note_changes(ROW, some)


def _fields() -> dict[int, tuple[DataSet, Field]]:
    """By number: every data set as it was last declared."""
    found: dict[int, tuple[DataSet, Field]] = {}
    for version in sorted(declared.fields().versions, key=lambda each: each.in_force):
        for each in version.data:
            found[number_of(each.name)] = (each, version)
    return found


@source(SET)
class DataSets:
    """Those of which something is out."""

    def items(self, numbers: Collection[int]) -> Iterable[Item]:
        known = _fields()
        for number in numbers:
            if number in known:
                data_set, field = known[number]
                out = Release.objects.filter(data_set=data_set.name, released_at__isnull=False)
                last = out.order_by("-number").values_list("released_at", flat=True).first()
                if last is not None:
                    yield Item(
                        key=Key(SET, number), title=data_set.title, text=_words(data_set, field), at=last,
                        facets={"field": (field.field,), "data_set": (data_set.name,)},
                    )  # fmt: skip

    def every(self) -> Iterator[int]:
        names = Release.objects.filter(released_at__isnull=False).values_list("data_set", flat=True)
        return iter(sorted({number_of(name) for name in names.distinct()}))

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        return frozenset()

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        known = _fields()
        return {
            number: Original(
                known[number][0].title, _words(*known[number]), address_of_set(known[number][0].name)
            )
            for number in numbers
            if number in known
        }


@source(ROW)
class Rows:
    """Rows that stand, as everybody sees them."""

    def items(self, numbers: Collection[int]) -> Iterable[Item]:
        for data_set, number, body, content, at in _standing(numbers):
            yield Item(
                key=Key(ROW, number), title=title_of(data_set, content), text=_row_words(data_set, content),
                at=at, facets={"body": (str(body),), "data_set": (data_set.name,)},
                audiences=frozenset({PUBLIC}),
            )  # fmt: skip

    def every(self) -> Iterator[int]:
        names = [each.name for each, _ in _fields().values() if not each.series]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT number FROM disclosure_row WHERE data_set = ANY(%s) AND valid_to IS NULL", [names]
            )
            while some := cursor.fetchmany(_AT_ONCE):
                yield from (number for (number,) in some)

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        return frozenset()

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        return {
            number: Original(
                title_of(data_set, content),
                _row_words(data_set, content),
                address_of_row(data_set.name, number),
            )
            for data_set, number, _, content, _ in _standing(numbers)
        }


def _standing(numbers: Collection[int]) -> Iterator[tuple[DataSet, int, int, Mapping[str, Any], Any]]:
    known = {each.name: each for each, _ in _fields().values() if not each.series}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [list(known), list(numbers)])
        for name, number, body, content, at in cursor.fetchall():
            data_set = known[name]
            yield data_set, number, body, shown(data_set, loaded(content)), at


def _words(data_set: DataSet, field: Field) -> str:
    columns = "、".join(column.title for column in public_columns(data_set))
    return "\n".join(filter(None, (data_set.about, field.title, field.about, field.why, columns)))


def _row_words(data_set: DataSet, content: Mapping[str, Any]) -> str:
    names = searched_columns(data_set) or tuple(
        column.name for column in public_columns(data_set) if column.type.value in ("string", "text")
    )
    return "\n".join(str(content[name]) for name in names if name in content)
