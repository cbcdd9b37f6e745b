"""应有未有: what should be here and is not, by body and by data set, for everybody."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import State
from gongkai.disclosure.queries import boards, sets
from gongkai.disclosure.queries.boards import BodyLine
from gongkai.foundation.organisations.kinds import BodyKind
from gongkai.portal.data.shell import Names, cached, names_on, page, today

BACK = timedelta(days=365)
MOST = 200  # lines shown; narrowed, all are


@require_GET
@cached
def missing(request: HttpRequest) -> HttpResponse:
    """Of the year past, or of the periods that end in the chosen one; narrowed to a kind of bodies, a body or
    a data set. A line is what one body lacks of one data set; narrowed to both, a period."""
    day = today()
    names = names_on(day)
    titles = {each.name: each.data_set.title for each in sets.cards(day)}
    kinds = {each.code: each.kind for each in names.bodies.values()}
    kind = _known(request.GET.get("kind", ""), set(BodyKind.values))
    body = _known(request.GET.get("body", ""), set(names.codes))
    name = _known(request.GET.get("data_set", ""), set(titles))
    years, said = boards.years(day), request.GET.get("year", "")
    year = next((each for each in years if str(each) == said), None)
    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (day - BACK, day)
    found = [
        each
        for each in boards.public_missing(day, first, last)
        if (not body or each.body == body) and (not name or each.data_set == name)
        and (not kind or kinds.get(each.body) == kind)
    ]  # fmt: skip
    groups = [] if body and name else _groups(found)

    def line(each: Obligation) -> tuple[Obligation, str, str, int]:
        title = titles.get(each.data_set, each.data_set)
        return each, names.codes.get(each.body, each.body), title, (day - each.due.date).days

    lines = list(boards.public_bodies(day, first, last))
    return page(
        request, "missing", (_("应有未有"), ""),
        groups=[(line(each), count) for each, count in groups[:MOST]],
        rows=[] if groups else [line(each) for each in found[:MOST]],
        total=len(found), cut=len(groups or found) > MOST, most=MOST, kind=kind, body=body, data_set=name,
        year=year, years=years,
        bodies=[_line(each, names) for each in lines if not kind or names.bodies[each.body].kind == kind],
        kind_choices=[each for each in BodyKind.choices
                      if each[0] in {names.bodies[line.body].kind for line in lines}],
        body_choices=sorted((names.bodies[each.body].code, each.label) for each in lines),
        set_choices=sorted(titles.items(), key=lambda each: each[1]),
    )  # fmt: skip


def _groups(found: Iterable[Obligation]) -> list[tuple[Obligation, int]]:
    """The longest missing of each body and data set, and how many there are; the longest missing first."""
    groups: dict[tuple[str, str], tuple[Obligation, int]] = {}
    for each in found:
        first, count = groups.get((each.body, each.data_set), (each, 0))
        groups[each.body, each.data_set] = (first, count + 1)
    return list(groups.values())


def _known(said: str, known: set[str]) -> str:
    return said if said in known else ""


def _line(line: BodyLine, names: Names) -> dict[str, object]:
    return {
        "line": line, "code": names.bodies[line.body].code, "late": line.states.get(State.LATE, 0),
        "good": line.states.get(State.FULFILLED, 0) + line.states.get(State.EMPTY, 0),
    }  # fmt: skip
