"""应有未有: what should be here and is not, by body and by data set, for everybody."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.schema import State
from gongkai.disclosure.queries import boards, sets
from gongkai.portal.data.shell import cached, clock, names_on, page

BACK = timedelta(days=366)
MOST = 200  # lines shown; narrowed, all are


@require_GET
@cached
def missing(request: HttpRequest) -> HttpResponse:
    """Of the year past; narrowed to a body or a data set."""
    day = clock().date()
    names = names_on(day)
    titles = {each.name: each.data_set.title for each in sets.cards(day)}
    body, name = request.GET.get("body", ""), request.GET.get("data_set", "")
    body, name = body if body in names.codes else "", name if name in titles else ""
    found = [
        each
        for each in boards.public_missing(day, day - BACK, day)
        if (not body or each.body == body) and (not name or each.data_set == name)
    ]
    lines = [(line, names.bodies[line.body].code) for line in boards.public_bodies(day, day - BACK, day)]
    return page(
        request, "missing", (_("应有未有"), ""),
        rows=[(each, names.codes.get(each.body, each.body), titles.get(each.data_set, each.data_set),
               (day - each.due.date).days) for each in found[:MOST]],
        total=len(found), most=MOST, body=body, data_set=name,
        bodies=[
            {"line": line, "code": code, "late": line.states.get(State.LATE, 0),
             "good": line.states.get(State.FULFILLED, 0) + line.states.get(State.EMPTY, 0)}
            for line, code in lines
        ],
        body_choices=sorted((code, line.label) for line, code in lines), set_choices=sorted(titles.items()),
    )  # fmt: skip
