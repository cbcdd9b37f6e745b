"""What the pages of data share: their frame, the declaration of a data set, names of places and bodies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared
from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.look.declared import translated, translated_field, word
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.portal import frame
from gongkai.portal.frame import cached, clock, today
from gongkai.portal.shelf import Mark, shelf

__all__ = ["SECTION", "Names", "cached", "card_at", "clock", "names_on", "page", "today", "translated_card"]
SECTION = "fields"
GOVERNMENTS = frozenset({"government", "zone_committee"})


@dataclass(frozen=True, slots=True)
class Names:
    """How people call what rows hold codes for. `bodies` by number, `codes` by code, `places` by division."""

    bodies: Mapping[int, BodyOnDay]
    codes: Mapping[str, str]
    places: Mapping[str, str]

    def body(self, number: int) -> str:
        return self.bodies[number].label if number in self.bodies else ""

    def place(self, division: str) -> str:
        """The name of the division, or of the county it lies in with its own code."""
        known = self.places.get(division)
        if known or len(division) <= 6:
            return known or division
        above = self.places.get(division[:6])
        return f"{above} {division}" if above else division


def names_on(day: date, mark: Mark | None = None) -> Names:
    """Kept until the ledger tells of a change to a body: one statement, none with the `mark` of a page that
    has asked the ledger already."""
    return shelf.known(("names", day), mark or shelf.mark(clock()), lambda: _names(day))


def _names(day: date) -> Names:
    """Every body that ever was, so that rows of one that is gone still say whose they are."""
    known = organisations.latest_bodies(list(organisations.heirs_on(day)))
    governments = [each for each in known.values() if each.division_code and each.kind in GOVERNMENTS]
    return Names(
        known,
        {each.code: each.label for each in known.values()},
        {each.division_code: each.label for each in sorted(governments, key=lambda each: -each.order)},
    )


def codes_on(day: date) -> dict[str, int]:
    """Numbers of bodies by code."""
    return {each.code: pk for pk, each in names_on(day).bodies.items()}


def card_at(name: str, day: date) -> DataSetCard:
    """The data set, or 404."""
    found = sets.card(name, day)
    if found is None:
        raise Http404
    return found


def data_set_at(name: str, day: date) -> DataSet:
    """Its declaration alone, or 404: nothing is counted."""
    try:
        return declared.newest(name, day)
    except declared.NoSuchDataSetError:
        raise Http404 from None


def translated_card(card: DataSetCard) -> DataSetCard:
    """As its pages show it. What is asked of it is read before, so that an address asks the same in every
    language."""
    return replace(card, data_set=translated(card.data_set), field=translated_field(card.field))


def page(
    request: HttpRequest, template: str, *crumbs: tuple[str, str], status: int = 200, **context: object
) -> HttpResponse:
    """A page under 重点领域. `crumbs` stand after it."""
    way = (_("重点领域"), reverse("portal:data"))
    return frame.page(
        request, f"portal/data/{template}.html", SECTION, way, *crumbs, status=status, **context
    )


def of_set(found: DataSet | DataSetCard) -> tuple[str, str]:
    """The crumb of a data set."""
    data_set = found.data_set if isinstance(found, DataSetCard) else found
    return word(data_set.title), reverse("portal:data_set", args=[data_set.name])
