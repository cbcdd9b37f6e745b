"""The deadlines board, and the same dates as a calendar to subscribe to."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework.queries import Bucket, board, due_dates, workload
from gongkai.casework.queries.board import Board, BoardRow
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.cases.desk import SECTION, SEEING, crumbs, tabs
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.words import bucket_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

_LATE = (Bucket.OVERDUE,)
_SOON = (Bucket.TODAY, Bucket.THIS_WEEK)


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


def feed_address(request: StaffRequest) -> str:
    """The person's own address of the feed; changes with his password."""
    person = request.staff.actor.person_id
    if person is None:
        return ""
    token = _signer(person).sign(str(person))
    return request.build_absolute_uri(reverse("due_dates", args=[token]))


def _signer(person_id: int) -> Signer:
    account = organisations.account(person_id)
    return Signer(salt=f"cases.calendar.{account.get_session_auth_hash()}", sep=".")


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The due dates of the person whose token it is, without names or subjects; a calendar can't sign in."""
    person = number(token.partition(".")[0])
    if person is None:
        raise Http404
    try:
        _signer(person).unsign(token)
    except (BadSignature, ObjectDoesNotExist):
        raise Http404 from None
    now = timezone.now()
    today = timezone.localdate(now)
    actor = organisations.actor_for(person, today)
    lines = "\r\n".join(_calendar(due_dates(actor, today), request, now.strftime("%Y%m%dT%H%M%SZ")))
    response = HttpResponse(lines + "\r\n", content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=1800"
    return response


def _calendar(rows: list[BoardRow], request: HttpRequest, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//requests//ZH", "CALSCALE:GREGORIAN")
    for row in rows:
        if row.due is None:
            continue
        address = request.build_absolute_uri(reverse("workbench:case", args=[row.card.id]))
        yield from (
            "BEGIN:VEVENT", f"UID:case-{row.card.id}@{request.get_host()}", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{row.due:%Y%m%d}", f"DTEND;VALUE=DATE:{row.due + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{row.card.number}", f"URL:{address}", "END:VEVENT",
        )  # fmt: skip
    yield "END:VCALENDAR"
