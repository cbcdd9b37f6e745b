"""Telling caches before the site that addresses have changed: each is fetched anew through them, past what
they kept.

What comes back takes the old copy's place, whatever it is: a new edition, the notice of a withdrawal (410),
nothing any more (404). So the public reads the new state even if the site goes down a moment later. There is
one copy for each way of reading (`WAYS`).
"""

import http.client
import itertools
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from gongkai.portal.publications.feeds import FORMATS
from gongkai.publishing.queries import mapped
from gongkai.publishing.queries.touched import Touched, touched

log = logging.getLogger(__name__)
ITEMS, LISTS, ADDRESSES = "portal.refresh_items", "portal.refresh_lists", "portal.refresh_addresses"
HEADER = "X-Gongkai-Refresh"
FAILED = 429  # from here on the old copy stayed: too many, or the site is down
SECONDS = 30  # for one answer
MAP_ADDRESSES = 10_000
WAYS = tuple(
    f"large_type={large}; high_contrast={contrast}; {settings.LANGUAGE_COOKIE_NAME}={language}"
    for language, large, contrast in itertools.product(("zh-hans", "en"), "01", "01")
)
"""The cookies of every way of reading; the first is that of who has chosen nothing."""

type Lists = Callable[[], Iterable[str]]
_lists: list[Lists] = []


class NotRefreshedError(Exception):
    """A cache did not answer, the site behind it is down, or the secret was not taken."""


def listing(addresses: Lists) -> Lists:
    """Decorator: the addresses of pages that list what is public, told by whoever serves them."""
    _lists.append(addresses)
    return addresses


@listing
def own_lists() -> Iterator[str]:
    """The home page, the newest of all kinds, feeds, maps for search engines."""
    yield reverse("portal:home")
    yield reverse("portal:documents")
    for form in FORMATS:
        yield reverse("portal:documents_feed", args=[form])
    yield reverse("portal:sitemap")
    for number, _stretch in enumerate(mapped.stretches(MAP_ADDRESSES), start=1):
        yield reverse("portal:sitemap_part", args=[number])


def items(changed: Collection[int], new: Collection[int]) -> int:
    """Refresh everything that tells of these documents; how many answers. Of new ones there are no old
    copies: their pages and files are fetched once, so that they can be read while the site is down."""
    old, fresh = touched(changed), touched(new)
    whole = [address for each in old for address in _of(each)]
    whole += [reverse("portal:document", args=[other]) for each in (*old, *fresh) for other in each.related]
    first = [reverse("portal:document", args=[each.address]) for each in fresh]
    first += [address for each in fresh for address in _files(each)]
    return _refresh(whole, WAYS) + _refresh(first, WAYS[:1])


def addresses(changed: Collection[str]) -> int:
    """Refresh what stands at these addresses, or stood there; how many answers."""
    return _refresh(changed, WAYS)


def lists() -> int:
    """Refresh the pages that list what is public; how many answers."""
    return _refresh(listed(), WAYS)


def listed() -> Iterator[str]:
    """The addresses of all pages that list what is public."""
    return (address for each in _lists for address in each())


def _of(each: Touched) -> Iterator[str]:
    """The addresses of one document: its page, other forms, editions, files."""
    here = each.address
    for name in ("document", "document_json", "document_text", "document_pdf", "document_proof"):
        yield reverse(f"portal:{name}", args=[here])
    for number in each.editions:
        for name in ("document_edition", "edition_pdf", "edition_proof"):
            yield reverse(f"portal:{name}", args=[here, number])
    for earlier, later in itertools.pairwise(each.editions):
        yield reverse("portal:document_compare", args=[here, earlier, later])
    yield from _files(each)


def _files(each: Touched) -> Iterator[str]:
    for file in each.files:
        yield reverse("portal:document_file", args=[each.address, file])


def _refresh(addresses: Iterable[str], ways: Sequence[str]) -> int:
    wanted = [*itertools.product(dict.fromkeys(addresses), ways)]
    count = 0
    for front, host in itertools.product(settings.CACHE_FRONTS, settings.CACHE_HOSTS):
        count += _through(front, host, wanted) if wanted else 0
    return count


def _through(front: str, host: str, wanted: Sequence[tuple[str, str]]) -> int:
    """Ask one cache for (address, way of reading) of one site. Raises NotRefreshedError."""
    parts = urlsplit(front)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=SECONDS)
    try:
        for address, way in wanted:
            headers = {"Host": host, HEADER: settings.CACHE_SECRET, "Cookie": way}
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            answer.read()
            said = answer.getheader("X-Cache", "")
            if answer.status >= FAILED or said not in ("BYPASS", ""):
                raise NotRefreshedError(f"{front}{address}: {answer.status} {said}")
    except (OSError, http.client.HTTPException) as error:
        raise NotRefreshedError(f"{front}: {error}") from error
    finally:
        connection.close()
    log.info("%s answers refreshed at %s", len(wanted), front)
    return len(wanted)
