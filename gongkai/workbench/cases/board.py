"""The deadlines board."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework.deadlines import came_earlier
from gongkai.casework.queries import Bucket, board, workload
from gongkai.casework.queries.board import Board
from gongkai.casework.queries.missing_addresses import unready_bodies
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.cases.desk import SECTION, SEEING, crumbs, tabs
from gongkai.workbench.cases.feed_views import feed_address
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.words import bucket_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

_LATE = (Bucket.OVERDUE,)
_SOON = (Bucket.TODAY, Bucket.THIS_WEEK)
_NOTICED = timedelta(days=90)  # how long a date that came earlier stays on the board


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest) -> HttpResponse:
    """Open requests by when they are due; by body and by person."""
    staff = request.staff
    asked = {name: request.GET.get(name, "") for name in ("body", "person", "bucket")}
    bucket = Bucket(asked["bucket"]) if asked["bucket"] in set(Bucket) else None
    person = staff.actor.person_id if asked["person"] == "me" else number(asked["person"])
    found = board(
        staff.actor, staff.today, body_id=number(asked["body"]), person_id=person, bucket=bucket,
        after=request.GET.get("after", ""),
    )  # fmt: skip
    kept = {name: value for name, value in asked.items() if value}
    first = date(staff.today.year, 1, 1)
    by_body = workload.by_body(staff.actor, staff.today, first, staff.today)
    people = workload.by_person(staff.actor, staff.today, first, staff.today, number(asked["body"]))
    bodies = organisations.latest_bodies(
        {each.body for each in by_body if each.body} | {row.card.body for row in found.rows}
    )
    names = _names({each.person for each in people} | {row.card.assigned_to for row in found.rows})
    return page(
        request, "workbench/cases/board.html", SECTION, **tabs(request, "board"),
        board=found, asked=asked, bodies=bodies,
        counts=_counts(found, kept), names=names, people=people, by_body=by_body,
        page={"next": urlencode({**kept, "after": found.after}) if found.after else ""},
        buckets=[(each, bucket_name(each)) for each in Bucket], feed=feed_address(request),
        unready=unready_bodies(staff.actor, staff.today),
        earlier=came_earlier(staff.actor, staff.today, staff.today - _NOTICED),
        crumbs=crumbs((_("期限"), "")),
    )  # fmt: skip


def _counts(found: Board, kept: dict[str, str]) -> list[dict[str, Any]]:
    """A tile for each bucket, and how to narrow to it."""
    return [
        {
            "name": bucket_name(each), "count": found.counts.get(each, 0),
            "current": kept.get("bucket") == each, "address": "?" + urlencode({**kept, "bucket": each}),
            "css": "is-late" if each in _LATE else "is-soon" if each in _SOON else "",
        }
        for each in Bucket
    ]  # fmt: skip


def _names(people: set[int | None]) -> dict[int, str]:
    names = organisations.names_of({f"person:{pk}" for pk in people if pk})
    return {int(code.partition(":")[2]): name for code, name in names.items()}
