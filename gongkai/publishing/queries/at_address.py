"""What stands at an address, asked in one statement: the released editions with their document, its notices,
and whether there is anything that most items lack, so that it is looked for only then."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

_AT = """
SELECT d.id, d.address, d.kind, d.body_id, d.number, d.index_number, d.registration_number, d.standing,
       d.effective_on, d.expires_on, d.first_released_at, d.last_released_at, d.is_sample,
       e.id, e.number, e.title, e.html, e.text, e.summary, e.subject, e.genre, e.form, e.keywords,
       e.formed_on, e.effective_on, e.expires_on, e.change_note, e.digest, e.released_at, e.late,
       EXISTS (SELECT FROM "publishing_editionfile" f WHERE f.edition_id = e.id),
       EXISTS (SELECT FROM "publishing_jointmaker" m WHERE m.document_id = d.id),
       EXISTS (SELECT FROM "publishing_relation" r WHERE r.document_id = d.id)
           OR EXISTS (SELECT FROM "publishing_relation" r WHERE r.to_id = d.id),
       EXISTS (SELECT FROM "gazette_entry" g WHERE g.document_id = d.id),
       (SELECT json_agg(
            json_build_array(n.standing, n."on", n.until, n.reason, n.at, n.by_document_id)
            ORDER BY n."on" DESC, n.id DESC
        )::text FROM "publishing_standingnotice" n WHERE n.document_id = d.id)
FROM "publishing_document" d JOIN "publishing_edition" e ON e.document_id = d.id
WHERE d.address = %s AND d.address <> ''
  AND d.first_released_at IS NOT NULL AND e.released_at IS NOT NULL
ORDER BY e.number DESC
"""


class ReleasedEdition(NamedTuple):
    """A released edition and its document; the names of the latter's columns begin with `document_` where
    both have them. `notices`: JSON, newest first (`notices_of`)."""

    document_id: int
    address: str
    kind: str
    body: int
    document_number: str
    index_number: str
    registration_number: str
    standing: str
    document_effective_on: date | None
    document_expires_on: date | None
    first_released_at: datetime
    last_released_at: datetime | None
    is_sample: bool
    id: int
    number: int
    title: str
    html: str
    text: str
    summary: str
    subject: str
    genre: str
    form: str
    keywords: list[str]
    formed_on: date | None
    effective_on: date | None
    expires_on: date | None
    change_note: str
    digest: str
    released_at: datetime
    late: bool
    has_files: bool
    has_makers: bool
    has_relations: bool
    has_entries: bool
    notices: str | None


class Notice(NamedTuple):
    """A standing notice as it is stored; `by`: the document that brought it about."""

    standing: str
    on: date
    until: date | None
    reason: str
    at: datetime
    by: int | None


def editions_at(address: str) -> list[ReleasedEdition]:
    """Newest edition first; empty where nothing was ever released."""
    with connection.cursor() as cursor:
        cursor.execute(_AT, [address])
        return [ReleasedEdition(*row) for row in cursor.fetchall()]


def notices_of(found: ReleasedEdition) -> Iterator[Notice]:
    """Newest first."""
    for standing, on, until, reason, at, by in json.loads(found.notices or "[]"):
        ends = date.fromisoformat(until) if until else None
        yield Notice(standing, date.fromisoformat(on), ends, reason, datetime.fromisoformat(at), by)
