"""The due dates of a person's cases as a calendar to subscribe to."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gongkai.casework.queries import due_dates
from gongkai.casework.queries.board import BoardRow
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.cases.lists import number
from gongkai.workbench.shell import StaffRequest


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
