"""What can be found of publishing: released documents by everybody, a body's own drafts by its people."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.sources import Original, source
from gongkai.publishing.models import Document, Edition
from gongkai.publishing.queries.public import cards_of
from gongkai.publishing.queries.visible import documents_visible_to, own_bodies, reads_words
from gongkai.publishing.reading import seen_words

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
        for document in Document.objects.filter(pk__in=numbers):
            edition = _newest(document)
            if edition is not None:
                yield _item(document, edition)

    def every(self) -> Iterator[int]:
        return Document.objects.order_by("pk").values_list("pk", flat=True).iterator(_BATCH)

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        return frozenset(map(audience_of, own_bodies(actor, day)))

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        """What everybody may read, and what this person may."""
        public = cards_of(numbers)
        found = {}
        seen = documents_visible_to(actor, day) if actor.roles or actor.is_system else Document.objects.none()
        for document in Document.objects.filter(pk__in=public) | seen.filter(pk__in=numbers):
            edition = _newest(document)
            if edition is None or not (document.pk in public or reads_words(actor, edition, day)):
                continue
            text = "\n".join(filter(None, (edition.summary, edition.text, seen_words(edition))))
            found[document.pk] = Original(edition.title, text, document.address)
        return found


def _newest(document: Document) -> Edition | None:
    rows = Edition.objects.filter(document=document).exclude(state="discarded").order_by("-number")
    if _is_out(document):
        rows = rows.filter(released_at__isnull=False)
    return rows.first()


def _is_out(document: Document) -> bool:
    return document.first_released_at is not None and document.standing != "withdrawn"


def _item(document: Document, edition: Edition) -> Item:
    out = _is_out(document)
    year = (edition.formed_on or document.created_at.date()).year
    facets = {
        "body": (str(document.body_id),), "kind": (document.kind,), "subject": (edition.subject,),
        "genre": (edition.genre,), "standing": (document.standing,), "year": (str(year),),
    }  # fmt: skip
    words = (edition.summary, " ".join(edition.keywords), edition.text, seen_words(edition))
    own = audience_of(document.body_id)
    return Item(
        key=Key(KIND, document.pk),
        title=edition.title,
        text="\n".join(filter(None, words)),
        at=document.first_released_at or document.created_at,
        numbers=tuple(filter(None, (document.number, document.index_number, document.registration_number))),
        facets={name: tuple(filter(None, values)) for name, values in facets.items()},
        audiences=frozenset({PUBLIC, own}) if out else frozenset({own}),
    )
