"""Published replies: found, read, and followed as a feed."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework.queries import public
from gongkai.foundation.look.context import look
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.frame import clock
from gongkai.portal.requests.shell import page

NEWEST = 30  # in the feed


@require_GET
def replies(request: HttpRequest) -> HttpResponse:
    """Published replies, newest first, by words and body; page by key."""
    text = " ".join(request.GET.get("q", "").split())[:100]
    code = request.GET.get("body", "")[:40]
    bodies = organisations.bodies_on(timezone.localdate(clock()))
    body = next((each for each in bodies.values() if each.code == code), None)
    found = public.search(text, request.GET.get("after", ""), body_id=body.id if body else None)
    names = organisations.latest_bodies({each.body for each in found.items})
    asked = {"q": text, "body": code if body else ""}
    return page(
        request, "replies", (_("公开的答复"), ""), section="replies", text=text, body=body,
        found=[(each, names.get(each.body)) for each in found.items],
        bodies=bodies.values(), first=not request.GET.get("after"),
        page={"next": urlencode({**asked, "after": found.after}) if found.after else ""},
    )  # fmt: skip


@require_GET
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """One published reply at its permanent address. One that was taken down says so (410)."""
    found = public.published(reply_id)
    if found is None:
        return _withdrawn(request, reply_id)
    bodies = organisations.latest_bodies([found.card.body])
    return page(
        request, "reply", (_("公开的答复"), reverse("portal:replies")), (found.card.title, ""),
        section="replies", reply=found, body=bodies.get(found.card.body),
        alike=[each for each in public.similar(found.card.title, 4) if each.id != reply_id][:3],
    )  # fmt: skip


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The newest published replies as Atom."""
    found = public.search(limit=NEWEST).items
    bodies = organisations.latest_bodies({each.body for each in found})
    here = request.build_absolute_uri(reverse("portal:replies_feed"))
    made = Atom1Feed(
        title=_("{site}：公开的申请答复").format(site=look(request)["site_name"]),
        link=request.build_absolute_uri(reverse("portal:replies")), description="", feed_url=here,
        feed_guid=here,
    )  # fmt: skip
    for each in found:
        address = request.build_absolute_uri(reverse("portal:reply", args=[each.id]))
        made.add_item(
            title=each.title, link=address, unique_id=address, pubdate=each.published_at,
            updateddate=each.published_at, author_name=bodies[each.body].name,
            description=_("{body}于{day}答复").format(body=bodies[each.body].name, day=each.replied_on),
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _withdrawn(request: HttpRequest, reply_id: int) -> HttpResponse:
    gone = public.taken_down(reply_id)
    if gone is None:
        raise Http404
    return page(
        request, "withdrawn", (_("公开的答复"), reverse("portal:replies")), (_("已撤下"), ""), status=410,
        section="replies", gone=gone,
    )  # fmt: skip
