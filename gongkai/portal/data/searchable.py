"""Maps of data for search engines: data sets and special views, then rows, each with its last change.

Rows of large series are not listed, nor those of lists of people: nobody's name should be found by searching
for it elsewhere.
"""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.posted import lists_people
from gongkai.disclosure.queries import rows, sets
from gongkai.portal import sitemaps
from gongkai.portal.data.shell import cached, today
from gongkai.portal.data.special.registry import offered
from gongkai.portal.sitemaps import Changed

A_FILE = 10_000


def parts() -> Iterator[Changed]:
    """The maps, for the index of the site's maps: (path, last change)."""
    cards = [each for each in sets.cards(today()) if each.last_released_at]
    if not cards:
        return
    yield (
        reverse("portal:data_sitemap"),
        max(each.last_released_at for each in cards if each.last_released_at),
    )
    for each in cards:
        if _listed(each.data_set) and each.last_released_at:
            for number in range(1, -(-each.rows // A_FILE) + 1):
                address = reverse("portal:data_sitemap_rows", args=[each.name, number])
                yield address, each.last_released_at


@require_GET
@cached
def pages(request: HttpRequest) -> HttpResponse:
    """Data sets and special views."""
    cards = {each.name: each for each in sets.cards(today()) if each.last_released_at}
    found = [(reverse("portal:data_set", args=[name]), each.last_released_at) for name, each in cards.items()]
    for view in offered(cards.values()):
        fed = [cards[name].last_released_at for name in (*view.needs, *view.takes) if name in cards]
        found.append((view.address, max(each for each in fed if each)))
    return sitemaps.addresses((request.build_absolute_uri(address), at) for address, at in found if at)


@require_GET
@cached
def rows_of(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The rows of one data set, A_FILE at a time in the order of their numbers."""
    card = sets.card(name, today())
    if card is None or not _listed(card.data_set) or not 1 <= number <= -(-card.rows // A_FILE):
        raise Http404
    found = rows.numbers_standing(name, (number - 1) * A_FILE, A_FILE)
    return sitemaps.addresses(
        (request.build_absolute_uri(reverse("portal:data_row", args=[name, row])), at) for row, at in found
    )


def _listed(data_set: DataSet) -> bool:
    return not data_set.series and not lists_people(data_set)
