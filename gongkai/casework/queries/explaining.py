"""Complaints about a body, as that body sees them: what it has to explain, and nothing of who complained."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework.anonymising import without_people
from gongkai.casework.models import Application, CaseKind, Challenge
from gongkai.foundation.organisations.roles import Actor, Role

EXPLAINING = (Role.REQUEST_CLERK, Role.OFFICE_HEAD)
_OPEN = "explaining"


@dataclass(frozen=True, slots=True)
class ComplaintAsked:
    """`number` is the handling body's own; `about_number` the request it is about, where that is one of the
    body's. `text`: what is complained of, without personal data. `answers`: an explanation is awaited."""

    case_id: int
    number: str
    from_body: int
    against: int
    about_number: str
    text: str
    asked_on: date
    due_on: date | None
    answered_on: date | None
    explanation: str
    answers: bool


def complaints_asked_of(actor: Actor, day: date) -> list[ComplaintAsked]:
    """What the person's bodies were asked to explain, open ones first, soonest due first. A body that handles
    the complaint itself has the case; it is not listed here."""
    bodies = actor.bodies_as(*EXPLAINING)
    found = Challenge.objects.filter(
        body_id__in=bodies, case__kind=CaseKind.COMPLAINT, notified_on__isnull=False
    ).exclude(case__body_id__in=bodies)
    rows = [_asked(each) for each in found.select_related("case__about")]
    return sorted(rows, key=lambda each: (not each.answers, each.due_on or date.max, each.case_id))


def _asked(of: Challenge) -> ComplaintAsked:
    case = of.case
    application = Application.objects.filter(case=case).first()
    text = without_people(case, application.wanted) if application else ""
    about = case.about.number if case.about is not None and case.about.body_id == of.body_id else ""
    return ComplaintAsked(
        case.pk, case.number, case.body_id, of.body_id, about, text, of.notified_on or case.submitted_on,
        of.answer_due_on, of.answered_on, of.explanation, case.state == _OPEN,
    )  # fmt: skip
