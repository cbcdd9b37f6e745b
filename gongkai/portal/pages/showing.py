"""Designed pages as readers see them: the frame, what fills itself, what the page tags say."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import LeaderCard
from gongkai.portal.columns import Column
from gongkai.portal.frame import today
from gongkai.portal.pages import addressing, filling
from gongkai.portal.pages.actions.faults import KINDS
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
    StaticPage,
    TopicPage,
)
from gongkai.portal.pages.parts import spoken
from gongkai.portal.pages.rendering import renders
from gongkai.portal.pages.sites import site_of
from gongkai.publishing.catalogue.queries import public as catalogue
from gongkai.publishing.gazette.queries import public as gazette
from gongkai.publishing.queries.public import ItemCard
from gongkai.reporting.queries import published_list

type Content = Callable[[HttpRequest, Any, PublicSite | None], dict[str, Any]]
type Rows = list[tuple[ItemCard, str]]

PAGE, REPORTS_SHOWN, NEWEST_SHOWN, GAZETTES_SHOWN = 20, 6, 8, 3


@renders
def shown(request: HttpRequest, page: DesignedPage, *, is_preview: bool = False) -> HttpResponse:
    """The page whole. A draft says that it is one, and may be framed by its editors."""
    site = request.designed_site = site_of(page)  # type: ignore[attr-defined]
    content = CONTENT.get(type(page))
    with _speaking(request, site):
        context = {
            "page": page, "title": spoken(page.title), "site": site, "is_preview": is_preview,
            "section": "home" if isinstance(page, HomePage) else f"page-{page.pk}",
            "column": _column(page), "crumbs": _crumbs(page, site),
            "whole_address": page.pk and addressing.whole_address_of(page.url_path),
            "is_content": isinstance(page, StaticPage | TopicPage | LeadersPage),
            "menu_pages": _menu(site), "body_number": site.body_id if site else None,
            "home_address": site and addressing.address_of(site.home.url_path),
            **(content(request, page, site) if content else {}),
        }  # fmt: skip
        return render(request, f"portal/pages/{_template(page)}.html", context)


@contextmanager
def _speaking(request: HttpRequest, site: PublicSite | None) -> Iterator[None]:
    """Who has chosen no language reads a site in its own."""
    if site is None or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
        yield
        return
    with translation.override(site.language):
        yield


def closed(request: HttpRequest, site: PublicSite) -> HttpResponse:
    """The notice of a site that was closed, at each of its addresses."""
    request.designed_site = site  # type: ignore[attr-defined]
    context = {"site": site, "section": "home", "crumbs": []}
    return render(request, "portal/pages/closed.html", context, status=410)


def items(rule: filling.Rule, *, after: str = "", limit: int = PAGE) -> tuple[Rows, str]:
    """What fits a rule, each with its body's name, and the key of the next page."""
    found = filling.newest(rule, today(), after=after, limit=limit)
    return named(found.items), found.after


def newest(rule: filling.Rule, limit: int, most: int | None) -> Rows:
    """A block's rows; `most` of one body where the editor says so."""
    if most is None:
        return items(rule, limit=limit)[0]
    return named(filling.newest_of_many(rule, today(), limit=limit, most=most))


def named(cards: tuple[ItemCard, ...]) -> Rows:
    names = organisations.latest_bodies({each.body for each in cards})
    return [(each, names[each.body].label if each.body in names else "") for each in cards]


def _template(page: DesignedPage) -> str:
    return type(page).__name__.removesuffix("Page").lower()


def _column(page: DesignedPage) -> Column:
    """ColumnName and its companions in the page tags (《政府网站发展指引》附件《网页设计规范》)."""
    keywords = tuple(each for each in page.keywords.replace("，", "、").split("、") if each) or (page.title,)
    kind = getattr(page, "kind_of_column", "") or page.column_type or "概况信息"
    return Column(page.title, page.search_description or page.title, keywords, kind)


def _crumbs(page: Page, site: PublicSite | None) -> list[tuple[str, str]]:
    """From the site's home page down."""
    if site is None or page.pk == site.home_id:
        return []
    above = page.get_ancestors().filter(depth__gte=2).only("title", "url_path", "path", "depth")
    return [
        *(
            (_("首页") if each.depth == 2 else spoken(each.title), addressing.address_of(each.url_path))
            for each in above
        ),
        (spoken(page.title), ""),
    ]


def _menu(site: PublicSite | None) -> list[tuple[int, str, str]]:
    """What the editors have put into the site's menu."""
    if site is None:
        return []
    found = Page.objects.child_of(site.home).live().in_menu().values_list("pk", "title", "url_path")
    return [(pk, spoken(title), addressing.address_of(url_path)) for pk, title, url_path in found]


