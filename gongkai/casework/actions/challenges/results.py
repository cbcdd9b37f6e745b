"""How a reconsideration or lawsuit ends, what it orders, and whether that was done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.casework.actions.challenges.frame import (
    challenge_of,
    dated,
    decision_of,
    document_dated,
    result_known,
    step,
)
from gongkai.casework.actions.ending import reopen
from gongkai.casework.actions.frame import Taken
from gongkai.casework.actions.kinds import taken_of
from gongkai.casework.models import Case, Stage
from gongkai.casework.policy import Condition, written
from gongkai.casework.standings import stand
from gongkai.core.challenge_results import Result
from gongkai.core.clock import Happened
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How it ended: `decision` is a code of rules/outcomes, `decided_on` the date on the decision, or the day
    the judgment took effect.

    `orders_reply`: a new reply is ordered, within `ordered_days` working days or by `reply_by`; without
    either the regime's own period runs.
    """

    decision: str
    document: str
    decided_on: date | None
    corrected_what: str = ""
    orders_reply: bool = False
    ordered_days: int | None = None
    reply_by: date | None = None


@verb("reconsideration.conclude")
def conclude_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记复议结果 received on `on`. An order to reply again reopens the request on that day."""
    return _concluded("reconsideration.conclude", actor, now, case_id, conclusion, on, based_on)


@verb("lawsuit.conclude")
def conclude_lawsuit(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记生效裁判 received on `on`: a judgment nobody appealed, one of the second instance, a withdrawal."""
    return _concluded("lawsuit.conclude", actor, now, case_id, conclusion, on, based_on)


@verb("reconsideration.correct_result")
def correct_reconsideration_result(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    reason: str,
    based_on: int | None = None,
) -> Case | Refused:
    """更正结果登记: the entry was wrong. What the statistics said before stays readable in the ledger."""
    return _corrected("reconsideration.correct_result", actor, now, case_id, conclusion, reason, based_on)


@verb("lawsuit.correct_result")
def correct_lawsuit_result(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    reason: str,
    based_on: int | None = None,
) -> Case | Refused:
    """更正结果登记, as for reconsiderations."""
    return _corrected("lawsuit.correct_result", actor, now, case_id, conclusion, reason, based_on)


@verb("reconsideration.perform")
def perform_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    note: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记履行 (复议法第七十七条)."""
    return _performed("reconsideration.perform", actor, now, case_id, note, on, based_on)


@verb("lawsuit.perform")
def perform_lawsuit(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    note: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记履行 (行政诉讼法第九十四条)."""
    return _performed("lawsuit.perform", actor, now, case_id, note, on, based_on)


@verb("lawsuit.retry")
def retry_lawsuit(
    *, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """登记再审 (行政诉讼法第九十条): another round with its own number. The result of before stays in its
    year; the retrial is pending from `on`, and counts where it ends."""
    taken = taken_of(
        "lawsuit.retry", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=document_dated(document, on),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    write(
        challenge_of(taken.case), stage=Stage.RETRIAL, organ_number=document, decided_on=None, decision="",
        result="", document="", corrected_what="", ordered_days=None, performed_on=None,
    )  # fmt: skip
    taken.happened(Happened.REOPENED)
    case = taken.keep(outcome="", closed_on=None)
    stand(case, taken.calendar, taken.events)
    return case


def _concluded(
    name: str,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    on: date | None,
    based_on: int | None,
) -> Case | Refused:
    kind = name.partition(".")[0]
    conditions = {
        Condition.DOCUMENT_DATED: dated(conclusion.document, conclusion.decided_on),
        Condition.RESULT_KNOWN: result_known(kind, conclusion.decision),
    }
    taken = taken_of(
        name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, conditions=conditions
    )
    if isinstance(taken, Refused):
        return taken
    refused = first_refusal(_impossible_day(taken, conclusion), _says_nothing(taken.case, conclusion))
    if refused is not None:
        return refused
    case = write_conclusion(taken, conclusion)
    refused = _reply_again(taken, conclusion)
    return case if refused is None else refused


def _corrected(
    name: str,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    reason: str,
    based_on: int | None,
) -> Case | Refused:
    conditions = {
        Condition.RESULT_KNOWN: result_known(name.partition(".")[0], conclusion.decision),
        Condition.REASON_GIVEN: written(reason),
    }
    taken = taken_of(name, case_id=case_id, actor=actor, now=now, based_on=based_on, conditions=conditions)
    if isinstance(taken, Refused):
        return taken
    refused = first_refusal(_impossible_day(taken, conclusion), _says_nothing(taken.case, conclusion))
    if refused is not None:
        return refused
    return write_conclusion(taken, conclusion, reason)


def write_conclusion(taken: Taken, conclusion: Conclusion, reason: str = "") -> Case:
    """The result in the form's word closes the case on the day it was decided."""
    found = decision_of(taken.case.kind, conclusion.decision)
    assert found is not None  # judged before
    write(
        challenge_of(taken.case), reason=reason, decision=found.code, result=found.result,
        document=conclusion.document, decided_on=conclusion.decided_on,
        corrected_what=conclusion.corrected_what, ordered_days=conclusion.ordered_days,
        concluded_by=taken.actor.code,
    )  # fmt: skip
    case = taken.keep(reason=reason, outcome=found.result, closed_on=conclusion.decided_on)
    stand(case, taken.calendar, taken.events)
    return case


def _reply_again(taken: Taken, conclusion: Conclusion) -> Refused | None:
    """The request itself begins anew on the day the order was received."""
    about = taken.case.about_id
    if not conclusion.orders_reply or about is None:
        return None
    done = reopen(
        actor=SYSTEM, now=taken.now, case_id=about, challenge_id=challenge_of(taken.case).pk, on=taken.on,
        days=conclusion.ordered_days, until=conclusion.reply_by, reason=conclusion.document,
    )  # fmt: skip
    return done if isinstance(done, Refused) else None


def _impossible_day(taken: Taken, conclusion: Conclusion) -> Refused | None:
    decided, received = conclusion.decided_on, _round_began(taken)
    if decided is not None and decided > taken.day:
        return Refused(Message(N_("不能登记将来的日期。")))
    if decided is not None and received is not None and decided < received:
        return Refused(Message(N_("结案日期不能早于受理日期。")))
    return None


def _round_began(taken: Taken) -> date | None:
    reopened = [event.on for event in taken.events if event.kind is Happened.REOPENED]
    return reopened[-1] if reopened else taken.case.received_on


def _says_nothing(case: Case, conclusion: Conclusion) -> Refused | None:
    found = decision_of(case.kind, conclusion.decision)
    corrected = found is not None and found.result is Result.CORRECTED
    if corrected and not conclusion.corrected_what.strip():
        said = Message(N_("请写明纠正了什么。"))
        return Refused(said, details=(("corrected_what", said),))
    if conclusion.orders_reply and not corrected:
        return Refused(Message(N_("只有纠正的结果才能责令重新答复。")))
    if conclusion.orders_reply and case.about_id is None:
        return Refused(Message(N_("没有写明针对哪一件申请，不能重新办理。")))
    return None


def _performed(
    name: str, actor: Actor, now: datetime, case_id: int, note: str, on: date | None, based_on: int | None
) -> Case | Refused:
    return step(
        name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions={Condition.REASON_GIVEN: written(note)}, reason=note, performed_on=on or localdate(now),
    )  # fmt: skip
