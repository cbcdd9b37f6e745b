"""The page of a special view."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.asking import AskedError
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.portal.data.shell import cached, names_on, page, today, translated_card
from gongkai.portal.data.special import blacklist
from gongkai.portal.data.special.asking import Asking, View
from gongkai.portal.data.special.registry import BY_NAME, fed


@require_GET
@cached
def view(request: HttpRequest, view: str) -> HttpResponse:
    """One of the table; 404 where its data sets are not declared."""
    known = BY_NAME.get(view)
    if known is None:
        raise Http404
    cards, asking = _asked(request, known)
    try:
        shown = known.build(asking)
    except AskedError as error:
        shown = {"fault": error.message}
    updated = max((each.last_released_at for each in cards if each.last_released_at), default=None)
    return page(
        request, f"special/{known.name}", (_(known.title), ""), status=400 if "fault" in shown else 200,
        view=known, sets=[(each.data_set.title, each.name, each.rows) for each in cards], updated=updated,
        said={name: asking.word(name) for name in request.GET}, **shown,
    )  # fmt: skip


def _asked(request: HttpRequest, known: View) -> tuple[list[DataSetCard], Asking]:
    """The view's data sets as the reader sees them. 404 where they are not declared."""
    day = today()
    cards = [translated_card(each) for each in sets.cards(day, {*known.needs, *known.takes})]
    declared = {each.name: each.data_set for each in cards}
    if not fed(known, declared):
        raise Http404
    return cards, Asking(day, request.GET, names_on(day), declared)


@require_GET
@cached
def sanctions(request: HttpRequest) -> HttpResponse:
    """Who came onto the list of bad faith and who left it, for sites that copy it: `after` and `until` are
    days, a year up to today where none is given."""
    _, asking = _asked(request, BY_NAME["blacklist"])
    try:
        changes = list(blacklist.feed(asking))
    except AskedError as error:
        return JsonResponse({"message": str(error.message)}, status=400)
    for each in changes:
        each["row"] = request.build_absolute_uri(each["row"])
    return JsonResponse({"changes": changes}, json_dumps_params={"ensure_ascii": False, "indent": 1})
