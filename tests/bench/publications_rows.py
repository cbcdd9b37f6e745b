"""Released documents by the hundred thousand, straight into the tables, to be read by the bench."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction

from tests.bench import search_corpus

KINDS = ("news", "notice", "official", "normative")
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


def address(number: int) -> str:
    return f"bench-2026-{number:06d}"


def fill(body: int, items: int) -> None:
    """So many released documents of one body, each with one edition. The guards of the database, which ask
    for reviews, are asleep meanwhile; this needs the owner's rights."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        _copy(cursor, "publishing_document", _DOCUMENT, _documents(body, items))
        _copy(cursor, "publishing_edition", _EDITION, _editions(body, items))
        cursor.execute(
            "SELECT setval('publishing_document_id_seq', (SELECT max(id) FROM publishing_document))"
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE publishing_document")
        cursor.execute("ANALYZE publishing_edition")


def _copy(cursor, table: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _documents(body: int, items: int) -> Iterator[tuple[object, ...]]:
    for each in search_corpus.items(items):
        at, kind = each.at, each.facets["kind"][0]
        number = each.key.number
        yield (
            number, kind, body, address(number), f"B{number:09d}", "", "", "", "open", "widely_known", "[]",
            "", "bench", "", "", "in_force", "", at, at, "", True, 1, "bench", at, at,
        )  # fmt: skip


def _editions(body: int, items: int) -> Iterator[tuple[object, ...]]:
    for each in search_corpus.items(items):
        html = "".join(f"<p>{line}</p>" for line in each.text.split("\n"))
        at = each.at - timedelta(minutes=1)
        yield (
            each.key.number, body, 1, "released", each.title, html, each.text, "", "", "", "", "[]", "{}",
            at.date(), "", "[]", "bench", at, "0" * 64, "{}", "", "", each.at, "bench", False, 1,
        )  # fmt: skip
