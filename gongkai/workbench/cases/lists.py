"""The list of cases: narrowed by what one asks for, a page at a time, personal data masked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework import law
from gongkai.casework.choices import CaseKind, ChannelLabel
from gongkai.casework.queries import (
    Bucket,
    CaseCard,
    board,
    bodies_seen_by,
    cards,
    cases_visible_to,
    readings,
)
from gongkai.casework.queries.waiting import handlers_of
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.cases.desk import SECTION, SEEING, tabs
from gongkai.workbench.cases.words import bucket_name, state_name
from gongkai.workbench.shell import Staff, StaffRequest, page, staff_view

PAGE = 30
MOST_DUE = 2000  # open requests of one bucket that the list looks through
ASKED = ("kind", "state", "body", "person", "channel", "from", "until", "open", "due", "q")


@require_GET
@staff_view(*SEEING)
def cases(request: StaffRequest) -> HttpResponse:
    """Newest first; new cases don't shift the pages that follow."""
    staff = request.staff
    asked = asked_for(request.GET)
    found = narrowed(staff, asked)
    after = number(request.GET.get("after", ""))
    rows = list((found.filter(pk__lt=after) if after else found).order_by("-pk")[: PAGE + 1])
    shown, more = rows[:PAGE], len(rows) > PAGE
    clocks = readings(shown, staff.today)
    here = cards(shown)
    bodies = organisations.latest_bodies(bodies_seen_by(staff.actor, staff.today))
    following = urlencode({**_said(asked), "after": str(shown[-1].pk)}) if more else ""
    return page(
        request, "workbench/cases/list.html", SECTION, **tabs(request, "list"),
        asked=asked, crumbs=[(_("办件"), "")],
        rows=[(card, clocks.get(card.id), state_name(card.kind, card.state)) for card in here],
        bodies=bodies, several=len(bodies) > 1, kinds=CaseKind.choices, channels=ChannelLabel.choices,
        states=_states(asked["kind"]), buckets=[(each, bucket_name(each)) for each in Bucket],
        people=_people(staff, asked), page={"next": following},
        narrowed=urlencode(_said(asked)), 
    )  # fmt: skip


def asked_for(given: Mapping[str, Any]) -> dict[str, str]:
    """What the address asks for; requests unless another kind is named."""
    asked = {name: str(given.get(name, "")).strip()[:80] for name in ASKED}
    return {**asked, "kind": asked["kind"] if asked["kind"] in CaseKind else CaseKind.REQUEST.value}


def narrowed(staff: Staff, asked: Mapping[str, str]) -> QuerySet[Any]:
    """The cases the person may see of those asked for."""
    found = cases_visible_to(staff.actor, staff.today).filter(kind=asked["kind"])
    same = {
        "state": asked["state"], "body_id": number(asked["body"]), "channel": asked["channel"],
        "assigned_to_id": number(asked["person"]), "received_on__gte": day_of(asked["from"]),
        "received_on__lte": day_of(asked["until"]),
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in same.items() if value not in (None, "")})
    if asked["open"]:
        found = found.filter(closed_on__isnull=True)
    if asked["due"] in set(Bucket):
        rows = board(staff.actor, staff.today, bucket=Bucket(asked["due"]), limit=MOST_DUE).rows
        found = found.filter(pk__in=[row.card.id for row in rows])
    return found.filter(_words(staff, asked["q"])) if asked["q"] else found


def found_cases(staff: Staff, text: str, most: int) -> list[tuple[CaseCard, str]]:
    """Cases of every kind found by what was typed, newest first, each with its state."""
    if not text:
        return []
    found = cases_visible_to(staff.actor, staff.today).filter(_words(staff, text)).order_by("-pk")
    return [(card, state_name(card.kind, card.state)) for card in cards(found[:most])]


def _words(staff: Staff, text: str) -> Q:
    """By number or subject; by name or telephone only for those who handle the case, and only whole."""
    own = staff.actor.bodies_as(Role.REQUEST_CLERK, Role.OFFICE_HEAD)
    person = Q(body_id__in=own) & (Q(applicant__name=text) | Q(applicant__phone=text))
    return Q(number__icontains=text) | Q(title__icontains=text) | person


def _said(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value}


def _states(kind: str) -> list[tuple[str, str]]:
    return [(code, _(label)) for code, label in law.lifecycle_of(kind).states.items()]


def _people(staff: Staff, asked: Mapping[str, str]) -> list[tuple[int, str]]:
    body = number(asked["body"])
    bodies = [body] if body else sorted(staff.actor.bodies_as(*SEEING))
    seen = bodies_seen_by(staff.actor, staff.today)
    found = {pk: name for each in bodies if each in seen for pk, name in handlers_of(each, staff.today)}
    return sorted(found.items(), key=lambda pair: pair[1])


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