def _column_page(request: HttpRequest, page: ColumnPage, site: PublicSite | None) -> dict[str, Any]:
    after = request.GET.get("after", "")[:80]
    rows, following = items(page.rule(site.body_id if site else None), after=after)
    below = page.get_children().live().values_list("title", "url_path") if page.pk else []
    return {
        "rows": rows, "after": after, "next": following, "feed_number": page.pk,
        "below": [(spoken(title), addressing.address_of(url_path)) for title, url_path in below],
    }  # fmt: skip


def _topic(_request: HttpRequest, page: TopicPage, _site: PublicSite | None) -> dict[str, Any]:
    """The list of a long page's sections."""
    found = [block for block in page.blocks if block.block_type == "section"]
    return {"contents": [(f"s{number}", block.value["title"]) for number, block in enumerate(found, start=1)]}


def _bodies(_request: HttpRequest, page: BodiesPage, site: PublicSite | None) -> dict[str, Any]:
    """The registers of bodies, their offices, leaders and duties; where these say nothing of its duties, the
    editors' words."""
    day = today()
    known = organisations.subtree(site.body_id, day) if site else []
    offices: dict[int, list[object]] = {}
    for office in organisations.offices([each.id for each in known], day):
        if office.valid_to is None or office.valid_to > day:
            offices.setdefault(office.body, []).append(office)
    ids = [each.id for each in known]
    said = {block.value["body"]: block.value["duties"] for block in page.duties}
    registered = organisations.duties(ids, day)
    leaders: dict[int, list[LeaderCard]] = {}
    for leader in organisations.leaders(ids, day):
        leaders.setdefault(leader.body, []).append(leader)
    return {
        "bodies": [
            (each, duties, offices.get(each.id, []), leaders.get(each.id, []))
            for each in known
            for duties in [registered[each.id].text if each.id in registered else said.get(each.name, "")]
        ]
    }


def _leaders(_request: HttpRequest, page: LeadersPage, site: PublicSite | None) -> dict[str, Any]:
    """Those the register names, in its order; whom it does not know follow as the editors wrote them. The
    pictures are the editors'."""
    written = {block.value["name"]: block.value for block in page.leaders}
    known = organisations.leaders([site.body_id], today()) if site else []
    pictures = {name: value["picture"] for name, value in written.items()}
    told = [(each, pictures.get(each.name)) for each in known]
    names = {each.name for each in known}
    return {
        "leaders": [*told, *((value, pictures[name]) for name, value in written.items() if name not in names)]
    }


def _platform(_request: HttpRequest, page: PlatformPage, site: PublicSite | None) -> dict[str, Any]:
    """What the five fixed parts show: guide, 制度, catalogue and gazette of the site's body as they are
    published, its reports and those below it, where its office is."""
    if site is None:
        return {}
    body, day = site.body_id, today()
    newest, _more = items(filling.Rule(body), limit=NEWEST_SHOWN)
    rules = page.rules if page.rules is not None and page.rules.live else None
    columns = page.get_children().live().values_list("title", "url_path") if page.pk else []
    known = organisations.subtree(body, day)
    codes = {each.id: each.code for each in known}
    reports = [each for each in published_list(None) if each.body.id in codes]
    return {
        "newest": newest, "rule_rows": items(rules.rule(body), limit=NEWEST_SHOWN)[0] if rules else [],
        "rules_address": rules and addressing.address_of(rules.url_path),
        "columns": [(spoken(title), addressing.address_of(url_path)) for title, url_path in columns],
        "reports": reports[:REPORTS_SHOWN], "body_code": codes.get(body, ""),
        "published": {kind for of, kind in catalogue.pages() if of == body},
        "has_catalogue": body in catalogue.bodies(),
        "gazettes": gazette.issues(body_id=body)[:GAZETTES_SHOWN],
        "offices": [each for each in organisations.offices([body], day) if each.valid_to is None],
    }  # fmt: skip


def _site_map(_request: HttpRequest, page: SiteMapPage, site: PublicSite | None) -> dict[str, Any]:
    """Every public page of the site as a tree, two steps deep below the home page."""
    if site is None:
        return {"branches": []}
    found = Page.objects.descendant_of(site.home).live().filter(depth__lte=4)
    rows = found.order_by("path").values_list("title", "url_path", "depth")
    branches: list[tuple[str, str, list[tuple[str, str]]]] = []
    for title, url_path, depth in rows:
        address = addressing.address_of(url_path)
        if depth == site.home.depth + 1:
            branches.append((spoken(title), address, []))
        elif branches:
            branches[-1][2].append((spoken(title), address))
    return {"branches": branches}


def _faults(request: HttpRequest, _page: FaultPage, _site: PublicSite | None) -> dict[str, Any]:
    """The form; what was typed stands in it again when it was refused."""
    told = getattr(request, "fault_told", {})
    return {"fault_kinds": [(code, _(title)) for code, title in KINDS.items()], **told}


CONTENT: Mapping[type, Content] = {
    ColumnPage: _column_page, TopicPage: _topic, BodiesPage: _bodies, LeadersPage: _leaders,
    PlatformPage: _platform, SiteMapPage: _site_map, FaultPage: _faults,
}  # fmt: skip
