"""All that is kept of a document for the archive, as data: the document, its released editions with their
approvals and reviews, notices, relations, and the proofs of publication."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from gongkai.core.messages import Message
from gongkai.foundation.files.queries import FileCard, cards
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.transparency.queries import proof_of
from gongkai.publishing.models import Document, Edition, EditionFile, FilePart, GateReview, Relation

FORMAT = "gongkai-archive-document/1"


def document_told(
    document: Document, editions: list[tuple[Edition, list[tuple[str, FileCard]]]]
) -> dict[str, Any]:
    """`editions` with (path in the package, file) of each of their files."""
    body = organisations.latest_bodies([document.body_id])[document.body_id]
    return {
        "format": FORMAT,
        "index_number": document.index_number,
        "address": document.address,
        "document_number": document.number,
        "registration_number": document.registration_number,
        "kind": document.kind,
        "body": {"code": body.code, "name": body.name, "credit_code": body.credit_code},
        "joint_makers": list(document.jointmakers.order_by("order").values_list("name", flat=True)),
        "attribute": {"value": document.attribute, "ground": document.ground, "articles": document.articles},
        "standing": {"value": document.standing, "on": _day(document.standing_on)},
        "first_released_at": _moment(document.first_released_at),
        "catalogue": document.catalogue,
        "is_sample": document.is_sample,
        "editions": [_edition(document, each, files) for each, files in editions],
        "notices": [
            {"standing": each.standing, "on": _day(each.on), "until": _day(each.until), "reason": each.reason}
            for each in document.standingnotices.order_by("pk")
        ],
        "relations": list(_relations(document)),
    }


def released_of(document: Document) -> list[tuple[Edition, list[FileCard]]]:
    """Released editions, oldest first, with the files everybody may read. Originals of masked ones stay
    here."""
    found = []
    for edition in document.editions.filter(released_at__isnull=False).order_by("number"):
        rows = (
            EditionFile.objects.filter(edition=edition)
            .exclude(part=FilePart.ORIGINAL)
            .order_by("order", "pk")
        )
        numbers = list(rows.values_list("file_id", flat=True))
        known = cards(numbers)
        found.append((edition, [known[each] for each in numbers]))
    return found


def _edition(document: Document, row: Edition, files: list[tuple[str, FileCard]]) -> dict[str, Any]:
    reviews = GateReview.objects.filter(edition=row, decided_at__isnull=False).order_by("pk")
    people = {row.drafted_by, row.released_by, *(each.reviewer for each in reviews)}
    people |= {str(step.get("by", "")) for step in row.approved_by.values()}
    names = organisations.names_of(people - {""})
    proof = proof_of(document.index_number, row.number)
    return {
        "number": row.number, "title": row.title, "html": row.html, "text": row.text, "summary": row.summary,
        "subject": row.subject, "genre": row.genre, "keywords": list(row.keywords),
        "formed_on": _day(row.formed_on), "effective_on": _day(row.effective_on),
        "expires_on": _day(row.expires_on), "change_note": row.change_note, "digest": row.digest,
        "drafted_by": names.get(row.drafted_by, row.drafted_by), "released_at": _moment(row.released_at),
        "released_by": names.get(row.released_by, row.released_by),
        "approvals": [
            {"step": step, **told, "by": names.get(str(told.get("by", "")), told.get("by", ""))}
            for step, told in row.approved_by.items()
        ],
        "reviews": [
            {
                "result": each.result, "passed": each.passed, "digest": each.digest,
                "reviewer": names.get(each.reviewer, each.reviewer), "decided_at": _moment(each.decided_at),
            }
            for each in reviews
        ],
        "files": [
            {
                "path": path, "name": each.name, "type": each.content_type, "size": each.size,
                "sha256": each.sha256,
            }
            for path, each in files
        ],
        "proof": None if isinstance(proof, Message) else proof,
    }  # fmt: skip


def _relations(document: Document) -> Iterator[dict[str, Any]]:
    for each in Relation.objects.filter(document=document).select_related("to").order_by("pk"):
        yield {"kind": each.kind, "outward": True, "index_number": each.to.index_number}
    for each in Relation.objects.filter(to=document).select_related("document").order_by("pk"):
        yield {"kind": each.kind, "outward": False, "index_number": each.document.index_number}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
