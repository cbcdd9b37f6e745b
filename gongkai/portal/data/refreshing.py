"""Copies that caches keep of data pages follow each release (`portal.refreshing` fetches them anew)."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from gongkai.disclosure.queries import releases, rows, sets
from gongkai.portal.data.special.registry import of_data_set, offered
from gongkai.portal.frame import clock
from gongkai.portal.refreshing import addresses, listing

RELEASED = "portal.refresh_data"
MOST_ROWS = 2_000  # pages of rows; copies of the others are a minute old at most


def released(release_id: int) -> int:
    """Refresh everything that tells of this release; how many answers."""
    if not settings.CACHE_FRONTS:
        return 0
    return addresses([*_of(release_id), *data_lists()])


@listing
def data_lists() -> Iterator[str]:
    """The pages on which every data set stands, and the map of them for search engines."""
    yield reverse("portal:data")
    yield reverse("portal:data_missing")
    yield reverse("portal:data_sitemap")
    for view in offered(sets.cards(timezone.localdate(clock()))):
        yield view.address


def _of(release_id: int) -> Iterator[str]:
    found = releases.public_place(release_id)
    if found is None:
        return
    name, number = found
    for page in ("data_set", "data_releases", "data_feed", "data_compare"):
        yield reverse(f"portal:{page}", args=[name])
    yield reverse("portal:data_release", args=[name, number])
    for view in of_data_set(name):
        yield view.address
    for row in rows.numbers_closed_by(name, release_id, MOST_ROWS):
        yield reverse("portal:data_row", args=[name, row])
        yield reverse("portal:data_row_feed", args=[name, row])
