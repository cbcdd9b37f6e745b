"""Pages made by a program, as those of a first site are: the same drafts an editor would make."""

from typing import Any

from gongkai.portal.pages.models import (
    BodiesPage,
    ColumnPage,
    DesignedPage,
    FaultPage,
    HomePage,
    LeadersPage,
    PlatformPage,
    PublicSite,
    SiteMapPage,
    TopicPage,
)

KINDS: dict[str, type[DesignedPage]] = {
    "bodies": BodiesPage,
    "column": ColumnPage,
    "fault": FaultPage,
    "leaders": LeadersPage,
    "map": SiteMapPage,
    "platform": PlatformPage,
    "topic": TopicPage,
}


def new(kind: str, **facts: Any) -> DesignedPage:
    """A page of that kind, not yet in any tree. `facts` are its fields."""
    return KINDS[kind](**facts)


def home(site: PublicSite) -> HomePage:
    """The page at the root of the site's tree."""
    return HomePage.objects.get(pk=site.home_id)


def below_home(site: PublicSite, page: DesignedPage, owner_id: int) -> None:
    """Put a draft below the home page, as its owner's."""
    page.live = False
    page.owner_id = owner_id
    home(site).add_child(instance=page)
