"""What waits for me, and the list of documents narrowed by what one asks for."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries.cards import DocumentCard, Wanted, listed
from gongkai.publishing.queries.visible import documents_visible_to
from gongkai.publishing.queries.work import work_of
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.desk import SECTION, SEEING, crumbs, tabs
from gongkai.workbench.publishing.words import ATTRIBUTES, kind_name, kinds, state_name, states
from gongkai.workbench.shell import StaffRequest, page, staff_view

ASKED = ("q", "kind", "state", "standing", "attribute", "body", "batch")
PAGE = 30


@require_GET
@staff_view(*SEEING)
def documents(request: StaffRequest) -> HttpResponse:
    """Newest first; new documents don't shift the pages that follow."""
    staff = request.staff
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ASKED}
    found = listed(
        staff.actor, staff.today, _wanted(asked), before=number(request.GET.get("before", "")), limit=PAGE
    )
    said = {name: value for name, value in asked.items() if value}
    following = urlencode({**said, "before": str(found.before)}) if found.before else ""
    bodies = _bodies(request)
    return page(
        request, "workbench/publishing/list.html", SECTION, **tabs(request, "list"), asked=asked,
        rows=rows(found.items), bodies=bodies, several=len(bodies) > 1, kinds=kinds(),
        states=states("edition"), standings=states("document"), attributes=ATTRIBUTES.items(),
        page={"next": following}, crumbs=[(_("公文和信息"), "")],
    )  # fmt: skip


@require_GET
@staff_view(*HANDLERS)
def work(request: StaffRequest) -> HttpResponse:
    """Everything that waits for the person, by what is asked of him."""
    found = work_of(request.staff.actor, request.staff.today)
    parts = (
        (_("等您办理的环节"), found.steps),
        (_("等您决定的公开属性变更"), found.changes),
        (_("有效期六个月内届满，要评估"), found.expiring),
        (_("不公开的，到了重新评估的日期"), found.reassess),
        (_("已经发布，还没有解读"), found.interpret),
    )
    return page(
        request, "workbench/publishing/work.html", SECTION, **tabs(request, "work"), total=found.total,
        parts=[(title, rows(cards)) for title, cards in parts if cards], bodies=_bodies(request),
        crumbs=crumbs((_("等我办的"), "")),
    )  # fmt: skip


def rows(cards: Iterable[DocumentCard]) -> list[tuple[DocumentCard, str, str, str]]:
    """Each with its kind, where its newest edition is, and its standing in words."""
    return [
        (each, kind_name(each.kind), state_name("edition", each.state), state_name("document", each.standing))
        for each in cards
    ]


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
