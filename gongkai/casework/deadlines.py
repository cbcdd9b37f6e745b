"""Open dates of casework that rest on the calendar, and whom a late holiday notice surprises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework import law
from gongkai.casework.models import Case, CaseKind, Consultation
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import bodies_seen_by, cases_visible_to
from gongkai.casework.queries.clocks import clock_events
from gongkai.core.clock import Reading, reckon
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source
from gongkai.foundation.ledger.queries import events
from gongkai.foundation.organisations.roles import Actor

SUBJECT = "case"
_MOST = 10_000


@source("requests")
def open_requests(calendar: Calendar) -> Iterator[OpenDeadline]:
    """When the reply to each open request is due, and each opinion that is awaited, as far as known from what
    has happened so far."""
    found = list(
        Case.objects.filter(kind=CaseKind.REQUEST, closed_on__isnull=True, received_on__isnull=False)
    )
    happened = clock_events([case.pk for case in found])
    waiting: dict[int, list[int]] = {}
    for pk, case_id in Consultation.objects.filter(
        case__in=[case.pk for case in found], ended_on__isnull=True
    ).values_list("pk", "case_id"):
        waiting.setdefault(case_id, []).append(pk)
    for case in found:
        of_case = happened[case.pk]
        start = case.received_on or case.submitted_on
        reading = reckon(law.clock_of(start), of_case, calendar, of_case[-1].on)
        yield from _dates(case, reading, waiting.get(case.pk, []))


def _dates(case: Case, reading: Reading, consultations: list[int]) -> Iterator[OpenDeadline]:
    if reading.due is not None:
        label = Message(N_("申请{number}的答复期限"), {"number": case.number})
        yield OpenDeadline((SUBJECT, str(case.pk)), case.body_id, label, reading.due, reading.provisional)
    for pk in consultations:
        due = reading.consultations.get(f"consultation:{pk}")
        if due is not None:
            label = Message(N_("申请{number}征求意见的期限"), {"number": case.number})
            yield OpenDeadline(("consultation", str(pk)), case.body_id, label, due.date, due.provisional)


@dataclass(frozen=True, slots=True)
class CameEarlier:
    """A request whose reply a holiday notice made due before the day its applicant had been told."""

    card: CaseCard
    before: date
    after: date
    at: datetime


def came_earlier(actor: Actor, day: date, since: date) -> list[CameEarlier]:
    """The open requests the person sees whose date moved forward by a notice loaded since, newest first.
    From the ledger, which tells of each move from what to what."""
    moves = events(
        bodies=bodies_seen_by(actor, day), verb="calendar.load_notice", subject="deadline", first_day=since,
        limit=_MOST,
    )  # fmt: skip
    earlier = {
        int(move.subject_id.removeprefix(f"{SUBJECT}:")): move
        for move in reversed(moves)
        if move.subject_id.startswith(f"{SUBJECT}:") and move.after["due"] < move.before["due"]
    }
    still_open = cases_visible_to(actor, day).filter(pk__in=earlier, closed_on__isnull=True)
    return sorted(
        (
            CameEarlier(
                card, date.fromisoformat(earlier[card.id].before["due"]),
                date.fromisoformat(earlier[card.id].after["due"]), earlier[card.id].at,
            )
            for card in cards(still_open)
        ),
        key=lambda each: each.at, reverse=True,
    )  # fmt: skip
