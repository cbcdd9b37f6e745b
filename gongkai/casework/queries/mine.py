"""What an applicant sees of everything he has asked, once he has shown that the address is his."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.casework import law
from gongkai.casework.accounts import Visit
from gongkai.casework.models import AccountCase, Applicant, Application, Case, CaseKind
from gongkai.casework.policy import applicant_of
from gongkai.casework.queries.clocks import clock_events, readings
from gongkai.core.clock import Happened, Phase
from gongkai.core.messages import Message
from gongkai.foundation.organisations.roles import Actor

_CONTACT = ("name", "contact", "phone", "email", "address", "postcode")
_AWAITED = frozenset({Phase.CORRECTING, Phase.FEE})
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class MyCase:
    """A line of the list. `wanted`: the beginning of his own words; `awaited`: something is asked of him."""

    id: int
    kind: str
    kind_said: str
    number: str
    body: int
    state_said: Message
    wanted: str
    submitted_on: date
    due: date | None
    overdue: bool
    closed_on: date | None
    awaited: bool


def my_cases(visiting: Visit, day: date) -> list[MyCase]:
    """Newest first; the statements do not grow with their number."""
    found = list(_joined(visiting))
    shown = readings(found, day)
    asked = _asked_for_reasons(found)
    words = dict(Application.objects.filter(case__in=found).values_list("case_id", "wanted"))
    made = []
    for case in found:
        reading = shown.get(case.pk)
        open_ = case.closed_on is None
        made.append(
            MyCase(
                case.pk, case.kind, str(CaseKind(case.kind).label), case.number, case.body_id,
                Message(law.lifecycle_of(case.kind).states[case.state]), _beginning(words.get(case.pk, "")),
                case.submitted_on,
                reading.due if reading and open_ else None, bool(reading and open_ and reading.overdue),
                case.closed_on,
                bool(open_ and (case.pk in asked or (reading and reading.phase in _AWAITED))),
            )
        )  # fmt: skip
    return made


def my_case(visiting: Visit, case_id: int) -> Actor | None:
    """The applicant of one of his cases; None when it is not among them."""
    return applicant_of(case_id) if _joined(visiting).filter(pk=case_id).exists() else None


def my_contact(visiting: Visit) -> dict[str, str]:
    """How he was to be reached in his newest request, for the next form. The proof's number is not told."""
    newest = _joined(visiting).filter(kind=CaseKind.REQUEST).first()
    if newest is None:
        return {}
    row = Applicant.objects.filter(case=newest).values(*_CONTACT).first() or {}
    return {name: value for name, value in {"type": newest.applicant_type, **row}.items() if value}


def _joined(visiting: Visit) -> QuerySet[Case]:
    """With the parts of a request that was split."""
    mine = AccountCase.objects.filter(address_key=visiting.address_key).values("case_id")
    found = Case.objects.filter(Q(pk__in=mine) | Q(split_of__in=mine), applicant__erased_at=None)
    return found.order_by("-submitted_on", "-pk")


def _asked_for_reasons(cases: list[Case]) -> set[int]:
    """Those whose applicant has been asked why he asks for so much, and has not said it."""
    about = (Happened.REASONS_ASKED, Happened.REASONS_GIVEN)
    found = set()
    for case_id, events in clock_events([each.pk for each in cases]).items():
        told = [each.kind for each in events if each.kind in about]
        if told and told[-1] is Happened.REASONS_ASKED:
            found.add(case_id)
    return found


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
