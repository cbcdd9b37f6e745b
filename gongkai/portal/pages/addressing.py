"""Where a page is found. The first site stands at the root of the installation's own name; the others at
their own name, or at a path of the first one's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings

from gongkai.foundation.ledger.remembering import remembered


@dataclass(frozen=True, slots=True)
class Stand:
    """A site as addresses know it. `slug` is the first part of the `url_path` of its pages, `path` the
    beginning of their place in the tree. A closed one keeps its place, for its notice."""

    number: int
    slug: str
    domain: str
    path: str
    is_closed: bool
    is_first: bool


_here: ContextVar[Stand | None] = ContextVar("gongkai_site_here", default=None)


@remembered("site")
def stands() -> tuple[Stand, ...]:
    """All sites, the first first. One statement a request."""
    rows = apps.get_model("pages", "PublicSite").objects.order_by("pk")
    told = rows.values_list("pk", "home__slug", "domain", "home__path", "closed_at")
    return tuple(
        Stand(pk, slug, domain, path, is_closed=closed_at is not None, is_first=number == 0)
        for number, (pk, slug, domain, path, closed_at) in enumerate(told)
    )


@contextmanager
def standing_at(stand: Stand | None) -> Iterator[None]:
    """Within: addresses are written for a reader of this site."""
    token = _here.set(stand)
    try:
        yield
    finally:
        _here.reset(token)


def of_host(host: str) -> Stand | None:
    """The site that answers under a name; the first one under every name that is no other's."""
    name = host.rsplit(":", 1)[0].lower()
    known = stands()
    return next((each for each in known if each.domain == name), known[0] if known else None)


def of_path(url_path: str) -> Stand | None:
    """The site whose page it is."""
    slug = url_path.lstrip("/").partition("/")[0]
    return next((each for each in stands() if each.slug == slug), None)


def address_of(url_path: str) -> str:
    """Of a page, from the reader's site: a path where that is enough, else the whole address."""
    rest = url_path.lstrip("/").partition("/")[2]
    known = stands()
    first = known[0] if known else None
    site = of_path(url_path)
    here = _here.get() or first
    if site is None or here is None:
        return url_path
    if site == here or (site.is_first and here.is_first):
        return f"/{rest}"
    if site.domain:
        return f"{_origin(site.domain)}/{rest}"
    path = f"/{rest}" if site.is_first else url_path
    return path if here.is_first else f"{_origin('')}{path}"


def whole_address_of(url_path: str) -> str:
    """The one address of a page for search engines: under its site's own name where it has one."""
    site = of_path(url_path)
    rest = url_path.lstrip("/").partition("/")[2]
    if site is None:
        return ""
    path = f"/{rest}" if site.is_first or site.domain else url_path
    return f"{_origin(site.domain)}{path}"


def every_path_of(url_path: str) -> Iterator[str]:
    """Of a page: under the installation's own name, and under that of its site."""
    site = of_path(url_path)
    rest = url_path.lstrip("/").partition("/")[2]
    if site is None:
        return
    if site.is_first or site.domain:
        yield f"/{rest}"
    if not site.is_first:
        yield url_path


def _origin(domain: str) -> str:
    """Of another name at the installation's port."""
    own = urlsplit(settings.SITE_URL)
    port = f":{own.port}" if own.port else ""
    return f"{own.scheme}://{domain}{port}" if domain else settings.SITE_URL.rstrip("/")
