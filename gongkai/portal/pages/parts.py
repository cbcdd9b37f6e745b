"""The fixed parts every site must have, which say nothing of their own: they fill themselves, so the program
makes them when a site is opened, and they are out at once."""

from collections.abc import Callable, Collection, Iterator, Mapping

from django.utils.translation import gettext

from gongkai.core.messages import N_
from gongkai.portal.pages import deciding
from gongkai.portal.pages.models import (
    BodiesPage,
    DesignedPage,
    FaultPage,
    HomePage,
    PlatformPage,
    SiteMapPage,
)

TITLES = {
    "platform": N_("政府信息公开"), "bodies": N_("机构职能"), "map": N_("网站地图"),
    "fault": N_("我为政府网站找错"),
}  # fmt: skip
"""《政府网站发展指引》, 国办公开办函〔2019〕61号."""

USUAL = frozenset(
    {
        *TITLES.values(), N_("负责人信息"), N_("政务动态"), N_("政策文件"), N_("政策解读"), N_("通知公告"),
        N_("人事信息"),
    }
)  # fmt: skip
"""Titles that most sites give the same parts; a reader in another language reads them in his."""


def spoken(title: str) -> str:
    """The title of a page in the language that is spoken, where it is one of the usual ones."""
    return gettext(title) if title in USUAL else title


def _platform() -> DesignedPage:
    return PlatformPage(
        title="政府信息公开", slug="xxgk", show_in_menus=True,
        search_description="指南、制度、法定主动公开内容、年报、依申请公开",
    )  # fmt: skip


_MAKERS: Mapping[str, Callable[[], DesignedPage]] = {
    "platform": _platform,
    "bodies": lambda: BodiesPage(title="机构职能", slug="jgzn", show_in_menus=True),
    "map": lambda: SiteMapPage(title="网站地图", slug="map"),
    "fault": lambda: FaultPage(title="我为政府网站找错", slug="fault"),
}


def made_below(home: HomePage, parts: Collection[str]) -> Iterator[DesignedPage]:
    """The pages, each out at once."""
    for code, maker in _MAKERS.items():
        if code in parts:
            page = maker()
            page.live = False
            home.add_child(instance=page)
            yield go_live(page)


def go_live[P: DesignedPage](page: P) -> P:
    """A page that nobody has written anything in is public from the start."""
    revision = page.save_revision()
    with deciding.decided(revision.pk):
        revision.publish()
    page.refresh_from_db()
    return page
