"""双随机抽取: what was committed to before, what came out, and the files from which anybody repeats it."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from gongkai.disclosure.queries import draws as queries
from gongkai.portal.data.shell import cached, clock, names_on, page

STATES = {
    "committed": gettext_lazy("已承诺，待抽取"),
    "drawn": gettext_lazy("已抽取"),
    "called_off": gettext_lazy("已取消"),
}
_LONGEST = 40


@require_GET
@cached
def draws(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    now = clock()
    names, found = names_on(timezone.localdate(now)), queries.public()
    return page(
        request, "draws", (_("双随机抽取"), ""), now=now, progress=queries.progress(found),
        draws=[(each, names.body(each.body), STATES[each.state]) for each in found],
    )  # fmt: skip


@require_GET
@cached
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """One draw, before and after."""
    now = clock()
    card = queries.by_code(code) if len(code) <= _LONGEST else None
    if card is None:
        raise Http404
    way = (_("双随机抽取"), reverse("portal:data_draws"))
    return page(
        request, "draw", way, (card.code, ""), card=card,
        body=names_on(timezone.localdate(now)).body(card.body), state=STATES[card.state],
        lines=queries.lines_of(card.id), now=now,
    )  # fmt: skip


@require_GET
@cached
def file(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """The list, byte for byte as it was hashed; or the draw, for `gongkai draw verify`."""
    found = queries.file(code, which) if len(code) <= _LONGEST else None
    if found is None:
        raise Http404
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    response = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{which}.json"'
    return response
