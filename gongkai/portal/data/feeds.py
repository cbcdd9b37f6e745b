"""Changes to subscribe to, as Atom: of a data set, each release; of a row, each version."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure.queries import releases, rows
from gongkai.disclosure.queries.releases import ReleaseCard
from gongkai.portal.data.cells import title
from gongkai.portal.data.shell import cached, card_at, names_on, today, translated_card

NEWEST = 30
TYPE = "application/atom+xml; charset=utf-8"


@require_GET
@cached
def of_set(request: HttpRequest, name: str) -> HttpResponse:
    """The newest releases: how many rows each brought, changed and took."""
    day = today()
    card, names = translated_card(card_at(name, day)), names_on(day)
    made = _feed(request, card.data_set.title, reverse("portal:data_set", args=[name]))
    for each in releases.released(name, limit=NEWEST).items:
        assert each.number is not None  # it is out
        link = request.build_absolute_uri(reverse("portal:data_release", args=[name, each.number]))
        made.add_item(
            title=summary(each), link=link, unique_id=link, description=each.reason or summary(each),
            pubdate=each.released_at, updateddate=each.released_at, author_name=names.body(each.body),
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type=TYPE)


@require_GET
@cached
def of_row(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The versions of one row."""
    day = today()
    card, names = translated_card(card_at(name, day)), names_on(day)
    versions = rows.history(card.data_set, number)
    if not versions:
        raise Http404
    here = reverse("portal:data_row", args=[name, number])
    said = title(card.data_set, versions[0].content, names)
    made = _feed(request, said, here)
    link = request.build_absolute_uri(here)
    if not versions[0].stands:
        at = versions[0].valid_to
        made.add_item(
            title=_("已移出：{title}").format(title=said), link=link, unique_id=f"{link}#gone",
            description=versions[0].reason, pubdate=at, updateddate=at,
        )  # fmt: skip
    for each in versions[:NEWEST]:
        words = _("公布") if each.version == 1 else _("更改")
        made.add_item(
            title=words + _("：") + title(card.data_set, each.content, names), link=link,
            unique_id=f"{link}#{each.version}", description=words, pubdate=each.valid_from,
            updateddate=each.valid_from, author_name=names.body(each.body),
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type=TYPE)


def summary(each: ReleaseCard) -> str:
    """What a release did, in words."""
    parts = [
        _("新增 {count} 行").format(count=each.added) if each.added else "",
        _("更改 {count} 行").format(count=each.changed) if each.changed else "",
        _("移出 {count} 行").format(count=each.removed) if each.removed else "",
    ]
    return _("，").join(filter(None, parts)) or _("内容没有变化")


def _feed(request: HttpRequest, words: str, address: str) -> Atom1Feed:
    here = request.build_absolute_uri()
    return Atom1Feed(
        title=words, link=request.build_absolute_uri(address), description=words, feed_url=here,
        feed_guid=here, language=get_language() or settings.LANGUAGE_CODE,
    )  # fmt: skip
