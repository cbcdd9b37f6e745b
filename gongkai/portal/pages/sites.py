"""Which site a page or a request belongs to."""

from collections.abc import Collection

from django.http import HttpRequest
from wagtail.models import Page

from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.pages import addressing
from gongkai.portal.pages.models import PublicSite
from gongkai.portal.pages.policy import APPROVERS

STEP = Page.steplen


def site_of(page: Page) -> PublicSite | None:
    """The site in whose tree the page stands; every home page is a tree of its own."""
    return PublicSite.objects.filter(home__path=page.path[: 2 * STEP]).select_related("home").first()


def is_of(page: Page, sites: Collection[PublicSite]) -> bool:
    """Is the page one of these sites'?"""
    return any(page.path.startswith(each.home.path) for each in sites)


def site_here(request: HttpRequest) -> PublicSite | None:
    """The site that answers under the name the reader has typed. None: no site was opened."""
    stand = addressing.of_host(request.get_host())
    return PublicSite.objects.filter(pk=stand.number).select_related("home").first() if stand else None


def sites_of(actor: Actor, *roles: str) -> list[PublicSite]:
    """The open sites of the bodies in which the person holds one of the roles (any that looks after
    pages)."""
    wanted: Collection[str] = roles or APPROVERS
    bodies = {body for role, body in actor.roles if role in wanted}
    return list(
        PublicSite.objects.filter(body__in=bodies, closed_at__isnull=True)
        .select_related("home")
        .order_by("home__path")
    )
