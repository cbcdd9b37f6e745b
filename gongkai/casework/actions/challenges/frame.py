"""What the verbs on reconsiderations, lawsuits and complaints share."""

from datetime import date, datetime
from typing import Any

from gongkai.casework.actions.kinds import taken_of
from gongkai.casework.models import Case, CaseKind, Challenge
from gongkai.casework.policy import Condition, Conditions, Judge
from gongkai.core.challenge_results import Decision, Result
from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor

CHALLENGES = (CaseKind.RECONSIDERATION, CaseKind.LAWSUIT, CaseKind.COMPLAINT)


def step(
    verb: str,
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    based_on: int | None = None,
    conditions: Conditions | None = None,
    reason: str = "",
    **facts: Any,
) -> Case | Refused:
    """One step: the lifecycle is asked, the facts are written, the case moves on."""
    taken = taken_of(
        verb, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, conditions=conditions
    )
    if isinstance(taken, Refused):
        return taken
    if facts:
        write(challenge_of(taken.case), reason=reason, **facts)
    return taken.keep(reason=reason)


def challenge_of(case: Case) -> Challenge:
    return Challenge.objects.select_for_update().get(case=case)


def dated(document: str, on: date | None) -> Judge:
    """The paper that says so has its number and its date."""
    said = Message(N_("请写明文书的文号和日期。"))
    return lambda: None if document.strip() and on is not None else said


def document_dated(document: str, on: date | None) -> Conditions:
    return {Condition.DOCUMENT_DATED: dated(document, on)}


def decision_of(kind: str, code: str) -> Decision | None:
    """How it ended, out of the closed list of its kind."""
    try:
        found = rulebook.challenge_results(kind).decided(code)
    except KeyError:
        return None
    return None if found.result is Result.PENDING else found


def result_known(kind: str, code: str) -> Judge:
    said = Message(N_("结果不在规定的范围内，请从列表中选择。"))
    return lambda: None if decision_of(kind, code) else said
