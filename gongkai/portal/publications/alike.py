"""Published items like what somebody is about to ask for."""

from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.queries import Asked
from gongkai.portal.publications.shell import today
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import ItemCard


def documents_like(text: str, limit: int) -> list[ItemCard]:
    """What fits the text best, or at least resembles it; nothing while there is no index."""
    try:
        answer = search.find(PUBLIC, today(), Asked(text, kinds=("document",), size=limit))
    except Unavailable:
        return []
    cards = public.cards_of([each.key.number for each in answer.shown])
    return [cards[each.key.number] for each in answer.shown if each.key.number in cards]
