"""Bringing the index up to date, and building it anew. One at a time, whoever calls."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from gongkai.foundation.search import changes, places, sources

_LOCK = 0x7365617263


class Busy(Exception):  # noqa: N818 - the name says it all
    """Another process writes the index."""


@contextmanager
def alone() -> Iterator[None]:
    """The database knows who writes: it forgets a writer that dies. Raises Busy."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def update() -> int:
    """Tell the index of all changes that wait; returns how many. Builds it if there is none. A run that
    breaks off is made good by the next: what it had done is done again, to the same effect. Raises Busy."""
    with alone():
        if not places.is_built():
            _rebuild()
        told = 0
        while waiting := changes.waiting(settings.SEARCH_BATCH):
            added, removed = sources.read(list(dict.fromkeys(key for _, key in waiting)))
            places.current().change(added, removed)
            changes.heard([number for number, _ in waiting])
            told += len(waiting)
        return told


def rebuild() -> int:
    """Build the index anew from all sources; the old one answers meanwhile. Returns the number of items.
    What changes meanwhile waits and is told to the new one afterwards. Raises Busy."""
    with alone():
        _rebuild()
    update()
    return places.current().count()


def _rebuild() -> None:
    index = places.begin()
    index.fill(sources.everything())
    places.put_in_use(index)
