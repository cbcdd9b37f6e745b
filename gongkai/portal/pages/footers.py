"""What a designed site says at the foot of its pages, and of every other page under its name."""

from django.db.models import Q
from django.http import HttpRequest

from gongkai.portal.pages import addressing
from gongkai.portal.pages.models import DesignedPage, FaultPage, PublicSite, SiteMapPage
from gongkai.portal.pages.sites import site_here

_BELOW_HOME = 3  # depth in the tree
SAID = ("name", "domain", "code", "icp", "police", "host", "builder", "contact")


def of_site(request: HttpRequest) -> dict[str, str] | None:
    """By the names of `Footer`; None when no site was opened. A designed page asks for its own site."""
    site = getattr(request, "designed_site", None) or site_here(request)
    return _told(site) if isinstance(site, PublicSite) else None


def _told(site: PublicSite) -> dict[str, str]:
    """Two statements at most, whatever the page. What the site leaves empty is left to the installation; a
    site without a map or a way to report faults has those of the first one."""
    told = {name: getattr(site, name) for name in SAID}
    for name, kind in (("faults", FaultPage), ("site_map", SiteMapPage)):
        told[name] = _address(site, kind)
    return {name: value for name, value in told.items() if value or name in ("name", "domain")}


def _address(site: PublicSite, kind: type[DesignedPage]) -> str:
    first = addressing.stands()[0].path
    below = Q(path__startswith=site.home.path) | Q(path__startswith=first)
    found = kind.objects.live().filter(below, depth=_BELOW_HOME).values_list("url_path", "path")
    rows = sorted(found, key=lambda row: not row[1].startswith(site.home.path))
    return addressing.address_of(rows[0][0]) if rows else ""
