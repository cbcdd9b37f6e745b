"""Which public addresses tell of a document, so that whoever keeps copies of them can be told of changes."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from gongkai.publishing.models import Document, Edition, EditionFile, FilePart, Relation, StandingNotice


@dataclass(frozen=True, slots=True)
class Touched:
    """A document that is out, or was: its address, its editions' numbers and files, and the addresses of
    those it is related to."""

    address: str
    editions: tuple[int, ...]
    files: tuple[int, ...]
    related: tuple[str, ...]


def touched(document_ids: Collection[int]) -> tuple[Touched, ...]:
    """Those of the documents that were ever released. Withdrawn ones are told like others."""
    rows = Document.objects.filter(pk__in=document_ids, first_released_at__isnull=False).order_by("pk")
    return tuple(_touched(each) for each in rows)


def _touched(document: Document) -> Touched:
    out = Edition.objects.filter(document=document, released_at__isnull=False).order_by("number")
    files = EditionFile.objects.filter(edition__in=out).exclude(part=FilePart.ORIGINAL).order_by("file_id")
    relations = Relation.objects.filter(Q(document=document) | Q(to=document)).order_by("pk")
    others = {each.to_id if each.document_id == document.pk else each.document_id for each in relations}
    related = Document.objects.filter(pk__in=others, first_released_at__isnull=False).order_by("pk")
    return Touched(
        document.address,
        tuple(out.values_list("number", flat=True)),
        tuple(dict.fromkeys(files.values_list("file_id", flat=True))),
        tuple(related.values_list("address", flat=True)),
    )


def beside(document_ids: Collection[int]) -> frozenset[int]:
    """The documents at whose address these are named: related to them either way, or told by a notice that
    one of these changed their standing."""
    if not document_ids:
        return frozenset()
    ends = Relation.objects.filter(Q(document__in=document_ids) | Q(to__in=document_ids))
    told = StandingNotice.objects.filter(by_document__in=document_ids)
    found = {each for pair in ends.values_list("document", "to") for each in pair}
    return frozenset(found | set(told.values_list("document", flat=True)))
