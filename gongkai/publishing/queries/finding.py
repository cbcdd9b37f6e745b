"""Documents that hold what somebody of the staff typed: published ones by the engine that serves everybody,
drafts by title and number in the database."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.items import Order
from gongkai.foundation.search.queries import Asked
from gongkai.publishing.models import Edition
from gongkai.publishing.queries.visible import documents_visible_to, editions_visible_to

KIND = "document"
MOST = 300
CLOSED = ("released", "kept", "discarded")


def found_by_engine(actor: Actor, day: date, text: str, most: int = MOST) -> list[int] | None:
    """Numbers of documents as the index knows them for the person, best first, to be looked up among those he
    sees; None while there is no index."""
    try:
        asked = Asked(text, kinds=(KIND,), order=Order.RELEVANCE, size=most)
        return [key.number for key in search.keys(actor, day, asked)]
    except Unavailable:
        return None


def drafts_with(actor: Actor, day: date, text: str, most: int = MOST) -> list[int]:
    """Numbers of documents the person sees that are not out, or have a new edition on its way, by title or
    number; the newest. Two statements that go by an index each: joined by “or” they would read every row."""
    seen = documents_visible_to(actor, day)
    on_the_way = editions_visible_to(actor, day).exclude(state__in=CLOSED)
    titled, numbered = Q(), Q()
    for word in text.split():
        titled &= Q(title__contains=word)
        numbered &= (
            Q(number__contains=word)
            | Q(registration_number__contains=word)
            | Q(editions__title__contains=word)
        )
    written = on_the_way.filter(titled).order_by("-document").values_list("document", flat=True)
    waiting = seen.filter(standing__in=("prepared", "kept")).filter(numbered).order_by("-pk")
    return [*written[:most], *waiting.values_list("pk", flat=True)[:most]]


def written_by(actor: Actor, day: date) -> QuerySet[Edition]:
    """Editions on their way on which the person has written."""
    on_the_way = editions_visible_to(actor, day).exclude(state__in=CLOSED)
    return on_the_way.filter(writers__contains=[actor.code])
