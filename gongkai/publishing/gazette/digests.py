"""The digest of an issue: over all that is printed, so that what was approved is what comes out."""

import hashlib
from collections.abc import Iterator

from gongkai.publishing.gazette.models import Entry, Issue


def digest_of(issue: Issue) -> str:
    """SHA-256 over masthead, numbers, period and entries, each part as "length in bytes:content"."""
    return hashlib.sha256(
        "".join(f"{len(part.encode())}:{part}" for part in _parts(issue)).encode()
    ).hexdigest()


def _parts(issue: Issue) -> Iterator[str]:
    gazette = issue.gazette
    yield from (gazette.title, gazette.issn, gazette.serial_number, gazette.editor, gazette.contact)
    yield from (str(issue.year), str(issue.number), str(issue.total_number or ""), issue.dated.isoformat())
    rows = Entry.objects.filter(issue=issue).order_by("order")
    for row in rows.values_list("section", "title", "number", "maker", "text", "edition__digest"):
        yield from (part or "" for part in row)
