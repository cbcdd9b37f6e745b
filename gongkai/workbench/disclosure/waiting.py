"""What of structured disclosure waits for a person: the front page lists it, soonest due first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import State
from gongkai.disclosure.policy import HANDLERS
from gongkai.disclosure.queries import boards, others, releases
from gongkai.disclosure.queries.releases import ReleaseCard, WantedReleases
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.waiting import Line
from gongkai.workbench.answering import words
from gongkai.workbench.disclosure.desk import own_bodies, span, title_of
from gongkai.workbench.disclosure.words import release_state
from gongkai.workbench.shell import Staff

MOST = 10
SOON = timedelta(days=7)
DRAFTING = ("draft", "checked", "returned", "approved")
REVIEWING = ("in_review",)


@dataclass(frozen=True, slots=True)
class DataWaiting:
    """`more`: things beyond those listed."""

    lines: tuple[Line, ...]
    more: int


def data_waiting(staff: Staff) -> DataWaiting | None:
    """None for those without a part in releases."""
    if not staff.acts_as(*HANDLERS):
        return None
    lines = [*_releases(staff), *_objections(staff), *_duties(staff)]
    lines.sort(key=lambda each: each.due or date.min)
    return DataWaiting(tuple(lines[:MOST]), max(len(lines) - MOST, 0))


def _releases(staff: Staff) -> list[Line]:
    states = [
        *(DRAFTING if staff.acts_as(Role.DRAFTER) else ()),
        *(REVIEWING if staff.acts_as(Role.REVIEWER, Role.OFFICE_HEAD, Role.CONFIDENTIALITY_REVIEWER) else ()),
    ]
    if not states:
        return []
    own = own_bodies(staff)
    found = releases.listed(staff.actor, staff.today, WantedReleases(states=states), limit=30).items
    return [
        _of_release(each, staff.today)
        for each in found
        if each.body in own and not (each.state in REVIEWING and each.created_by == staff.actor.code)
    ]


def _of_release(each: ReleaseCard, today: date) -> Line:
    address = reverse("workbench:data_release", args=[each.id])
    about = _("第 {number} 号，新增 {added} 行，变更 {changed} 行，移出 {removed} 行").format(
        number=each.id, added=each.added, changed=each.changed, removed=each.removed
    )
    return Line(address, title_of(each.data_set, today), about, release_state(each.state), None, False)


def _objections(staff: Staff) -> list[Line]:
    address = reverse("workbench:data_objections")
    return [
        Line(address, title_of(each.data_set, staff.today), _("公示异议"), _("答复"), each.due_on,
             each.due_on < staff.today)
        for each in others.objections(staff.actor, staff.today, ("received",), limit=20)
    ]  # fmt: skip


def _duties(staff: Staff) -> list[Line]:
    """What whoever writes for a body has not published: overdue, or due within the week. One line a data
    set."""
    first, last = span(staff.today)
    lines: list[Line] = []
    for body in own_bodies(staff, Role.DRAFTER):
        owed = boards.of_body(staff.actor, staff.today, body, first, last) or ()
        pressing: dict[str, list[Obligation]] = {}
        for each in owed:
            due_soon = each.state is State.NOT_YET_DUE and each.due.date <= staff.today + SOON
            if each.state is State.MISSING or due_soon:
                pressing.setdefault(each.data_set, []).append(each)
        lines += [_of_duty(name, some, body, staff.today) for name, some in pressing.items()]
    return lines


def _of_duty(name: str, some: list[Obligation], body: int, today: date) -> Line:
    oldest = min(some, key=lambda each: each.due.date)
    address = f"{reverse('workbench:data_set', args=[name])}?show=owed&body={body}"
    late = sum(each.state is State.MISSING for each in some)
    about = words(oldest.period.title)
    if late > 1:
        about = _("{period}等 {count} 期逾期").format(period=about, count=late)
    return Line(address, title_of(name, today), about, _("公布或者说明"), oldest.due.date,
                oldest.state is State.MISSING)  # fmt: skip
