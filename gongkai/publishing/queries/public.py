"""What everybody reads: released documents, their editions, notices and relations. Nothing here asks who
reads.

A withdrawn document answers with its notice and numbers; its title, text and files are not given out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.core.comparing import Stretch, compared
from gongkai.foundation.files.queries import FileCard
from gongkai.foundation.files.queries import cards as file_cards
from gongkai.publishing.models import (
    Document,
    Edition,
    EditionFile,
    FilePart,
    JointMaker,
    Relation,
    StandingNotice,
)

PAGE = 20


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A released document in a list. `on` is the day of its first release."""

    id: int
    address: str
    kind: str
    body: int
    title: str
    summary: str
    number: str
    index_number: str
    standing: str
    subject: str
    genre: str
    formed_on: date | None
    released_at: datetime
    changed_at: datetime
    is_sample: bool

    @property
    def on(self) -> date:
        return timezone.localdate(self.released_at)


@dataclass(frozen=True, slots=True)
class ItemPage:
    """`after` asks for the next page; empty at the end."""

    items: tuple[ItemCard, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """`size` in bytes; `masked`: something was taken out before publication (区分处理); `alternative` tells a
    picture or a video in words; `beside`: the video of which it is the poster."""

    id: int
    name: str
    size: int
    content_type: str
    part: str
    sha256: str
    masked: bool
    alternative: str = ""
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """`digest` is over everything in it (`digests`)."""

    number: int
    title: str
    html: str
    text: str
    summary: str
    subject: str
    genre: str
    form: str
    keywords: tuple[str, ...]
    formed_on: date | None
    effective_on: date | None
    expires_on: date | None
    change_note: str
    digest: str
    released_at: datetime
    late: bool
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A public notice of a standing; `by` is the document that brought it about."""

    standing: str
    on: date
    until: date | None
    reason: str
    at: datetime
    by: ItemCard | None


@dataclass(frozen=True, slots=True)
class Related:
    """`outward`: this document does it to the other."""

    kind: str
    outward: bool
    other: ItemCard


@dataclass(frozen=True, slots=True)
class Item:
    """A released document. `edition` None: it was withdrawn, and only the notices tell of it."""

    card: ItemCard
    registration_number: str
    makers: tuple[str, ...]
    effective_on: date | None
    expires_on: date | None
    edition: PublicEdition | None
    editions: tuple[tuple[int, datetime, str], ...]
    notices: tuple[NoticeLine, ...]
    relations: tuple[Related, ...]

    @property
    def is_withdrawn(self) -> bool:
        return self.edition is None


class NoSuchItemError(LookupError):
    """Nothing was ever released at this address."""


def released(
    *,
    body_ids: Collection[int] | None = None,
    kinds: Collection[str] = (),
    subject: str = "",
    genre: str = "",
    keyword: str = "",
    standings: Collection[str] = (),
    since: datetime | None = None,
    after: str = "",
    limit: int = PAGE,
) -> ItemPage:
    """Newest first, by key. Withdrawn ones are left out."""
    found = Document.objects.filter(first_released_at__isnull=False).exclude(standing="withdrawn")
    if body_ids is not None:
        found = found.filter(body__in=list(body_ids))
    for column, values in (("kind", kinds), ("standing", standings)):
        if values:
            found = found.filter(**{f"{column}__in": list(values)})
    if since is not None:
        found = found.filter(last_released_at__gte=since)
    newest = _current_editions(found)
    if subject:
        newest = newest.filter(subject=subject)
    if genre:
        newest = newest.filter(genre=genre)
    if keyword:
        newest = newest.filter(keywords__contains=[keyword])
    newest = _from(newest, after).order_by("-document__first_released_at", "-document")
    items = tuple(_card(each) for each in newest.select_related("document")[: limit + 1])
    return ItemPage(items[:limit], _key(items[limit - 1]) if len(items) > limit else "")


def cards_of(document_ids: Collection[int]) -> dict[int, ItemCard]:
    """Those of the documents that everybody may read at this moment."""
    if not document_ids:
        return {}
    found = Document.objects.filter(pk__in=document_ids, first_released_at__isnull=False)
    newest = _current_editions(found.exclude(standing="withdrawn")).select_related("document")
    return {each.document_id: _card(each) for each in newest}


def cards_at(addresses: Collection[str]) -> tuple[ItemCard, ...]:
    """Those at the addresses that everybody may read at this moment, in the order asked for."""
    ids = Document.objects.filter(address__in=[each for each in addresses if each]).values_list(
        "pk", flat=True
    )
    found = {each.address: each for each in cards_of(list(ids)).values()}
    return tuple(found[address] for address in addresses if address in found)


def item(address: str, *, edition: int | None = None, on: date | None = None) -> Item:
    """What stands at the address: the newest edition, a certain one, or the one that stood on a day. Raises
    NoSuchItemError."""
    out = list(_out_at(address))
    chosen = _chosen(out, edition, on)
    if chosen is None:
        raise NoSuchItemError(address)
    newest: Any = out[0]
    document = newest.document
    gone = document.standing == "withdrawn"
    return Item(
        card=_withdrawn_card(newest) if gone else _card(newest),
        registration_number=document.registration_number,
        makers=_makers(document) if newest.has_makers else (),
        effective_on=document.effective_on,
        expires_on=document.expires_on,
        edition=None if gone else _public(chosen),
        editions=() if gone else tuple(
            (each.number, each.released_at, each.change_note) for each in out if each.released_at is not None
        ),
        notices=_notices(document),
        relations=() if gone or not newest.has_relations else _relations(document),
    )  # fmt: skip


def _out_at(address: str) -> QuerySet[Edition]:
    """Released editions at the address, newest first, each with its document. What most items lack is asked
    for along with them, and then not looked for."""
    related = Relation.objects.filter(Q(document=OuterRef("document")) | Q(to=OuterRef("document")))
    return (
        Edition.objects.filter(
            document__address=address, document__first_released_at__isnull=False, released_at__isnull=False
        )
        .select_related("document")
        .annotate(
            has_makers=Exists(JointMaker.objects.filter(document=OuterRef("document"))),
            has_relations=Exists(related),
            has_files=Exists(EditionFile.objects.filter(edition=OuterRef("pk"))),
        )
        .order_by("-number")
    )


def comparison(address: str, earlier: int, later: int) -> tuple[Stretch, ...]:
    """Two editions side by side. Raises NoSuchItemError."""
    before, after = (item(address, edition=number).edition for number in (earlier, later))
    if before is None or after is None:
        raise NoSuchItemError(address)
    return compared(f"{before.title}\n{before.text}", f"{after.title}\n{after.text}")


def public_file(address: str, file_id: int) -> FileCard | None:
    """A file of a released edition at the address, unless it was withdrawn."""
    row = (
        EditionFile.objects.filter(
            file=file_id, edition__document__address=address, edition__released_at__isnull=False
        )
        .exclude(part=FilePart.ORIGINAL)
        .exclude(edition__document__standing="withdrawn")
        .exclude(edition__document__address="")
        .first()
    )
    return file_cards([file_id]).get(file_id) if row else None


def standing_of(address: str, on: date) -> str:
    """The standing on a day, from the notices. Raises NoSuchItemError before the first release."""
    notices = StandingNotice.objects.filter(document__address=address, on__lte=on).exclude(
        document__address=""
    )
    last = notices.order_by("on", "pk").last()
    if last is None:
        raise NoSuchItemError(address)
    return last.standing


def _current_editions(found: QuerySet[Document]) -> QuerySet[Edition]:
    """The newest released edition of each."""
    return Edition.objects.filter(document__in=found, released_at=F("document__last_released_at"))


def _chosen(out: Sequence[Edition], number: int | None, on: date | None) -> Edition | None:
    """`out`: newest first."""
    if number is not None:
        out = [each for each in out if each.number == number]
    elif on is not None:
        out = [each for each in out if timezone.localdate(each.released_at) <= on]
    return next(iter(out), None)


def _makers(document: Document) -> tuple[str, ...]:
    rows = JointMaker.objects.filter(document=document).order_by("order")
    return tuple(rows.values_list("name", flat=True))


def _card(edition: Edition) -> ItemCard:
    document = edition.document
    released_at = document.first_released_at
    assert released_at is not None
    return ItemCard(
        document.pk, document.address, document.kind, document.body_id, edition.title, edition.summary,
        document.number, document.index_number, document.standing, edition.subject, edition.genre,
        edition.formed_on, released_at, document.last_released_at or released_at, document.is_sample,
    )  # fmt: skip


def _withdrawn_card(edition: Edition) -> ItemCard:
    document = edition.document
    released_at = document.first_released_at
    assert released_at is not None
    return ItemCard(
        document.pk, document.address, document.kind, document.body_id, "", "", document.number,
        document.index_number, document.standing, "", "", None, released_at,
        document.last_released_at or released_at, document.is_sample,
    )  # fmt: skip


def _public(edition: Any) -> PublicEdition:
    """Of an edition that knows whether it has files (`_out_at`)."""
    released_at = edition.released_at
    assert released_at is not None
    found = EditionFile.objects.filter(edition=edition).exclude(part=FilePart.ORIGINAL)
    rows = list(found.order_by("order", "pk")) if edition.has_files else []
    files = file_cards([row.file_id for row in rows]) if rows else {}
    return PublicEdition(
        edition.number, edition.title, edition.html, edition.text, edition.summary, edition.subject,
        edition.genre, edition.form, tuple(edition.keywords), edition.formed_on, edition.effective_on,
        edition.expires_on, edition.change_note, edition.digest, released_at, edition.late,
        tuple(_attachment(row, files[row.file_id]) for row in rows),
    )  # fmt: skip


def _attachment(row: EditionFile, file: FileCard) -> Attachment:
    return Attachment(
        row.file_id,
        row.name,
        file.size,
        file.content_type,
        row.part,
        file.sha256,
        row.masked_from_id is not None,
        row.alternative,
        row.beside_id,
    )


def _notices(document: Document) -> tuple[NoticeLine, ...]:
    rows = list(StandingNotice.objects.filter(document=document).order_by("-on", "-pk"))
    by = cards_of([each.by_document_id for each in rows if each.by_document_id])
    return tuple(
        NoticeLine(each.standing, each.on, each.until, each.reason, each.at, by.get(each.by_document_id or 0))
        for each in rows
    )


def _relations(document: Document) -> tuple[Related, ...]:
    rows = Relation.objects.filter(Q(document=document) | Q(to=document)).order_by("pk")
    ends: list[tuple[Any, bool, int]] = [
        (
            each,
            each.document_id == document.pk,
            each.to_id if each.document_id == document.pk else each.document_id,
        )
        for each in rows
    ]
    others = cards_of([other for _, _, other in ends])
    return tuple(Related(each.kind, out, others[other]) for each, out, other in ends if other in others)


def _key(card: ItemCard) -> str:
    return f"{card.released_at.isoformat()}~{card.id}"


def _from(found: QuerySet[Edition], after: str) -> QuerySet[Edition]:
    """What comes after the key; an unreadable key begins anew."""
    at, _, number = after.partition("~")
    try:
        moment, pk = datetime.fromisoformat(at), int(number)
    except ValueError:
        return found
    return found.filter(
        Q(document__first_released_at__lt=moment) | Q(document__first_released_at=moment, document__lt=pk)
    )


def first_released_of(body_id: int, limit: int) -> list[int]:
    """The body's documents that ever became public, the oldest first."""
    own = Document.objects.filter(body=body_id, first_released_at__isnull=False).order_by("pk")
    return list(own.values_list("pk", flat=True)[:limit])
