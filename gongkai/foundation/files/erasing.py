"""Taking contents off the disk, and only those that no file needs any more.

A content belongs to all files that were attached with it. Whoever keeps one and whoever removes one hold the
same lock, so that a content is never removed under a file that is just being attached.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import batched

from django.db import connection, transaction

from gongkai.foundation.files import sealing, storage
from gongkai.foundation.files.models import StoredFile

type Needs = Callable[[str], bool]

_needed_by: list[Needs] = []


def needed_by(needs: Needs) -> Needs:
    """Decorator: a room that keeps contents without a file of its own tells whether it needs one."""
    _needed_by.append(needs)
    return needs


def keep_against_erasing(content: bytes) -> str:
    """Keep a content inside a transaction; returns its SHA-256."""
    _lock(hashlib.sha256(content).hexdigest())
    return storage.keep(content)


def after_commit(place: str) -> None:
    """Remove the content once the running transaction is committed, unless another file needs it.

    If the machine stops in between, `sweep` finds it.
    """
    transaction.on_commit(partial(remove_unneeded, place))


def remove_unneeded(place: str) -> bool:
    """Remove the content if nothing needs it. Was it removed?"""
    with transaction.atomic():
        _lock(place)
        if StoredFile.objects.filter(sha256=place, erased_at__isnull=True).exists():
            return False
        if any(needs(place) for needs in _needed_by):
            return False
        storage.remove(place)
        return True


def sweep(before: datetime) -> int:
    """Remove what nobody needs any more and was written before that moment. How much was it?

    What erased files left on the disk when the machine stopped at the wrong moment; and sealed contents of
    uploads that were refused after all, so that nobody's proof of identity stays behind.
    """
    erased = StoredFile.objects.filter(erased_at__isnull=False).values_list("sha256", flat=True).distinct()
    left = [place for place in erased.iterator(2000) if storage.path_of(place).exists()]
    for places in batched(storage.kept_before(before), 1000):
        known = set(StoredFile.objects.filter(sha256__in=places).values_list("sha256", flat=True))
        left += [
            place for place in places if place not in known and storage.begins_with(place, sealing.MAGIC)
        ]
    return sum(remove_unneeded(place) for place in left)


def _lock(place: str) -> None:
    """Until the end of the transaction; one lock in 2^63 places."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(place[:15], 16)])
