"""What the editors' admin offers and does not offer."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.portal.frame import clock
from gongkai.portal.pages.models import DesignedPage, PublicSite
from gongkai.portal.pages.sites import sites_of

KEPT = ("own-pages", "images", "desk")


class SamePages(PageLinkHandler):
    """Links in texts lead to addresses as a reader of this site would write them."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        return [format_html('<a href="{}">', page.get_url()) if _is_open(page) else "<a>" for page in pages]


def _is_open(page: object) -> bool:
    return isinstance(page, DesignedPage) and page.live


@hooks.register("register_rich_text_features", order=1000)
def link_within(features: Any) -> None:
    features.register_link_type(SamePages)


@hooks.register("construct_page_chooser_queryset")
def own_pages_only(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Choosers show the pages of the editor's own sites; another body's drafts have titles too."""
    own = Page.objects.none()
    for site in _sites(request):
        own = own | Page.objects.descendant_of(site.home, inclusive=True)
    return pages & own


def _sites(request: HttpRequest) -> list[PublicSite]:
    """Those the person edits today."""
    actor = organisations.actor_for(int(request.user.pk or 0), timezone.localdate(clock()))
    return sites_of(actor, Role.SITE_EDITOR)


@hooks.register("construct_main_menu")
def only_what_is_open(_request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [each for each in items if each.name in KEPT]


@hooks.register("register_admin_menu_item")
def the_pages() -> MenuItem:
    """Instead of the tree that slides out: that one asks an API, and the API is closed."""
    return MenuItem(
        _("页面"),
        reverse("wagtailadmin_explore_root"),
        name="own-pages",
        icon_name="folder-open-inverse",
        order=100,
    )


@hooks.register("register_admin_menu_item")
def the_desk() -> MenuItem:
    """Where drafts are reviewed and reports of faults are answered."""
    return MenuItem(_("网站工作台"), reverse("site_desk:desk"), name="desk", icon_name="tasks", order=50)


@hooks.register("construct_homepage_summary_items", order=1000)
def no_totals(_request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_homepage_panels")
def no_foreign_panels(_request: HttpRequest, panels: list[Any]) -> None:
    """What the editor has been working at stays; what only the desk decides goes."""
    kept = [each for each in panels if each.name in ("user_objects_in_workflow_moderation", "recent_edits")]
    panels[:] = [Start(), *kept]


class Start(Component):
    """Where to begin: the sites the person edits, and how a page gets out."""

    name, order = "start", 10
    template_name = "portal/pages/admin_start.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"sites": _sites(parent_context["request"])}


@hooks.register("construct_page_action_menu")
def no_publishing(items: list[Any], _request: HttpRequest, _context: dict[str, Any]) -> None:
    kept = (
        "action-save-draft",
        "action-submit",
        "action-cancel-workflow",
        "action-restart-workflow",
        "page-locked",
    )
    items[:] = [each for each in items if each.name in kept]


@hooks.register("insert_global_admin_css")
def house_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/pages-admin.css"))


class NoDocuments:
    """Stands where the admin expects the API of documents, an app that is not installed: files for the public
    are published as items, through their gate. The door closes this address like the whole API."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", closed, name="listing")]


def closed(_request: HttpRequest) -> HttpResponse:
    """There is no such page."""
    raise Http404


@hooks.register("construct_admin_api")
def no_documents(router: Any) -> None:
    router.register_endpoint("documents", NoDocuments)
