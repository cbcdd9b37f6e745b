"""Documents in lists, as the staff sees them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.models import Document, Edition
from gongkai.publishing.queries.finding import drafts_with, found_by_engine, written_by
from gongkai.publishing.queries.visible import documents_visible_to, known_whole, own_bodies

PAGE = 50


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document with the newest edition that is not discarded. `edition` None: every one was."""

    id: int
    kind: str
    body: int
    title: str
    number: str
    index_number: str
    address: str
    attribute: str
    standing: str
    edition: int | None
    edition_number: int
    edition_revision: int
    state: str
    formed_on: date | None
    first_released_at: datetime | None
    expires_on: date | None
    reassess_on: date | None
    interpretation_by: date | None
    scheduled_for: datetime | None
    returned: str
    touched_at: datetime
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty means everything. `text` is looked for in published texts, and in
    titles and numbers of drafts; `mine`: on the way, and the person has written on it."""

    body: int | None = None
    kinds: Collection[str] = ()
    states: Collection[str] = ()
    standings: Collection[str] = ()
    attribute: str = ""
    text: str = ""
    batch: int | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class CardPage:
    """`before` asks for the next page; None at the end."""

    items: tuple[DocumentCard, ...]
    before: int | None


_NEWEST = Edition.objects.filter(document=OuterRef("pk")).exclude(state="discarded").order_by("-number")


def listed(
    actor: Actor, day: date, wanted: Wanted = Wanted(), *, before: int | None = None, limit: int = PAGE
) -> CardPage:  # fmt: skip
    """The documents the person sees, newest first, a page at a time by key."""
    drafts = known_whole(actor, day)
    found = _narrowed(_with_newest(documents_visible_to(actor, day), drafts), wanted)
    if wanted.mine:
        found = found.filter(pk__in=written_by(actor, day).values("document"))
    if wanted.text.strip():
        found = _with_words(found, actor, day, wanted.text)
    if before is not None:
        found = found.filter(pk__lt=before)
    documents = list(found.order_by("-pk")[: limit + 1])
    items = _shown(actor, day, documents[:limit], drafts)
    return CardPage(items, documents[limit - 1].pk if len(documents) > limit else None)


def cards_for(actor: Actor, day: date, document_ids: Collection[int]) -> tuple[DocumentCard, ...]:
    """Those of the documents the person may know of, newest first, each as he may know it: who only observes
    sees the newest released edition; why a draft came back is for its own body."""
    seen = documents_visible_to(actor, day).filter(pk__in=document_ids)
    return _shown(actor, day, list(seen), known_whole(actor, day))


def _shown(
    actor: Actor, day: date, documents: Collection[Document], drafts: frozenset[int] | None
) -> tuple[DocumentCard, ...]:
    known = [each.pk for each in documents if drafts is None or each.body_id in drafts]
    observed = [each.pk for each in documents if drafts is not None and each.body_id not in drafts]
    editions = _newest_of(known, released=False) | _newest_of(observed, released=True)
    own = own_bodies(actor, day)
    found = [_card(each, editions.get(each.pk)) for each in sorted(documents, key=lambda each: -each.pk)]
    return tuple(
        each if actor.is_system or each.body in own else replace(each, returned="") for each in found
    )


def released_cards(document_ids: Collection[int]) -> tuple[DocumentCard, ...]:
    """Those of the documents that everybody may read, as they were released."""
    out = Document.objects.filter(pk__in=document_ids, first_released_at__isnull=False)
    documents = list(out.exclude(standing="withdrawn").order_by("-pk"))
    editions = _newest_of([each.pk for each in documents], released=True)
    return tuple(replace(_card(each, editions.get(each.pk)), returned="") for each in documents)


def cards(document_ids: Collection[int]) -> tuple[DocumentCard, ...]:
    """The cards of these documents, newest first, for a caller who has made sure that they are for the eyes
    of somebody of their own body."""
    documents = {each.pk: each for each in Document.objects.filter(pk__in=document_ids)}
    editions = _newest_of(document_ids, released=False)
    return tuple(_card(documents[pk], editions.get(pk)) for pk in sorted(documents, reverse=True))


def _newest_of(document_ids: Collection[int], *, released: bool) -> dict[int, Edition]:
    if not document_ids:
        return {}
    rows = Edition.objects.filter(document__in=document_ids).exclude(state="discarded")
    if released:
        rows = rows.filter(released_at__isnull=False)
    return {
        each.document_id: each for each in rows.order_by("document_id", "-number").distinct("document_id")
    }


def _with_newest(found: QuerySet[Document], drafts: frozenset[int] | None) -> QuerySet[Document]:
    """Annotated with `newest_state` and `newest_title`: of the newest edition where the person knows
    drafts, else of the newest that was released, so that a search can't tell what he may not know."""
    released = _NEWEST.filter(released_at__isnull=False)
    return found.annotate(
        **{
            f"newest_{name}": Case(
                When(body__in=drafts, then=Subquery(_NEWEST.values(name)[:1])),
                default=Subquery(released.values(name)[:1]),
            )
            if drafts is not None
            else Subquery(_NEWEST.values(name)[:1])
            for name in ("state", "title")
        }
    )


def _narrowed(found: QuerySet[Document], wanted: Wanted) -> QuerySet[Document]:
    if wanted.body is not None:
        found = found.filter(body=wanted.body)
    for column, values in (
        ("kind", wanted.kinds),
        ("newest_state", wanted.states),
        ("standing", wanted.standings),
    ):
        if values:
            found = found.filter(**{f"{column}__in": list(values)})
    if wanted.attribute:
        found = found.filter(attribute=wanted.attribute)
    if wanted.batch is not None:
        found = found.filter(editions__batch=wanted.batch)
    return found


def _with_words(found: QuerySet[Document], actor: Actor, day: date, text: str) -> QuerySet[Document]:
    """Of what is out by the engine, of the rest by title and number; everything by these while there is no
    index."""
    hits = found_by_engine(actor, day, text)
    if hits is not None:
        return found.filter(pk__in={*hits, *drafts_with(actor, day, text)})
    for word in text.split():
        found = found.filter(Q(**{"newest_title__contains": word}) | _numbered(word))
    return found


def _numbered(word: str) -> Q:
    return Q(number__contains=word) | Q(index_number__contains=word) | Q(registration_number__contains=word)


def _card(document: Document, edition: Edition | None) -> DocumentCard:
    return DocumentCard(
        id=document.pk,
        kind=document.kind,
        body=document.body_id,
        title=edition.title if edition else "",
        number=document.number,
        index_number=document.index_number,
        address=document.address,
        attribute=document.attribute,
        standing=document.standing,
        edition=edition.pk if edition else None,
        edition_number=edition.number if edition else 0,
        edition_revision=edition.revision if edition else 0,
        state=edition.state if edition else "discarded",
        formed_on=edition.formed_on if edition else None,
        first_released_at=document.first_released_at,
        expires_on=document.expires_on,
        reassess_on=document.reassess_on,
        interpretation_by=document.interpretation_by,
        scheduled_for=edition.scheduled_for if edition else None,
        returned=edition.returned if edition else "",
        touched_at=document.touched_at,
        is_sample=document.is_sample,
    )
