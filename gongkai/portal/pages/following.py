"""Search and the caches before the site hear of every page that goes out or away, in the transaction of the
change."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from gongkai.foundation.ledger.following import Event, follows
from gongkai.foundation.search.changes import note_changes
from gongkai.foundation.tasks.queue import enqueue
from gongkai.portal import refreshing
from gongkai.portal.pages import addressing, out
from gongkai.portal.pages.found import KIND
from gongkai.portal.pages.models import PublicSite


@follows
def tell(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """A page that goes out, or away; a site whose foot is another, or that is closed: then all its pages."""
    pages = {int(each.subject_id) for each in events if each.subject_type == KIND and _is_turn(each)}
    sites = {int(each.subject_id) for each in events if each.subject_type == "site"}
    for site in PublicSite.objects.filter(pk__in=sites).select_related("home") if sites else ():
        pages |= set(Page.objects.descendant_of(site.home, inclusive=True).values_list("pk", flat=True))
    if pages:
        note_changes(KIND, sorted(pages))
        _tell_caches(pages)


def _is_turn(event: Event) -> bool:
    """Does another text stand at the page's address? Not when a draft was given back."""
    return "revision" in (event.after or {})


def _tell_caches(pages: set[int]) -> None:
    """The pages themselves by name, as one that is gone stands in no list any more; then the lists."""
    if not settings.CACHE_FRONTS:
        return
    paths = Page.objects.filter(pk__in=pages).order_by("path").values_list("url_path", flat=True)
    changed = [address for each in paths for address in addressing.every_path_of(each)]
    enqueue(refreshing.ADDRESSES, changed=changed)
    enqueue(refreshing.LISTS, once=refreshing.LISTS)


@refreshing.listing
def addresses() -> Iterator[str]:
    """All designed pages: whatever fills itself with what is published changes with it."""
    yield from out.every_address()
    yield reverse("pages:sitemap")
