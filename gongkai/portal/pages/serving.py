"""Public addresses of designed pages: the pages, their feeds and pictures, the front page, reports of
faults."""

import mimetypes
from datetime import datetime

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal import limits, sitemaps
from gongkai.portal.frame import cached, clock, private, today
from gongkai.portal.pages import actions, addressing, filling, out, showing
from gongkai.portal.pages.due import due_on
from gongkai.portal.pages.models import ColumnPage, DesignedPage, Drawn, FaultPage, HomePage, PublicSite
from gongkai.portal.pages.queries import fault_at
from gongkai.portal.pages.sites import site_here, site_of, sites_of
from gongkai.portal.shelving import shelved

NEWEST = 30
FEEDS = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


def front(request: HttpRequest) -> HttpResponse | None:
    """The home page of the site that answers here; None when none has been opened or filled."""
    with addressing.standing_at(addressing.of_host(request.get_host())):
        site = site_here(request)
        if site is not None and site.closed_at is not None:
            return showing.closed(request, site)
        if site is None or not site.home.live or not site.home.blocks:
            return None
        return showing.shown(request, site.home)


@require_GET
@cached
@shelved("after")
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A public page. What is only a draft, or has been taken down, is not there; a site that was closed
    tells so at each of its addresses (410)."""
    here = addressing.of_host(request.get_host())
    if here is None:
        raise Http404
    with addressing.standing_at(here):
        stand, parts = _stand(here, [each for each in path.split("/") if each])
        if stand.is_closed:
            return showing.closed(request, PublicSite.objects.get(pk=stand.number))
        return showing.shown(request, _found(stand, parts, is_front=stand == here))


def _stand(here: addressing.Stand, parts: list[str]) -> tuple[addressing.Stand, list[str]]:
    """The site an address leads into, and the way within it."""
    others = addressing.stands()[1:] if here.is_first and parts else ()
    other = next((each for each in others if each.slug == parts[0]), None)
    return (here, parts) if other is None else (other, parts[1:])


def _found(stand: addressing.Stand, parts: list[str], *, is_front: bool) -> DesignedPage:
    """One statement for the page, whatever its depth. The front page of a name is no address of its own."""
    url_path = "/".join(["", stand.slug, *parts, ""])
    found = HomePage.base_page_model.objects.live().filter(url_path=url_path, depth__gte=2).specific().first()
    if not isinstance(found, DesignedPage) or (not parts and is_front):
        raise Http404
    return found


@require_GET
@cached
def feed(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The newest of a column, as Atom or RSS."""
    column = ColumnPage.objects.live().filter(pk=number).first()
    site = site_of(column) if column is not None else None
    if column is None or site is None or site.closed_at is not None or form not in FEEDS:
        raise Http404
    found = filling.newest(column.rule(site.body_id), today(), limit=NEWEST).items
    names = organisations.latest_bodies({each.body for each in found})
    here = request.build_absolute_uri()
    made = FEEDS[form](
        title=_("{site}：{of}").format(site=site.name, of=column.title), feed_url=here, feed_guid=here,
        link=request.build_absolute_uri(column.get_url(request)), language="zh-CN",
        description=column.search_description or column.title,
    )  # fmt: skip
    for each in found:
        link = request.build_absolute_uri(reverse("portal:document", args=[each.address]))
        made.add_item(
            title=each.title, link=link, unique_id=link, description=each.summary or each.title,
            pubdate=each.released_at, updateddate=each.changed_at,
            author_name=names[each.body].name if each.body in names else "",
        )  # fmt: skip
    kind = "atom" if form == "atom" else "rss"
    return HttpResponse(made.writeString("utf-8"), content_type=f"application/{kind}+xml; charset=utf-8")


@require_GET
@cached
def site_map(request: HttpRequest) -> HttpResponse:
    """The pages of the site that answers here, each with its last change, for search engines."""
    here = addressing.of_host(request.get_host())
    if here is None:
        raise Http404
    with addressing.standing_at(here):
        return sitemaps.addresses(
            (request.build_absolute_uri(addressing.address_of(url_path)), on)
            for url_path, on in out.changes(here)
        )


def map_changed_at(request: HttpRequest) -> datetime | None:
    """When the newest of those pages was published; None when there is none."""
    here = addressing.of_host(request.get_host())
    return max((on for _path, on in out.changes(here)), default=None) if here is not None else None


@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """A picture in one size: to everybody while a live page shows it, else to the editors of its site. The
    files as they were uploaded are handed to nobody."""
    drawn = Drawn.objects.filter(file=name).select_related("image").first()
    if drawn is None or not (drawn.image.released_at or _edits(request, drawn.image.collection_id)):
        raise Http404
    kind = mimetypes.guess_type(name)[0]
    if kind not in ("image/jpeg", "image/png", "image/webp"):
        raise Http404
    answer = FileResponse(drawn.file.open(), content_type=kind)
    public = drawn.image.released_at is not None
    answer["Cache-Control"] = (
        f"public, max-age={settings.PICTURES_SECONDS}" if public else "private, no-store"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'"
    return answer


def _edits(request: HttpRequest, collection: int) -> bool:
    """Is the reader one of those who look after the site the picture belongs to?"""
    if not request.user.is_authenticated:
        return False
    actor = organisations.actor_for(int(request.user.pk), today())
    return any(each.collection_id == collection for each in sites_of(actor))


@csrf_exempt  # nobody's authority is used, and the page with the form is one that caches keep
@require_POST
@private
def report(request: HttpRequest, number: int) -> HttpResponse:
    """我为政府网站找错: takes the report and gives the code to ask with."""
    found = FaultPage.objects.live().filter(pk=number).first()
    site = site_of(found) if found is not None else None
    if found is None or site is None or site.closed_at is not None:
        raise Http404
    now = clock()
    wait = limits.seconds_to_wait(request, "faults", limits.submissions_an_hour(), now)
    if wait:
        return limits.slowed(request, wait, "documents")
    told = {name: request.POST.get(name, "") for name in ("kind", "page", "words", "contact")}
    done = actions.report_fault(actor=PUBLIC, now=now, site_id=site.pk, **told)
    if isinstance(done, Refused):
        context = {"problem": str(done.reason), "told": told}
        return _fault_page(request, found, status=422, **context)
    return redirect("pages:fault_followed", code=done.code)


@require_GET
@private
def followed(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report, for who has its code."""
    row = fault_at(code)
    if row is None:
        raise Http404
    crumbs = [(_("首页"), reverse("portal:home")), (_("我为政府网站找错"), "")]
    context = {"fault": row, "due_on": due_on(row), "crumbs": crumbs, "section": "home"}
    return render(request, "portal/pages/fault_followed.html", context)


def _fault_page(request: HttpRequest, found: FaultPage, *, status: int, **context: object) -> HttpResponse:
    request.fault_told = context  # type: ignore[attr-defined]
    answer = showing.shown(request, found)
    answer.status_code = status
    return answer
