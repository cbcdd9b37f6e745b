"""Cases as lists show them: personal data masked, whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework.models import Applicant, ApplicantType, Case

_SHOWN_OF_PHONE = (3, 4)


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case without personal data in clear: a person's name and every phone number are masked."""

    id: int
    kind: str
    number: str
    body: int
    regime: str
    channel: str
    applicant_type: str
    name: str
    phone: str
    title: str
    submitted_on: date
    received_on: date | None
    state: str
    outcome: str
    closed_on: date | None
    assigned_to: int | None
    unit: str
    split_of: int | None
    about: int | None
    repeats: int | None
    revision: int
    is_sample: bool
    created_at: datetime


def cards(cases: Iterable[Case]) -> list[CaseCard]:
    """The cards of the cases in their order. At most one statement for the applicants that did not come with
    the cases (`select_related`)."""
    shown = list(cases)
    missing = [case.pk for case in shown if "applicant" not in case._state.fields_cache]
    people = Applicant.objects.filter(case__in=missing).only("case_id", "name", "phone") if missing else ()
    by_case = {each.case_id: each for each in people}
    return [_card(case, by_case.get(case.pk) or _came_with(case)) for case in shown]


def _came_with(case: Case) -> Applicant | None:
    found: Applicant | None = case._state.fields_cache.get("applicant")
    return found


def _card(case: Case, applicant: Applicant | None) -> CaseCard:
    natural = case.applicant_type in ("", ApplicantType.NATURAL)
    name = applicant.name if applicant else ""
    return CaseCard(
        case.pk, case.kind, case.number, case.body_id, case.regime, case.channel, case.applicant_type,
        masked_name(name) if natural else name, masked_phone(applicant.phone if applicant else ""),
        case.title, case.submitted_on, case.received_on, case.state, case.outcome, case.closed_on,
        case.assigned_to_id, case.unit, case.split_of_id, case.about_id, case.repeats_id, case.revision,
        case.is_sample, case.created_at,
    )  # fmt: skip


def masked_name(name: str) -> str:
    """张小明 as 张某某, 欧阳修 as 欧某某: the first character, and 某 for each of the others."""
    return name[:1] + "某" * (len(name) - 1) if len(name) > 1 else "某" * len(name)


def masked_phone(phone: str) -> str:
    """13800001234 as 138****1234; a short number loses all but its last two digits."""
    first, last = _SHOWN_OF_PHONE
    if len(phone) > first + last:
        return phone[:first] + "*" * (len(phone) - first - last) + phone[-last:]
    return "*" * max(len(phone) - 2, 0) + phone[-2:]
