"""Reconsiderations, lawsuits and complaints as screens show them."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework import law
from gongkai.casework.models import Case, Challenge
from gongkai.casework.queries.cards import CaseCard, cards


@dataclass(frozen=True, slots=True)
class ChallengeCard:
    """One of them: organ and dates as the organ gave them, its case, and the body it is against."""

    id: int
    case: CaseCard
    against: int
    state_label: str
    group: str
    group_label: str
    organ: str
    organ_number: str
    stage_label: str
    simplified: bool
    filed_on: date
    accepted_on: date | None
    notified_on: date | None
    answer_due_on: date | None
    answered_on: date | None
    extended_until: date | None
    hearing_on: date | None
    judged_on: date | None
    decided_on: date | None
    document: str
    decision: str
    result: str
    corrected_what: str
    performed_on: date | None
    explanation: str
    note: str


def challenge_of(case: Case) -> ChallengeCard | None:
    """The facts of a case that is a challenge itself."""
    if law.has_clock(case.kind):
        return None
    found = list(Challenge.objects.select_related("case").filter(case=case))
    return _shown(found)[0] if found else None


def challenges_about(case: Case) -> tuple[ChallengeCard, ...]:
    """What was brought against a request, oldest first."""
    return _shown(list(Challenge.objects.select_related("case").filter(case__about=case).order_by("pk")))


def _shown(found: list[Challenge]) -> tuple[ChallengeCard, ...]:
    by_case = {card.id: card for card in cards([each.case for each in found])}
    return tuple(_card(each, by_case[each.case_id]) for each in found)


def _card(each: Challenge, case: CaseCard) -> ChallengeCard:
    return ChallengeCard(
        each.pk, case, each.body_id, law.lifecycle_of(case.kind).states[case.state], each.group,
        str(each.get_group_display()), each.organ, each.organ_number, str(each.get_stage_display()),
        each.simplified, each.filed_on, each.accepted_on, each.notified_on, each.answer_due_on,
        each.answered_on, each.extended_until, each.hearing_on, each.judged_on, each.decided_on,
        each.document, each.decision, each.result, each.corrected_what, each.performed_on, each.explanation,
        each.note,
    )  # fmt: skip
