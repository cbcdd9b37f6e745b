"""Data sets and special views that fit words typed elsewhere: in the search of what bodies publish."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.disclosure.queries import sets
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.search import queries as search
from gongkai.portal.data.shell import translated_card
from gongkai.portal.data.special.registry import offered

MOST = 4


def found(text: str, day: date) -> Sequence[tuple[str, str]]:
    """(title, address) each, special views first; nothing that merely resembles it. Raises Unavailable."""
    words = text.casefold().split()
    if not words:
        return ()
    cards = {each.name: each for each in sets.cards(day) if each.releases}
    views = [
        (_(each.title), each.address)
        for each in offered(cards.values())
        if all(word in f"{each.title} {each.about} {_(each.title)}".casefold() for word in words)
    ]
    answer = search.find(PUBLIC, day, search.Asked(text, kinds=("data_set",), size=MOST))
    names = [] if answer.near else [each.address.strip("/").rpartition("/")[2] for each in answer.shown]
    listed = [
        (translated_card(cards[name]).data_set.title, reverse("portal:data_set", args=[name]))
        for name in names
        if name in cards
    ]
    return (*views, *listed)[:MOST]
