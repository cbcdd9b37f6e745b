"""Which cases a person may see, and what their clocks show."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from gongkai.casework import law, policy
from gongkai.casework.models import Case, CaseEvent
from gongkai.core.clock import ClockEvent, Consulted, Happened, Reading, reckon
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor


_EVENT = ("case_id", "kind", "on", "days", "until", "ref", "party")


class NoSuchCaseError(LookupError):
    """There is no such case, or the person may not see it."""


def cases_visible_to(actor: Actor, day: date) -> QuerySet[Case]:
    """Cases of the bodies in which the person has a part in casework (and of closed bodies these answer
    for), and of all bodies below his office. An applicant sees his own one."""
    if actor.is_system:
        return Case.objects.all()
    own = actor.bodies_as(*policy.VIEWERS)
    overseen = organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)
    seen = own | overseen
    if not seen:
        return Case.objects.filter(pk=policy.case_of_applicant(actor) or 0)
    inherited = {old for old, new in organisations.heirs_on(day).items() if new in seen}
    return Case.objects.filter(body_id__in=seen | inherited)


def case_visible_to(actor: Actor, case_id: int, day: date) -> Case:
    """Raises NoSuchCaseError."""
    found = cases_visible_to(actor, day).filter(pk=case_id).first()
    if found is None:
        raise NoSuchCaseError(case_id)
    return found


def permitted(actor: Actor, case: Case, day: date) -> tuple[str, ...]:
    """The verbs to offer this person now. Conditions are looked at when a verb is tried."""
    return policy.permitted_verbs(actor, case, day)


def clock_events(case_ids: Collection[int]) -> dict[int, list[ClockEvent]]:
    """What happened to each case, as its clock takes it, oldest first. One statement."""
    found: dict[int, list[ClockEvent]] = {pk: [] for pk in case_ids}
    rows = CaseEvent.objects.filter(case_id__in=case_ids, struck_at__isnull=True).order_by("on", "pk")
    for case_id, kind, on, days, until, ref, party in rows.values_list(*_EVENT):
        consulted = Consulted(party) if party else None
        found[case_id].append(ClockEvent(Happened(kind), on, days, until, ref, consulted))
    return found


def reading(case_id: int, today: date) -> Reading:
    """What the case's clock shows on `today`. Raises NoSuchCaseError."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NoSuchCaseError(case_id)
    return readings([case], today)[case.pk]


def readings(cases: Iterable[Case], today: date, calendar: Calendar | None = None) -> Mapping[int, Reading]:
    """The clocks of many requests by case, in two statements or three. Kinds without a clock are left out."""
    known = calendar or current_calendar()
    timed = [case for case in cases if law.has_clock(case.kind)]
    events = clock_events([case.pk for case in timed])
    return {
        case.pk: reckon(law.clock_of(case.received_on or case.submitted_on), events[case.pk], known, today)
        for case in timed
    }
