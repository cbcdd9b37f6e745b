"""What can be found of publishing: released documents by everybody, a body's own drafts by its people."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.utils import timezone

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.sources import Original, source
from gongkai.publishing.models import Document, Edition
from gongkai.publishing.queries.public import cards_of
from gongkai.publishing.queries.visible import documents_visible_to, own_bodies, reads_words
from gongkai.publishing.reading import words_in_files

KIND = "document"
_BATCH = 1000


def audience_of(body_id: int) -> str:
    """Who has a part in the documents of the body."""
    return f"publishing:{body_id}"


@source(KIND)
class Documents:
    def items(self, numbers: Collection[int]) -> Iterable[Item]:
        """The newest released edition for everybody; of what is not out (or was withdrawn) the newest edition
        for the people of the body."""
        documents = list(Document.objects.filter(pk__in=numbers))
        editions = _newest(documents)
        files = words_in_files(editions.values())
        for document in documents:
            edition = editions.get(document.pk)
            if edition is not None:
                yield _item(document, edition, files.get(edition.pk, ""))

    def every(self) -> Iterator[int]:
        return Document.objects.order_by("pk").values_list("pk", flat=True).iterator(_BATCH)

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        return frozenset(map(audience_of, own_bodies(actor, day)))

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        """What everybody may read, and what this person may."""
        public = cards_of(numbers)
        seen = documents_visible_to(actor, day) if actor.roles or actor.is_system else Document.objects.none()
        documents = list(Document.objects.filter(pk__in=public) | seen.filter(pk__in=numbers))
        editions = {
            number: edition
            for number, edition in _newest(documents).items()
            if number in public or reads_words(actor, edition, day)
        }
        files = words_in_files(editions.values())
        addresses = {document.pk: document.address for document in documents}
        return {
            number: Original(edition.title, _text(edition, files.get(edition.pk, "")), addresses[number])
            for number, edition in editions.items()
        }


def _newest(documents: Collection[Document]) -> dict[int, Edition]:
    """The edition to be found, by document: of what is out the newest that was released."""
    out = {document.pk for document in documents if _is_out(document)}
    rows = Edition.objects.filter(document__in=documents).exclude(state="discarded")
    found: dict[int, Edition] = {}
    for edition in rows.order_by("document_id", "-number"):
        if edition.document_id not in out or edition.released_at is not None:
            found.setdefault(edition.document_id, edition)
    return found


def _is_out(document: Document) -> bool:
    return document.first_released_at is not None and document.standing != "withdrawn"


def _text(edition: Edition, files: str) -> str:
    words = (edition.summary, " ".join(edition.keywords), edition.text, files)
    return "\n".join(filter(None, words))


def _item(document: Document, edition: Edition, files: str) -> Item:
    year = (edition.formed_on or timezone.localdate(document.created_at)).year
    facets = {
        "body": str(document.body_id), "kind": document.kind, "subject": edition.subject,
        "genre": edition.genre, "standing": document.standing, "year": str(year),
    }  # fmt: skip
    own = audience_of(document.body_id)
    return Item(
        key=Key(KIND, document.pk),
        title=edition.title,
        text=_text(edition, files),
        at=document.first_released_at or document.created_at,
        numbers=tuple(filter(None, (document.number, document.index_number, document.registration_number))),
        facets={name: (value,) for name, value in facets.items() if value},
        audiences=frozenset({PUBLIC, own}) if _is_out(document) else frozenset({own}),
    )
