"""All released documents in stretches, for maps of the site."""

from datetime import datetime

from django.db import connection

from gongkai.publishing.models import Document

_STRETCHES = """
SELECT min(id), max(last_released_at) FROM (
    SELECT id, last_released_at, (row_number() OVER (ORDER BY id) - 1) / %s AS stretch
    FROM publishing_document WHERE first_released_at IS NOT NULL AND standing <> 'withdrawn'
) AS numbered GROUP BY stretch ORDER BY stretch
"""


def stretches(size: int) -> list[tuple[int, datetime]]:
    """Of `size` documents each: the first number in it, and when something in it changed last. Withdrawn ones
    are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_STRETCHES, [size])
        return [(first, changed_at) for first, changed_at in cursor.fetchall()]


def addresses(first: int, size: int) -> list[tuple[str, datetime]]:
    """Addresses of one stretch, each with its last change."""
    rows = Document.objects.filter(pk__gte=first, first_released_at__isnull=False)
    found = rows.exclude(standing="withdrawn").order_by("pk").values_list("address", "last_released_at")
    return [(address, changed_at) for address, changed_at in found[:size] if changed_at is not None]
