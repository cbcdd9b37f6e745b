"""One data set at its desk: the rows that stand, its releases, what is owed of it and why."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.schema import DataSet
from gongkai.core.disclosure.timing import TimingKind
from gongkai.disclosure import template
from gongkai.disclosure.queries import boards, releases
from gongkai.disclosure.queries import rows as row_queries
from gongkai.disclosure.queries.asking import Asked, AskedError
from gongkai.disclosure.queries.releases import ReleaseCard, WantedReleases
from gongkai.disclosure.wording import said_of, unit_of
from gongkai.foundation.look.declared import translated, word
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import words
from gongkai.workbench.cases.lists import number
from gongkai.workbench.disclosure import asking
from gongkai.workbench.disclosure.desk import (
    SECTION,
    SEEING,
    WRITING,
    data_set_of,
    own_bodies,
    set_crumbs,
    span,
)
from gongkai.workbench.disclosure.words import (
    OBLIGATION_TAGS,
    RELEASE_TAGS,
    WAYS,
    obligation_state,
    release_state,
)
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWS = ("rows", "releases", "owed")
PAGE = 30
_SEEN_OWED = 60


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, name: str) -> HttpResponse:
    """Rows, releases or obligations, as chosen."""
    data_set = translated(data_set_of(request, name))
    shown = request.GET.get("show", "rows")
    shown = shown if shown in SHOWS else "rows"
    make = {"rows": _rows, "releases": _releases, "owed": _owed}[shown]
    titles = {"rows": _("已公布的行"), "releases": _("发布记录"), "owed": _("应当公布的")}
    return page(
        request, f"workbench/disclosure/set_{shown}.html", SECTION, data_set=data_set,
        tabs=[(titles[each], f"?show={each}", each == shown) for each in SHOWS],
        may_write=request.staff.acts_as(*WRITING), crumbs=set_crumbs(data_set),
        **make(request, data_set),
    )  # fmt: skip


@require_GET
@staff_view(*WRITING)
def empty(request: StaffRequest, name: str) -> HttpResponse:
    """The workbook to fill in."""
    data_set = data_set_of(request, name)
    return attachment(f"{data_set.title}.xlsx", XLSX, template.template(data_set))


def cell(data_set: DataSet, name: str, content: Any) -> str:
    """A value with its unit, as people read it."""
    column = data_set.column(name)
    said = said_of(column, content.get(name))
    return f"{said} {word(unit_of(column))}".strip() if said and unit_of(column) else said


def release_lines(items: Iterable[ReleaseCard], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Releases for the table; `titles` of their data sets, where the page does not say it."""
    return [
        {
            "card": each, "title": titles.get(each.data_set, ""), "state": release_state(each.state),
            "kind": RELEASE_TAGS.get(each.state, ""), "way": WAYS.get(each.way, each.way),
        }
        for each in items
    ]  # fmt: skip


def _rows(request: StaffRequest, data_set: DataSet) -> dict[str, Any]:
    said = request.GET
    own = own_bodies(request.staff)
    everybody = said.get("whose") == "all" or not own
    asked = asking.asked_of(data_set, said, None if everybody else frozenset(own), request.staff.today)
    try:
        found = row_queries.page(data_set, asked, after=said.get("after", ""), limit=PAGE)
        count, more = row_queries.total(data_set, asked)
    except AskedError as error:
        messages.error(request, words(error.message))
        asked = Asked(bodies=asked.bodies)
        found = row_queries.page(data_set, asked, limit=PAGE)
        count, more = row_queries.total(data_set, asked)
    columns = [data_set.column(each) for each in data_set.presentation.list]
    bodies = organisations.latest_bodies({each.body for each in found.items})
    kept = {key: str(value) for key, value in said.items() if value and key != "after"}
    return {
        "columns": columns, "boxes": asking.boxes(data_set, said), "orders": asking.orders(data_set),
        "rows": [
            (
                each, [(one.title, cell(data_set, one.name, each.content)) for one in columns],
                bodies.get(each.body),
            )
            for each in found.items
        ],
        "count": count, "more": more, "asked": said, "everybody": everybody, "own": own,
        "page": {"next": urlencode({**kept, "after": found.after}) if found.after else ""},
    }  # fmt: skip


def _releases(request: StaffRequest, data_set: DataSet) -> dict[str, Any]:
    staff = request.staff
    found = releases.listed(
        staff.actor, staff.today, WantedReleases(data_set=data_set.name),
        before=number(request.GET.get("before", "")), limit=PAGE,
    )  # fmt: skip
    return {
        "lines": release_lines(found.items, {}),
        "bodies": organisations.latest_bodies({each.body for each in found.items}),
        "page": {
            "next": urlencode({"show": "releases", "before": str(found.before)}) if found.before else ""
        },
    }  # fmt: skip


def _owed(request: StaffRequest, data_set: DataSet) -> dict[str, Any]:
    """Obligations of the bodies the person sees, what asks for somebody first, each with how its day was
    counted."""
    staff = request.staff
    seen = boards.seen(staff.actor, staff.today, *span(staff.today))
    owed = boards.sorted_by_need(each for each in seen if each.data_set == data_set.name)
    body = number(request.GET.get("body", ""))
    labels = {each.code: each for each in organisations.bodies_visible_to(staff.actor, staff.today)}
    chosen = [
        each for each in owed if body is None or (labels.get(each.body) and labels[each.body].id == body)
    ]
    return {
        "owed": [
            (each, obligation_state(each.state), OBLIGATION_TAGS[each.state], labels.get(each.body))
            for each in chosen[:_SEEN_OWED]
        ],
        "hidden": max(len(chosen) - _SEEN_OWED, 0),
        "own": own_bodies(staff), "by_period": data_set.cadence.timing.kind is TimingKind.CALENDAR,
    }  # fmt: skip
