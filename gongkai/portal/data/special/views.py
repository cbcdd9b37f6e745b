"""The page of a special view."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.asking import AskedError
from gongkai.portal.data.shell import cached, clock, names_on, page, translated_card
from gongkai.portal.data.special.asking import Asking
from gongkai.portal.data.special.registry import BY_NAME, fed


@require_GET
@cached
def view(request: HttpRequest, view: str) -> HttpResponse:
    """One of the table; 404 where its data sets are not declared."""
    known = BY_NAME.get(view)
    if known is None:
        raise Http404
    day = clock().date()
    wanted = {*known.needs, *known.takes}
    cards = [translated_card(each) for each in sets.cards(day, wanted)]
    declared = {each.name: each.data_set for each in cards}
    if not fed(known, declared):
        raise Http404
    asking = Asking(day, request.GET, names_on(day), declared)
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
