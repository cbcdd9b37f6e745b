"""Which cases a person may see, and what each shows."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.casework import policy
from gongkai.casework.models import Case
from gongkai.casework.queries.clocks import clock_events, readings
from gongkai.core.clock import Reading
from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role

__all__ = [
    "NoSuchCaseError",
    "bodies_seen_by",
    "case_visible_to",
    "case_with_its_people",
    "cases_visible_to",
    "clock_events",
    "permitted",
    "reading",
    "readings",
]


class NoSuchCaseError(LookupError):
    """There is no such case, or the person may not see it."""


def bodies_seen_by(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose cases the person sees: those in which he has a part in casework, all below his office, and
    the closed ones these answer for."""
    own = actor.bodies_as(*policy.VIEWERS)
    seen = own | organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)
    if not seen:
        return frozenset()
    return seen | {old for old, new in organisations.heirs_of_ended(day).items() if new in seen}


def cases_visible_to(actor: Actor, day: date) -> QuerySet[Case]:
    """Cases of the bodies the person sees; those given to him as a drafter; an applicant's own one; all for
    background work."""
    if actor.is_system:
        return Case.objects.all()
    seen, drafts_in = bodies_seen_by(actor, day), _bodies_drafted_for(actor, day)
    if not seen and not drafts_in:
        return Case.objects.filter(pk=policy.case_of_applicant(actor) or 0)
    if drafts_in <= seen:
        return Case.objects.filter(body_id__in=seen)
    given = Q(body_id__in=drafts_in, assigned_to_id=actor.person_id)
    return Case.objects.filter(Q(body_id__in=seen) | given)


def _bodies_drafted_for(actor: Actor, day: date) -> frozenset[int]:
    """Bodies, closed ones they answer for included, in which the person drafts what is given to him."""
    own = actor.bodies_as(Role.DRAFTER) if actor.person_id is not None else frozenset()
    if not own:
        return own
    return own | {old for old, new in organisations.heirs_on(day).items() if new in own}


def case_visible_to(actor: Actor, case_id: int, day: date) -> Case:
    """Raises NoSuchCaseError."""
    found = cases_visible_to(actor, day).filter(pk=case_id).first()
    if found is None:
        raise NoSuchCaseError(case_id)
    return found


@remembered("case", "applicant", "application", "body_version", "succession")
def case_with_its_people(actor: Actor, case_id: int, day: date) -> Case:
    """With the applicant, his words and the person it was given to, in one statement; to be read only. Raises
    NoSuchCaseError."""
    related = ("applicant", "application", "assigned_to")
    found = cases_visible_to(actor, day).select_related(*related).filter(pk=case_id).first()
    if found is None:
        raise NoSuchCaseError(case_id)
    return found


def permitted(actor: Actor, case: Case, day: date) -> tuple[str, ...]:
    """The verbs to offer this person now. Conditions are looked at when a verb is tried."""
    return policy.permitted_verbs(actor, case, day)


def reading(case_id: int, today: date) -> Reading:
    """What the request's clock shows on `today`. Raises NoSuchCaseError; KeyError for a kind without one."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NoSuchCaseError(case_id)
    return readings([case], today)[case.pk]
