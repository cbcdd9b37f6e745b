"""The newest publications as Atom and RSS, and every one of them for search engines."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation.look.context import look
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal import sitemaps
from gongkai.portal.data import searchable
from gongkai.portal.pages.serving import map_changed_at
from gongkai.portal.publications import asked, plain
from gongkai.portal.publications.items import standing_words
from gongkai.portal.publications.shell import cached, has_force, kind_title, today
from gongkai.portal.shelving import shelved
from gongkai.publishing.queries import mapped, public
from gongkai.publishing.queries.public import ItemCard

NEWEST = 30
ADDRESSES_A_FILE = 10_000  # the protocol allows 50,000
FORMATS: dict[str, tuple[type[SyndicationFeed], str]] = {
    "atom": (Atom1Feed, "application/atom+xml; charset=utf-8"),
    "rss": (Rss201rev2Feed, "application/rss+xml; charset=utf-8"),
}


@require_GET
@cached
@shelved("kind", "body", "subject", "standing")
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest, of a body, kind, subject or standing when the address says so."""
    if form not in FORMATS:
        raise Http404
    kind_of_feed, content_type = FORMATS[form]
    bodies = {each.code: each for each in organisations.bodies_on(today()).values()}
    wish = asked.read(request.GET, bodies)
    found = public.released(
        body_ids=[bodies[wish.body].id] if wish.body else None, kinds=[wish.kind] if wish.kind else (),
        subject=wish.subject, standings=[wish.standing] if wish.standing else (), limit=NEWEST,
    ).items  # fmt: skip
    names = organisations.latest_bodies({each.body for each in found})
    noticed = mapped.noticed_at([each.id for each in found])
    here = request.build_absolute_uri()
    of = [bodies[wish.body].name] if wish.body else []
    of += [kind_title(wish.kind)] if wish.kind else []
    site = look(request)["site_name"]
    made = kind_of_feed(
        title=_("{site}：{of}").format(site=site, of=" · ".join(of) or _("政府信息")),
        link=request.build_absolute_uri(reverse("portal:documents")), description=_("最新公开的政府信息"),
        feed_url=here, feed_guid=here, language="zh-CN",
    )  # fmt: skip
    for each in found:
        link = plain.address(request, each)
        made.add_item(
            title=each.title, link=link, unique_id=link, description=each.summary or each.title,
            pubdate=each.released_at, updateddate=max(each.changed_at, noticed.get(each.id, each.changed_at)),
            author_name=names[each.body].name if each.body in names else "",
            categories=[kind_title(each.kind), *_standing(each)],
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type=content_type)


def _standing(card: ItemCard) -> list[str]:
    """What a reader of the feed must know of it beside its kind."""
    told = has_force(card.kind) and card.standing != "in_force"
    return [standing_words(card.standing)] if told else []


@require_GET
@cached
@shelved()
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of the site's maps."""
    parts = [
        (reverse("portal:sitemap_part", args=[number]), changed_at)
        for number, (_first, changed_at) in enumerate(mapped.stretches(ADDRESSES_A_FILE), start=1)
    ]
    parts += searchable.parts()
    designed = map_changed_at(request)
    if designed is not None:
        parts.append((reverse("pages:sitemap"), designed))
    return sitemaps.index((request.build_absolute_uri(address), on) for address, on in parts)


@require_GET
@cached
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Addresses of one map, each with its last change."""
    parts = mapped.stretches(ADDRESSES_A_FILE)
    if not 1 <= number <= len(parts):
        raise Http404
    return sitemaps.addresses(
        (request.build_absolute_uri(reverse("portal:document", args=[address])), changed_at)
        for address, changed_at in mapped.addresses(parts[number - 1][0], ADDRESSES_A_FILE)
    )


@require_GET
@cached
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines may look."""
    lines = [
        "User-agent: *", "Disallow: /workbench/", "Disallow: /accounts/", "Disallow: /requests/mine/",
        f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}",
    ]  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
