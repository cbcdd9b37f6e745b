"""What a body owes: its data sets with their state, what is on its way, and the letters that reminded it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.due import Due
from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import State
from gongkai.disclosure.policy import HANDLERS
from gongkai.disclosure.queries import boards, releases
from gongkai.disclosure.queries.releases import WantedReleases
from gongkai.foundation.look.declared import word
from gongkai.foundation.mail.queries import letters_under
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.disclosure.desk import (
    SECTION,
    SEEING,
    WRITING,
    body_asked,
    crumbs,
    fields_on,
    known,
    own_bodies,
    span,
    tabs,
    year_asked,
)
from gongkai.workbench.disclosure.words import RELEASE_TAGS, release_state
from gongkai.workbench.shell import StaffRequest, page, staff_view

ON_THE_WAY = ("draft", "checked", "returned", "in_review", "approved", "scheduled")
_RELEASES = 300
_LETTERS = 5


@dataclass(slots=True)
class Line:
    """One data set the body owes. `next`: what is due next, of what is not yet due. `silent`: for how many
    minutes a stream has brought nothing, where they are too many."""

    name: str
    title: str
    cadence: str
    states: dict[State, int] = field(default_factory=dict)
    oldest: Due | None = None
    next: Due | None = None
    last: datetime | None = None
    silent: int | None = None

    @property
    def missing(self) -> int:
        return self.states.get(State.MISSING, 0)

    @property
    def late(self) -> int:
        return self.states.get(State.LATE, 0)

    @property
    def good(self) -> int:
        return self.states.get(State.FULFILLED, 0) + self.states.get(State.EMPTY, 0)


@require_GET
@staff_view(*SEEING)
def mine(request: StaffRequest) -> HttpResponse:
    """The board of the person's own body; who only oversees goes to the city's."""
    own = own_bodies(request.staff)
    body = body_asked(request, own)
    if body is None:
        return redirect("workbench:data_board")
    return _board(request, body, "mine", [(pk, each.name) for pk, each in own.items()])


@require_GET
@staff_view(*SEEING)
def of_body(request: StaffRequest, body_id: int) -> HttpResponse:
    """The same of a body below one's office."""
    return _board(request, body_id, "city", [])


def _board(request: StaffRequest, body_id: int, here: str, bodies: list[tuple[int, str]]) -> HttpResponse:
    staff = request.staff
    asked = year_asked(request)
    first, last = span(staff.today, asked["year"])
    owed = boards.of_body(staff.actor, staff.today, body_id, first, last)
    if owed is None:
        raise Http404
    body = organisations.latest_bodies([body_id])[body_id]
    lines = lines_of(owed, staff.today)
    for each in releases.listed(
        staff.actor, staff.today, WantedReleases(body=body_id, states=("released",)), limit=_RELEASES
    ).items:
        if each.data_set in lines and lines[each.data_set].last is None:
            lines[each.data_set].last = each.released_at
    for line in lines.values():
        data_set = known(line.name, staff.today)
        if data_set is not None and line.last is not None:
            line.silent = boards.minutes_silent(data_set, line.last, staff.now)
    waiting = releases.listed(staff.actor, staff.today, WantedReleases(body_id, states=ON_THE_WAY)).items
    chosen = request.GET.get("state", "")
    shown = [each for each in lines.values() if not chosen or each.states.get(State(chosen))] if (
        not chosen or chosen in {each.value for each in State}
    ) else list(lines.values())  # fmt: skip
    return page(
        request, "workbench/disclosure/owed.html", SECTION, **tabs(request, here), **asked, body=body,
        bodies=bodies,
        lines=shown, totals=_totals(lines.values()), chosen=chosen, waiting=[
            (each, known(each.data_set, staff.today), release_state(each.state),
             RELEASE_TAGS.get(each.state, "")) for each in waiting
        ],
        letters=letters_under("obligations", f"{body_id}/", _LETTERS),
        others=[(each.title, [one for one in each.data if one.name not in lines]) for each in
                fields_on(staff.today)],
        may_write=bool(staff.actor.bodies_as(*WRITING) & {body_id}),
        own=body_id in staff.actor.bodies_as(*HANDLERS),
        crumbs=crumbs((body.name, "")) if here == "city" else [(_("数据"), "")],
    )  # fmt: skip


def lines_of(owed: Iterable[Obligation], today: date) -> dict[str, Line]:
    """The obligations by data set, what asks for somebody first."""
    lines: dict[str, Line] = {}
    for each in owed:
        line = lines.get(each.data_set)
        if line is None:
            data_set = known(each.data_set, today)
            title = word(data_set.title) if data_set else each.data_set
            line = lines[each.data_set] = Line(
                each.data_set, title, word(data_set.cadence.text) if data_set else ""
            )
        line.states[each.state] = line.states.get(each.state, 0) + 1
        if each.state is State.MISSING and (line.oldest is None or each.due.date < line.oldest.date):
            line.oldest = each.due
        if each.state is State.NOT_YET_DUE and (line.next is None or each.due.date < line.next.date):
            line.next = each.due
    order = sorted(lines.values(), key=lambda each: (
        -bool(each.missing), each.oldest.date if each.oldest else date.max,
        each.next.date if each.next else date.max, each.title,
    ))  # fmt: skip
    return {each.name: each for each in order}


def _totals(lines: Iterable[Line]) -> dict[str, Any]:
    known_lines = list(lines)
    return {
        "sets": len(known_lines),
        "missing": sum(each.missing for each in known_lines),
        "late": sum(each.late for each in known_lines),
        "good": sum(each.good for each in known_lines),
    }
