"""What of designed pages is out: for search, for maps for search engines, for caches before the site."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page
from wagtail.query import PageQuerySet

from gongkai.portal.pages import addressing
from gongkai.portal.pages.models import ColumnPage, DesignedPage, PublicSite

FEED_FORMS = ("atom", "rss")


@dataclass(frozen=True, slots=True)
class PageCard:
    """A public page in a list. `href` is where it stands for a reader of this site, `body` whose site it
    is. It has no number a reader would know it by."""

    pk: int
    title: str
    href: str
    kind: str
    body: int
    on: datetime


def pages(numbers: Collection[int] | None = None) -> PageQuerySet:
    """Pages everybody may read: live ones of sites that are not closed. A home page that nobody has filled
    yet gives way to the program's own, and is none of them."""
    return _live([each for each in addressing.stands() if not each.is_closed], numbers)


def cards(numbers: Collection[int]) -> dict[int, PageCard]:
    """Those of them that are out."""
    return {
        page.pk: PageCard(
            page.pk, page.title, addressing.address_of(page.url_path), str(page._meta.verbose_name),
            site.body_id, page.last_published_at,
        )
        for page, site in with_sites(numbers)
    }  # fmt: skip


def with_sites(numbers: Collection[int]) -> list[tuple[DesignedPage, PublicSite]]:
    """Those of them that are out, whole, each with its site."""
    found = [each for each in pages(numbers).specific() if isinstance(each, DesignedPage)]
    stands = {each.pk: addressing.of_path(each.url_path) for each in found}
    sites = PublicSite.objects.in_bulk({each.number for each in stands.values() if each})
    return [(each, sites[stand.number]) for each in found if (stand := stands[each.pk]) is not None]


def changes(stand: addressing.Stand) -> list[tuple[str, datetime]]:
    """The pages of the site that answers under a name, and of those that stand at a path of it: where they
    stand, and when they were last published."""
    below = [each for each in addressing.stands() if stand.is_first and not each.domain and each != stand]
    known = [each for each in (stand, *below) if not each.is_closed]
    return list(_live(known, None).order_by("path").values_list("url_path", "last_published_at"))


def every_address() -> Iterator[str]:
    """Of every page that is out and of the feeds of columns, as any name of the installation knows it."""
    for url_path in pages().order_by("path").values_list("url_path", flat=True):
        yield from addressing.every_path_of(url_path)
    for number in pages().type(ColumnPage).order_by("path").values_list("pk", flat=True):
        for form in FEED_FORMS:
            yield reverse("pages:column_feed", args=[number, form])


def _live(stands: Collection[addressing.Stand], numbers: Collection[int] | None) -> PageQuerySet:
    trees = Q(pk__in=())
    for each in stands:
        trees |= Q(path__startswith=each.path)
    found = Page.objects.live().filter(trees, last_published_at__isnull=False)
    empty = PublicSite.objects.filter(home__blocks=[]).values("home")
    found = found.exclude(pk__in=empty)
    return found if numbers is None else found.filter(pk__in=numbers)
