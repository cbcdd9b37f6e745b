"""The door of Wagtail's admin: what is not on the list does not exist, and what is, opens for the people of
the page's own site only. Wagtail's own checks come after; this one does not depend on them."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.models import Page, Revision

from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.frame import clock
from gongkai.portal.pages import membership
from gongkai.portal.pages.models import Picture, PublicSite
from gongkai.portal.pages.sites import is_of

ADDRESS = "pages-admin/"
_PAGES = "wagtailadmin_pages:"
OPEN = frozenset(
    {
        "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_dismissibles",
        "wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_published",
        "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release",
        *(
            _PAGES + name
            for name in (
                "add", "preview_on_add", "edit", "preview_on_edit", "view_draft", "add_subpage", "delete",
                "search",
                "search_results", "confirm_workflow_cancellation", "revisions_view", "revisions_revert",
                "revisions_compare", "workflow_history", "workflow_history_detail", "history",
                "history_results",
            )
        ),
        "wagtailimages:index", "wagtailimages:index_results", "wagtailimages:add", "wagtailimages:edit",
        "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:chosen",
        "wagtailimages_chooser:create",
    }
)  # fmt: skip
"""Routes of the admin that editors need. Copying, moving, bulk actions, privacy, reports, users, groups,
sites, collections, workflows, the two APIs and Wagtail's own sign-in are not among them."""

ELSEWHERE = {"wagtailadmin_logout": "account_logout", "wagtailadmin_account": "workbench:home"}
"""What the program does for all its people, and not the admin for its own."""

FRAMED = frozenset(
    {_PAGES + "preview_on_add", _PAGES + "preview_on_edit", _PAGES + "view_draft", _PAGES + "revisions_view"}
)
"""Drafts as a reader would see them; the editor shows them in a frame."""

EDITOR_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src": ["'self'"],
    # Its editor of rich text writes styles into the page; see docs/decisions/0023.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
}
"""What Wagtail's admin needs beyond the rest of the program."""

FRAMED_CSP: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["'self'"]}

type View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Wraps every view of the admin."""

    @functools.wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match = request.resolver_match
        if match is not None and match.view_name in ELSEWHERE:
            return redirect(ELSEWHERE[match.view_name])
        if match is None or match.view_name not in OPEN:
            raise Http404
        if not request.user.is_authenticated:
            return cast(HttpResponse, redirect_to_login(request.get_full_path()))
        day = timezone.localdate(clock())
        sites = membership.keep(organisations.actor_for(request.user.pk, day))
        if not sites:
            raise Http404
        _own(match.view_name, kwargs, request.GET.getlist("id"), sites)
        response = view(request, *args, **kwargs)
        response.headers.pop(
            "Content-Security-Policy", None
        )  # a draft has come through the middleware already
        if match.view_name not in FRAMED:
            response._csp_config = EDITOR_CSP  # type: ignore[attr-defined]
        else:
            response._csp_config = FRAMED_CSP  # type: ignore[attr-defined]
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return inner


def _own(name: str, kwargs: Mapping[str, Any], asked: list[str], sites: list[PublicSite]) -> None:
    """Everything the address names belongs to one of these sites; else there is no such thing. `asked`:
    numbers of pages in the question, which a chooser takes."""
    for key, value in kwargs.items():
        check = _picture if key == "pk" and name.startswith("wagtailimages") else _CHECKS.get(key)
        if check is not None and not check(name, int(value), sites):
            raise Http404
    if name.startswith("wagtailadmin_choose_page") and not all(
        each.isdecimal() and _page("", int(each), sites) for each in asked
    ):
        raise Http404


def _page(name: str, pk: int, sites: list[PublicSite]) -> bool:
    page = Page.objects.filter(pk=pk).first()
    if page is None:
        return False
    if is_of(page, sites):
        return True
    looks = name.startswith(("wagtailadmin_explore", "wagtailadmin_choose_page"))
    return looks and any(each.home.path.startswith(page.path) for each in sites)


def _revision(_name: str, pk: int, sites: list[PublicSite]) -> bool:
    revision = Revision.objects.filter(pk=pk).first()
    page = revision.content_object if revision is not None else None
    return isinstance(page, Page) and is_of(page, sites)


def _picture(_name: str, pk: int, sites: list[PublicSite]) -> bool:
    return Picture.objects.filter(pk=pk, collection__in=[each.collection_id for each in sites]).exists()


_CHECKS: Mapping[str, Callable[[str, int, list[PublicSite]], bool]] = {
    "page_id": _page, "parent_page_id": _page, "pk": _page, "image_id": _picture, "revision_id": _revision,
}  # fmt: skip
