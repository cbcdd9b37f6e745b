"""更新记录: the releases of a data set, and what each changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure.queries import releases as released
from gongkai.disclosure.queries import rows
from gongkai.portal.data.asked import EVERYTHING_NOW
from gongkai.portal.data.cells import head
from gongkai.portal.data.set_page import chosen, table_row
from gongkai.portal.data.shell import cached, card_at, names_on, of_set, page, today, translated_card


@require_GET
@cached
def releases(request: HttpRequest, name: str) -> HttpResponse:
    """The newest first, a page at a time by number."""
    day = today()
    card, names = translated_card(card_at(name, day)), names_on(day)
    before = request.GET.get("before", "")
    found = released.released(name, before=int(before) if before.isdecimal() and len(before) < 10 else None)
    lines = [(each, names.body(each.body)) for each in found.items]
    return page(
        request, "releases", of_set(card), (_("更新记录"), ""), card=card, lines=lines, next=found.before,
        before=before,
    )  # fmt: skip


@require_GET
@cached
def release(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """What one release brought, changed and took."""
    day = today()
    card, names = translated_card(card_at(name, day)), names_on(day)
    one = released.released_one(name, number)
    if one is None:
        raise Http404
    after = request.GET.get("after", "")
    found = rows.changed_by(
        card.data_set, one.id, after=int(after) if after.isdecimal() and len(after) < 18 else 0
    )
    columns = chosen(card.data_set, EVERYTHING_NOW)
    lines = [
        (_word(each.release_in == one.id, each.version), table_row(card.data_set, each, columns, names), each)
        for each in found.items
    ]
    way = (_("更新记录"), reverse("portal:data_releases", args=[name]))
    return page(
        request, "release", of_set(card), way, (_("第 {number} 次").format(number=number), ""), card=card,
        release=one, body=names.body(one.body), heads=[head(each) for each in columns], lines=lines,
        next=found.after,
    )  # fmt: skip


def _word(came: bool, version: int) -> str:
    if not came:
        return _("移出")
    return _("新增") if version == 1 else _("更改")
