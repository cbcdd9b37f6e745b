"""What other bodies were asked: all they see of a case."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.casework.models import Consultation, Inquiry
from gongkai.casework.queries.cases import cases_visible_to
from gongkai.casework.queries.clocks import readings
from gongkai.core.clock import Consulted
from gongkai.core.workdays import DueDate
from gongkai.foundation.organisations.roles import Actor, Role

_ANSWER = (Role.REQUEST_CLERK, Role.DRAFTER, Role.OFFICE_HEAD)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a body. `number` is the asking body's number of the case; nothing of the applicant."""

    id: int
    from_body: int
    to_body: int | None
    to_unit: str
    number: str
    question: str
    asked_on: date
    due_on: date
    answered_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class OpinionAsked:
    """A co-author's body is asked whether it agrees to a release. `due_on`: after it silence is consent."""

    id: int
    case_id: int
    from_body: int
    to_body: int
    number: str
    information: str
    sent_on: date
    due_on: date | None
    ended_on: date | None
    opinion: str


def asked_of(actor: Actor, day: date, *, open_only: bool = False) -> list[Asked]:
    """Questions that other bodies put to the person's bodies, soonest first."""
    bodies = actor.bodies_as(*_ANSWER)
    found = Inquiry.objects.filter(to_body_id__in=bodies).select_related("case")
    return _asked(found.filter(answered_on__isnull=True) if open_only else found)


def asked_by_number(
    actor: Actor, *, open_only: bool = False, before: int | None = None, most: int
) -> list[Asked]:
    """The same newest first; those asked `before` that one."""
    found = Inquiry.objects.filter(to_body_id__in=actor.bodies_as(*_ANSWER)).select_related("case")
    if open_only:
        found = found.filter(answered_on__isnull=True)
    if before:
        found = found.filter(pk__lt=before)
    return [_shown(each) for each in found.order_by("-pk")[:most]]


def unanswered(actor: Actor, day: date) -> list[Asked]:
    """Questions of the cases the person sees that wait for an answer, soonest first."""
    cases = cases_visible_to(actor, day).filter(closed_on__isnull=True)
    found = Inquiry.objects.filter(case__in=cases, answered_on__isnull=True).select_related("case")
    return _asked(found)


def opinions_asked_of(actor: Actor, day: date) -> list[OpinionAsked]:
    """Letters to co-authors among the person's bodies, open ones first."""
    found = list(
        Consultation.objects.filter(
            to_body_id__in=actor.bodies_as(*_ANSWER), party=Consulted.CO_AUTHOR
        ).select_related("case")
    )
    shown = readings([each.case for each in found], day)
    return sorted(
        (_opinion(each, shown[each.case_id].consultations.get(f"consultation:{each.pk}")) for each in found),
        key=lambda each: (each.ended_on is not None, each.due_on or date.max, each.id),
    )


def _opinion(of: Consultation, due: DueDate | None) -> OpinionAsked:
    return OpinionAsked(
        of.pk, of.case_id, of.body_id, of.to_body_id or 0, of.case.number, of.information, of.sent_on,
        due.date if due else None, of.ended_on, of.opinion,
    )  # fmt: skip


def _asked(found: QuerySet[Inquiry]) -> list[Asked]:
    return [_shown(each) for each in found.order_by("due_on", "pk")]


def _shown(each: Inquiry) -> Asked:
    return Asked(
        each.pk, each.body_id, each.to_body_id, each.to_unit, each.case.number, each.question,
        each.asked_on, each.due_on, each.answered_on, each.answer,
    )  # fmt: skip
