"""Released documents by the hundred thousand, straight into the tables, to be read by the bench.

`GONGKAI_BENCH_ITEMS` chooses another number.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import batched
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.search import updating
from gongkai.foundation.search.items import Item
from tests.bench import search_corpus
from tests.bench.measure import seconds

ITEMS = int(os.environ.get("GONGKAI_BENCH_ITEMS", 300_000))
NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
FOUNDED = date(2008, 5, 1)
_CODE = "11990000000000009"
_BATCH = 5000
_DOCUMENT = (
    "id, kind, body_id, address, index_number, number, catalogue, registration_number, attribute, ground, "
    "articles, attribute_reason, attribute_by, interpretation, interpretation_ground, standing, "
    "urgent_because, first_released_at, last_released_at, external, is_sample, revision, created_by, "
    "created_at, touched_at"
)
_EDITION = (
    "document_id, body_id, number, state, title, html, text, summary, subject, genre, form, elements, "
    "keywords, formed_on, change_note, writers, drafted_by, drafted_at, digest, approved_by, returned, "
    "reviewed_text, released_at, released_by, late, revision"
)
_NOTICE = 'document_id, body_id, standing, "on", reason, by, at'


def address(number: int) -> str:
    return f"bench-2026-{number:06d}"


@dataclass(frozen=True, slots=True)
class Ground:
    """A body and its released documents. Seconds it took to bring them in, and to index them."""

    body: int
    filled: float
    indexed: float


@cache
def ground(folder: Path) -> Ground:
    """Made once for all parts of a run, in the run's folder."""
    settings.SEARCH_FOLDER = folder / "publications-search"
    facts = organisations.BodyFacts(
        name="量测用机构", level="city", kind="department", parent=None,
        credit_code=_CODE + credit_code_check_digit(_CODE),
    )  # fmt: skip
    body = organisations.found_body(actor=SYSTEM, now=NOW, code="benchdesk", facts=facts, on=FOUNDED)
    assert isinstance(body, int), body
    return Ground(body, seconds(lambda: fill(body, ITEMS)), seconds(updating.rebuild))


def fill(body: int, items: int) -> None:
    """So many released documents of one body, each with one edition and the notice of its release. The guards
    of the database, which ask for reviews, are asleep meanwhile; this needs the owner's rights."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for batch in batched(search_corpus.items(items), _BATCH):
            _copy(cursor, "publishing_document", _DOCUMENT, (_document(body, each) for each in batch))
            _copy(cursor, "publishing_edition", _EDITION, (_edition(body, each) for each in batch))
            _copy(cursor, "publishing_standingnotice", _NOTICE, (_notice(body, each) for each in batch))
        cursor.execute(
            "SELECT setval('publishing_document_id_seq', (SELECT max(id) FROM publishing_document))"
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE publishing_document")
        cursor.execute("VACUUM ANALYZE publishing_edition")
        cursor.execute("VACUUM ANALYZE publishing_standingnotice")


def _copy(cursor: Any, table: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _document(body: int, each: Item) -> tuple[object, ...]:
    number, kind = each.key.number, each.facets["kind"][0]
    return (
        number, kind, body, address(number), f"B{number:09d}", "", "", "", "open", "widely_known", "[]",
        "", "bench", "", "", "in_force", "", each.at, each.at, "", True, 1, "bench", each.at, each.at,
    )  # fmt: skip


def _edition(body: int, each: Item) -> tuple[object, ...]:
    html = "".join(f"<p>{line}</p>" for line in each.text.split("\n"))
    at = each.at - timedelta(minutes=1)
    return (
        each.key.number, body, 1, "released", each.title, html, each.text, "", "", "", "", "[]", "{}",
        at.date(), "", "[]", "bench", at, "0" * 64, "{}", "", "", each.at, "bench", False, 1,
    )  # fmt: skip


def _notice(body: int, each: Item) -> tuple[object, ...]:
    return (each.key.number, body, "in_force", each.at.date(), "发布", "bench", each.at)
