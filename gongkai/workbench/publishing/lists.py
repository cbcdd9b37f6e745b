"""What waits for me, and the list of documents narrowed by what one asks for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing import law
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries.cards import DocumentCard, Wanted, listed
from gongkai.publishing.queries.visible import documents_visible_to
from gongkai.publishing.queries.work import WAITS_FOR, work_of
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.desk import SECTION, SEEING, WRITING, crumbs, tabs
from gongkai.workbench.publishing.leading import OFFERS
from gongkai.workbench.publishing.words import ATTRIBUTES, kind_name, kinds, state_name, states
from gongkai.workbench.shell import Staff, StaffRequest, page, staff_view

ASKED = ("q", "kind", "state", "standing", "attribute", "body", "batch")
PAGE = 30


@require_GET
@staff_view(*SEEING)
def documents(request: StaffRequest) -> HttpResponse:
    """Newest first; new documents don't shift the pages that follow."""
    return _listed(request, "list", mine=False)


@require_GET
@staff_view(*WRITING)
def mine(request: StaffRequest) -> HttpResponse:
    """Those on their way on which the person has written."""
    return _listed(request, "mine", mine=True)


def _listed(request: StaffRequest, here: str, *, mine: bool) -> HttpResponse:
    staff = request.staff
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ASKED}
    found = listed(
        staff.actor, staff.today, replace(_wanted(asked), mine=mine),
        before=number(request.GET.get("before", "")), limit=PAGE,
    )  # fmt: skip
    said = {name: value for name, value in asked.items() if value}
    following = urlencode({**said, "before": str(found.before)}) if found.before else ""
    bodies = _bodies(request)
    return page(
        request, "workbench/publishing/list.html", SECTION, **tabs(request, here), asked=asked,
        rows=rows(found.items), bodies=bodies, several=len(bodies) > 1, kinds=kinds(),
        states=states("edition"), standings=states("document"), attributes=ATTRIBUTES.items(),
        page={"next": following}, crumbs=[(_("公文和信息"), "")],
    )  # fmt: skip


@require_GET
@staff_view(*HANDLERS)
def work(request: StaffRequest) -> HttpResponse:
    """Everything that waits for the person, by what is asked of him."""
    found = work_of(request.staff.actor, request.staff.today)
    by_state = [
        (state_name("edition", state), state, [each for each in found.steps if each.state == state])
        for state in WAITS_FOR
    ]
    parts = (
        *by_state,
        (_("等您决定的公开属性变更"), "changes", found.changes),
        (_("有效期六个月内届满，要评估"), "expiring", found.expiring),
        (_("不公开的，到了重新评估的日期"), "reassess", found.reassess),
        (_("已经发布，还没有解读"), "interpret", found.interpret),
    )
    return page(
        request, "workbench/publishing/work.html", SECTION, **tabs(request, "work"), total=found.total,
        parts=[(title, code, rows(cards), OFFERS.get(code)) for title, code, cards in parts if cards],
        items=law.gate().item, ticked=request.GET.get("all", ""), bodies=_bodies(request),
        crumbs=crumbs((_("等我办的"), "")),
    )  # fmt: skip


def rows(cards: Iterable[DocumentCard]) -> list[tuple[DocumentCard, str, str, str]]:
    """Each with its kind, where its newest edition is, and its standing in words."""
    return [
        (each, kind_name(each.kind), state_name("edition", each.state), state_name("document", each.standing))
        for each in cards
    ]


def found_documents(staff: Staff, text: str, most: int) -> list[tuple[DocumentCard, str, str, str]]:
    """Documents the person may know of that hold what was typed, newest first, as `rows` tells them."""
    if not text or not staff.acts_as(*SEEING):
        return []
    return rows(listed(staff.actor, staff.today, Wanted(text=text), limit=most).items)


def _wanted(asked: dict[str, str]) -> Wanted:
    def one(name: str) -> tuple[str, ...]:
        return (asked[name],) if asked[name] else ()

    return Wanted(
        body=number(asked["body"]), kinds=one("kind"), states=one("state"), standings=one("standing"),
        attribute=asked["attribute"], text=asked["q"],
        batch=number(asked["batch"]),
    )  # fmt: skip


def _bodies(request: StaffRequest) -> dict[int, Any]:
    seen = documents_visible_to(request.staff.actor, request.staff.today)
    numbers = seen.order_by("body_id").values_list("body_id", flat=True).distinct()
    return dict(organisations.latest_bodies(list(numbers)))
