"""What a designed site says at the foot of its pages, and of every other page under its name."""

from django.http import HttpRequest

from gongkai.portal.pages import addressing
from gongkai.portal.pages.models import FaultPage, PublicSite, SiteMapPage
from gongkai.portal.pages.sites import site_here

SAID = ("name", "domain", "code", "icp", "police", "host", "builder", "contact")


def of_site(request: HttpRequest) -> dict[str, str] | None:
    """By the names of `Footer`; None when no site was opened. A designed page asks for its own site."""
    site = getattr(request, "designed_site", None) or site_here(request)
    return _told(site) if isinstance(site, PublicSite) else None


def _told(site: PublicSite) -> dict[str, str]:
    """Two statements at most, whatever the page. What the site leaves empty is left to the installation."""
    told = {name: getattr(site, name) for name in SAID}
    for name, kind in (("faults", FaultPage), ("site_map", SiteMapPage)):
        found = kind.objects.child_of(site.home).live().values_list("url_path", flat=True).first()
        told[name] = addressing.address_of(found) if found else ""
    return {name: value for name, value in told.items() if value or name in ("name", "domain")}
