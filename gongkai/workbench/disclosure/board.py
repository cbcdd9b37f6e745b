"""The city's board: bodies by fields, who is late first; a table on a desk, a list of bodies on a phone."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import State
from gongkai.disclosure import owing
from gongkai.disclosure.policy import OVERSEERS
from gongkai.disclosure.queries import boards
from gongkai.foundation.look.declared import translated
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.kinds import BodyKind
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.workbench.disclosure.desk import SECTION, crumbs, fields_on, span, tabs, year_asked
from gongkai.workbench.shell import StaffRequest, page, staff_view

_GRADES = (0, 1, 3, 10)  # missing: none, one or two, three to nine, more
_COUNTED = (State.MISSING, State.LATE, State.FULFILLED, State.EMPTY)


@dataclass(slots=True)
class Cell:
    """One body in one column."""

    states: dict[State, int] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        return self.states.get(State.MISSING, 0)

    @property
    def late(self) -> int:
        return self.states.get(State.LATE, 0)

    @property
    def grade(self) -> str:
        """The shade of the cell: by what is missing, else by what came late."""
        if not self.missing:
            return "late" if self.late else "good" if self.done else "open" if self.open else "none"
        return f"missing-{sum(self.missing >= each for each in _GRADES[1:])}"

    @property
    def open(self) -> int:
        return self.states.get(State.NOT_YET_DUE, 0)

    @property
    def done(self) -> int:
        return self.states.get(State.FULFILLED, 0) + self.states.get(State.EMPTY, 0)

    @property
    def punctual(self) -> int | None:
        due = sum(self.states.get(each, 0) for each in _COUNTED)
        return self.done * 100 // due if due else None


@dataclass(slots=True)
class Line:
    """One body; `cells` in the order of the columns, None where it owes nothing."""

    body: BodyOnDay
    total: Cell
    cells: list[Cell | None]


@require_GET
@staff_view(*OVERSEERS)
def board(request: StaffRequest) -> HttpResponse:
    """Columns are fields, or the data sets of the chosen field; lines are bodies, or those of the chosen
    kind. Bodies with most missing come first."""
    staff = request.staff
    fields = fields_on(staff.today)
    chosen = next((each for each in fields if each.field == request.GET.get("field")), None)
    titles = (
        {each.name: each.title for each in chosen.data} if chosen
        else {each.field: each.title for each in fields}
    )  # fmt: skip
    column_of = {one.name: one.name if chosen else each.field for each in ([chosen] if chosen else fields)
                 for one in each.data}  # fmt: skip
    asked = year_asked(request)
    owed = boards.seen(staff.actor, staff.today, *span(staff.today, asked["year"]))
    seen = organisations.bodies_visible_to(staff.actor, staff.today)
    kind = request.GET.get("kind", "")
    kind = kind if kind in BodyKind.values else ""
    bodies = {each.code: each for each in seen if not kind or each.kind == kind}
    show = request.GET.get("show", "all")
    lines = _lines(owed, bodies, column_of, list(titles))
    keep = {"missing": lambda each: each.total.missing, "late": lambda each: each.total.late}.get(show)
    shown = [each for each in lines if not keep or keep(each)]
    used = [at for at, _name in enumerate(titles) if any(each.cells[at] for each in shown)]
    return page(
        request, "workbench/disclosure/board.html", SECTION, **tabs(request, "city"),
        columns=[list(titles.items())[at] for at in used],
        lines=[(each, [each.cells[at] for at in used]) for each in shown], totals=_totals(lines),
        fields=fields, chosen=chosen, show=show, kind=kind, **asked,
        nobody=[translated(each) for each in owing.owed_by_nobody(staff.today)],
        kinds=[each for each in BodyKind.choices if each[0] in {one.kind for one in seen}],
        crumbs=crumbs((_("全市"), "")),
    )  # fmt: skip


def _lines(
    owed: Iterable[Obligation], bodies: dict[str, BodyOnDay], column_of: dict[str, str], columns: list[str]
) -> list[Line]:
    places = {name: at for at, name in enumerate(columns)}
    lines: dict[str, Line] = {}
    for each in owed:
        at = places.get(column_of.get(each.data_set, ""))
        body = bodies.get(each.body)
        if at is None or body is None:
            continue
        line = lines.get(each.body)
        if line is None:
            line = lines[each.body] = Line(body, Cell(), [None] * len(columns))
        found = line.cells[at]
        if found is None:
            found = line.cells[at] = Cell()
        for one in (line.total, found):
            one.states[each.state] = one.states.get(each.state, 0) + 1
    return sorted(lines.values(), key=lambda each: (-each.total.missing, -each.total.late, each.body.order))


def _totals(lines: list[Line]) -> Cell:
    total = Cell()
    for line in lines:
        for state, count in line.total.states.items():
            total.states[state] = total.states.get(state, 0) + count
    return total
