"""What everybody reads: released documents, their editions, notices and relations. Nothing here asks who
reads.

A withdrawn document answers with its notice and numbers; its title, text and files are not given out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
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
from gongkai.publishing.queries.at_address import ReleasedEdition, editions_at, notices_of

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

    @property
    def listed(self) -> tuple[Attachment, ...]:
        """What stands under the heading 附件; pictures and videos stand with the text."""
        return tuple(each for each in self.attachments if each.part == "attachment")


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
    """A released document. `edition` None: it was withdrawn, and only the notices tell of it.
    `may_be_printed`: it stands in an issue of the gazette, be that one out or not."""

    card: ItemCard
    registration_number: str
    makers: tuple[str, ...]
    effective_on: date | None
    expires_on: date | None
    edition: PublicEdition | None
    editions: tuple[tuple[int, datetime, str], ...]
    notices: tuple[NoticeLine, ...]
    relations: tuple[Related, ...]
    may_be_printed: bool

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
    """Newest first, by key. `since`: with a new edition or a new notice from then on. Withdrawn ones are left
    out."""
    found = Document.objects.filter(first_released_at__isnull=False).exclude(standing="withdrawn")
    if body_ids is not None:
        found = found.filter(body__in=list(body_ids))
    for column, values in (("kind", kinds), ("standing", standings)):
        if values:
            found = found.filter(**{f"{column}__in": list(values)})
    if since is not None:
        noticed = StandingNotice.objects.filter(document=OuterRef("pk"), at__gte=since)
        found = found.filter(Q(last_released_at__gte=since) | Exists(noticed))
    worded = {"subject": subject, "genre": genre, "keywords__contains": [keyword] if keyword else []}
    if asked := {name: value for name, value in worded.items() if value}:
        now = Edition.objects.filter(
            document=OuterRef("pk"), released_at=OuterRef("last_released_at"), **asked
        )
        found = found.filter(Exists(now))
    page = list(
        _from(found, after).order_by("-first_released_at", "-pk").values_list("pk", flat=True)[: limit + 1]
    )
    editions = {each.document_id: each for each in _current_editions_of(page)}
    items = tuple(_card(editions[each]) for each in page if each in editions)
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
    out = editions_at(address)
    chosen = _chosen(out, edition, on)
    if chosen is None:
        raise NoSuchItemError(address)
    newest = out[0]
    gone = newest.standing == "withdrawn"
    return Item(
        card=_withdrawn_card_at(newest) if gone else _card_at(newest),
        registration_number=newest.registration_number,
        makers=_makers(newest.document_id) if newest.has_makers else (),
        effective_on=newest.document_effective_on,
        expires_on=newest.document_expires_on,
        edition=None if gone else _public(chosen),
        editions=() if gone else tuple((each.number, each.released_at, each.change_note) for each in out),
        notices=_notices(newest),
        relations=() if gone or not newest.has_relations else _relations(newest.document_id),
        may_be_printed=newest.has_entries,
    )  # fmt: skip


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


def _current_editions_of(document_ids: Collection[int]) -> QuerySet[Edition]:
    """The newest released edition of each, with its document."""
    found = Edition.objects.filter(document__in=document_ids, released_at=F("document__last_released_at"))
    return found.select_related("document")


def _current_editions(found: QuerySet[Document]) -> QuerySet[Edition]:
    """The newest released edition of each."""
    return Edition.objects.filter(document__in=found, released_at=F("document__last_released_at"))


def _chosen(out: Sequence[ReleasedEdition], number: int | None, on: date | None) -> ReleasedEdition | None:
    """`out`: newest first."""
    if number is not None:
        out = [each for each in out if each.number == number]
    elif on is not None:
        out = [each for each in out if timezone.localdate(each.released_at) <= on]
    return next(iter(out), None)


def _makers(document_id: int) -> tuple[str, ...]:
    rows = JointMaker.objects.filter(document=document_id).order_by("order")
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


def _card_at(of: ReleasedEdition) -> ItemCard:
    return ItemCard(
        of.document_id, of.address, of.kind, of.body, of.title, of.summary, of.document_number,
        of.index_number, of.standing, of.subject, of.genre, of.formed_on, of.first_released_at,
        of.last_released_at or of.first_released_at, of.is_sample,
    )  # fmt: skip


def _withdrawn_card_at(of: ReleasedEdition) -> ItemCard:
    return replace(_card_at(of), title="", summary="", subject="", genre="", formed_on=None)


def _public(of: ReleasedEdition) -> PublicEdition:
    return PublicEdition(
        of.number, of.title, of.html, of.text, of.summary, of.subject, of.genre, of.form, tuple(of.keywords),
        of.formed_on, of.effective_on, of.expires_on, of.change_note, of.digest, of.released_at, of.late,
        _attachments(of.id) if of.has_files else (),
    )  # fmt: skip


def _attachments(edition_id: int) -> tuple[Attachment, ...]:
    rows = list(
        EditionFile.objects.filter(edition=edition_id).exclude(part=FilePart.ORIGINAL).order_by("order", "pk")
    )
    files = file_cards([row.file_id for row in rows])
    return tuple(_attachment(row, files[row.file_id]) for row in rows)


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


def _notices(of: ReleasedEdition) -> tuple[NoticeLine, ...]:
    rows = list(notices_of(of))
    by = cards_of([each.by for each in rows if each.by])
    return tuple(
        NoticeLine(each.standing, each.on, each.until, each.reason, each.at, by.get(each.by or 0))
        for each in rows
    )


def _relations(document_id: int) -> tuple[Related, ...]:
    rows = Relation.objects.filter(Q(document=document_id) | Q(to=document_id)).order_by("pk")
    ends: list[tuple[Any, bool, int]] = [
        (
            each,
            each.document_id == document_id,
            each.to_id if each.document_id == document_id else each.document_id,
        )
        for each in rows
    ]
    others = cards_of([other for _, _, other in ends])
    return tuple(Related(each.kind, out, others[other]) for each, out, other in ends if other in others)


def _key(card: ItemCard) -> str:
    return f"{card.released_at.isoformat()}~{card.id}"


def _from(found: QuerySet[Document], after: str) -> QuerySet[Document]:
    """What comes after the key; an unreadable key begins anew."""
    at, _, number = after.partition("~")
    try:
        moment, pk = datetime.fromisoformat(at), int(number)
    except ValueError:
        return found
    return found.filter(Q(first_released_at__lt=moment) | Q(first_released_at=moment, pk__lt=pk))


def first_released_of(body_id: int, limit: int) -> list[int]:
    """The body's documents that ever became public, the oldest first."""
    own = Document.objects.filter(body=body_id, first_released_at__isnull=False).order_by("pk")
    return list(own.values_list("pk", flat=True)[:limit])
