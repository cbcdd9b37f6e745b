"""All released documents in stretches, for maps of the site."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Max

from gongkai.publishing.models import Document, StandingNotice

_STRETCHES = """
SELECT min(id), max(last_released_at) FROM (
    SELECT id, last_released_at, (row_number() OVER (ORDER BY id) - 1) / %s AS stretch
    FROM publishing_document WHERE first_released_at IS NOT NULL AND standing <> 'withdrawn'
) AS numbered GROUP BY stretch ORDER BY stretch
"""
# Each release leaves its notice, too, so that the notices tell the last change by themselves; a withdrawn
# document's as well, for its address has left the map.
_NOTICED = """
SELECT width_bucket(document_id, %s::bigint[]), max(at) FROM publishing_standingnotice
WHERE document_id >= %s GROUP BY 1
"""


def stretches(size: int) -> list[tuple[int, datetime]]:
    """Of `size` documents each: the first number in it, and when something in it changed last: an edition or
    the standing. Withdrawn ones are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_STRETCHES, [size])
        found: list[tuple[int, datetime]] = cursor.fetchall()
        if not found:
            return []
        firsts = [first for first, _ in found]
        cursor.execute(_NOTICED, [firsts, firsts[0]])
        noticed: dict[int, datetime] = dict(cursor.fetchall())
    return [
        (first, max(changed_at, noticed.get(number, changed_at)))
        for number, (first, changed_at) in enumerate(found, start=1)
    ]


def addresses(first: int, size: int) -> list[tuple[str, datetime]]:
    """Addresses of one stretch, each with its last change."""
    rows = Document.objects.filter(pk__gte=first, first_released_at__isnull=False)
    listed = (
        rows.exclude(standing="withdrawn").order_by("pk").values_list("pk", "address", "last_released_at")
    )
    found = [(pk, address, at) for pk, address, at in listed[:size] if at is not None]
    noticed = noticed_at([pk for pk, _, _ in found])
    return [(address, max(at, noticed.get(pk, at))) for pk, address, at in found]


def noticed_at(document_ids: Collection[int]) -> dict[int, datetime]:
    """When the last public notice of each of the documents came."""
    rows = StandingNotice.objects.filter(document__in=document_ids)
    return dict(rows.order_by().values_list("document").annotate(Max("at")))
