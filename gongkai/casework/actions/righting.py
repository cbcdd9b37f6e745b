"""What was entered wrongly about a request is put right: its day of receipt, and that it was abandoned.

What was believed before stays in the ledger, and in every table as of a day before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework import law
from gongkai.casework.actions.correcting import take_correction
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.actions.kinds import in_the_future
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.actions.opening import received
from gongkai.casework.models import Case, CaseEvent, FeeNotice, Notice, Reply
from gongkai.casework.policy import Condition, Conditions, another_person, written
from gongkai.casework.standings import stand, stand_anew
from gongkai.core.clock import ClockEvent, Happened, reckon
from gongkai.core.clock.decisions import may_correct, may_pay_fee
from gongkai.core.clock.stops import FEE_UNPAID, LAPSED_CORRECTION
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.core.receipt import Arrival, Channel, Receipt
from gongkai.core.replies import Notice as Letter
from gongkai.core.replies import Placeholder
from gongkai.core.workdays import written as chinese
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor

_STOPPED = "期限停止计算，重新计算时另行告知"


@dataclass(frozen=True, slots=True)
class ArrivalFacts:
    """How and when the request really came: all of it, as `core.receipt.Arrival` has it."""

    channel: Channel
    submitted: date
    signed_for: date | None = None
    reached_system: date | None = None
    confirmed: date | None = None
    misdirected: bool = False

    @property
    def days(self) -> tuple[date | None, ...]:
        return self.submitted, self.signed_for, self.reached_system, self.confirmed

    def arrival(self) -> Arrival:
        """Raises ValueError with a Message where the days contradict each other."""
        return Arrival(
            self.channel, self.submitted, self.signed_for, self.reached_system, self.confirmed,
            self.misdirected,
        )  # fmt: skip


@verb("case.correct_receipt")
def correct_receipt(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    arrival: ArrivalFacts,
    reason: str,
    based_on: int | None = None,
) -> Case | Refused:
    """更正收到申请的方式和日期 (第三十一条). Everything that counts from there is computed anew; the
    applicant is told if he had been told another day. Once the request is closed, by the head only.

    A reply that is still being written goes back to its drafter: it tells the day of receipt.
    """
    refused = in_the_future(now, *arrival.days)
    if refused is not None:
        return refused
    try:
        came = arrival.arrival()
    except ValueError as error:
        return Refused(error.args[0])
    receipt = law.receipt_of(came)

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.REASON_GIVEN: written(reason),
            Condition.RECEIPT_CONFIRMED: lambda: _undetermined(taken.case, receipt),
        }

    taken = take(
        "case.correct_receipt", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    case, before = taken.case, taken.case.received_on
    refused = _impossible(taken, came, receipt)
    if refused is not None:
        return refused
    changes = _as_columns(came)
    if before is None:
        return _still_open(taken, changes, came, reason)
    day = receipt.day or before
    if day != before:
        _received_on(taken, day, reason)
    taken.keep(reason=reason, received_on=day, regime=law.regime_of(day), escalated_for=None, **changes)
    stand_anew(case, taken.calendar)
    if day == before:
        return case
    _give_draft_back(case, before, day)
    refused = _told_otherwise(taken, before, reason)
    return case if refused is None else refused


def _as_columns(came: Arrival) -> dict[str, object]:
    return {
        "channel": came.channel, "submitted_on": came.submitted, "signed_for": came.signed_for,
        "reached_system": came.reached_system, "confirmed_on": came.confirmed,
        "misdirected": came.misdirected,
    }  # fmt: skip


@verb("case.undo_correction_lapse")
def undo_correction_lapse(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date,
    reason: str,
    text: str = "",
    files: Sequence[int] = (),
    good_reason: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """撤销逾期不补正的终止 (第三十条): the corrected request had been received on `on`, in time, and was
    found only after the request was closed. The period begins anew with that day. One that came late is taken
    for a good reason only, as it would have been before."""
    taken = _reopened_as_if_never_closed(
        "case.undo_correction_lapse", LAPSED_CORRECTION, actor, now, case_id, on, reason, based_on,
        lambda taken: taken.against(may_correct, good_reason=bool(good_reason.strip())),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    refused = take_correction(taken, text, files, good_reason)
    if refused is not None:
        return refused
    said = f"您逾期补正有正当理由（{good_reason.strip()}）" if good_reason.strip() else "没有逾期"
    return _goes_on(taken, reason, f"您补正的申请已于{chinese(on)}收到，{said}")


@verb("case.undo_fee_lapse")
def undo_fee_lapse(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date,
    voucher: str,
    reason: str,
    based_on: int | None = None,
) -> Case | Refused:
    """撤销逾期不缴费的终止 (109号): the fee had been paid on `on`, in time, as the voucher proves. The period
    begins anew with that day."""
    taken = _reopened_as_if_never_closed(
        "case.undo_fee_lapse", FEE_UNPAID, actor, now, case_id, on, reason, based_on,
        lambda taken: taken.against(may_pay_fee),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if not voucher.strip():
        return Refused(Message(N_("请填写缴款凭证号。")))
    write(FeeNotice.objects.get(case=taken.case), paid_on=taken.on, voucher=voucher.strip())
    taken.happened(Happened.FEE_PAID)
    return _goes_on(taken, reason, f"您已于{chinese(on)}缴纳信息处理费，没有逾期")


def _undetermined(case: Case, receipt: Receipt) -> Refused | None:
    """A request whose day of receipt is known can't go back to having none."""
    if receipt.day is not None or (case.received_on is None and receipt.waiting_for is not None):
        return None
    return Refused(receipt.waiting_for or receipt.explanation, receipt.article)


def _impossible(taken: Taken, came: Arrival, receipt: Receipt) -> Refused | None:
    """Why the request can't have come so, after what is known to have followed."""
    case, day = taken.case, receipt.day
    refused = law.before_the_law(came.submitted, day)
    if refused is not None or day is None:
        return refused
    if case.closed_on is not None and case.closed_on < day:
        values = {"day": chinese(day), "closed": chinese(case.closed_on)}
        return Refused(Message(N_("{day}晚于办结的日期（{closed}）。"), values))
    return first_refusal(_clock_against(taken, day), _outcome_unknown(case, day))


def _clock_against(taken: Taken, day: date) -> Refused | None:
    """What happened must be able to follow from that day, by the text in force on it."""
    others = [event for event in taken.events if event.kind is not Happened.RECEIVED]
    try:
        told = [ClockEvent(Happened.RECEIVED, day), *others]
        reckon(law.clock_of(day), told, taken.calendar, taken.day)
    except ValueError as error:
        return Refused(error.args[0], law.clock_of(day).legal_basis)
    return None


def _outcome_unknown(case: Case, day: date) -> Refused | None:
    """Where another text applies from now on, it must know what was decided or is being drafted."""
    draft = Reply.objects.filter(case=case, sent_on__isnull=True).values_list("outcome", flat=True).first()
    for outcome in (case.outcome, draft):
        try:
            if outcome:
                law.outcomes_of(day).find(outcome)
        except NoSuchOutcomeError as error:
            return Refused(error.message, law.clock_of(day).legal_basis)
    return None


def _still_open(taken: Taken, changes: dict[str, object], came: Arrival, reason: str) -> Case:
    """The day of receipt was not known: now it may be."""
    taken.keep(reason=reason, regime=law.regime_of(came.submitted), **changes)
    received(taken)
    return taken.case


def _received_on(taken: Taken, day: date, reason: str) -> None:
    """The receipt's own happening is struck and entered anew."""
    struck = CaseEvent.objects.filter(case=taken.case, kind=Happened.RECEIVED, struck_at__isnull=True)
    for event in struck:
        write(event, struck_at=taken.now, reason=reason)
    taken.events = [event for event in taken.events if event.kind is not Happened.RECEIVED]
    taken.happened(Happened.RECEIVED, on=day)


def _give_draft_back(case: Case, before: date, day: date) -> None:
    reply = Reply.objects.select_for_update().filter(case=case, sent_on__isnull=True).first()
    if reply is None:
        return
    said = f"收到申请之日由{chinese(before)}更正为{chinese(day)}，请核对答复书里的日期后重新送审。"
    write(
        reply, reason=said, state="returned", revision=reply.revision + 1, returned=said, approved_by={},
        signed_by="", signed_on=None, pdf_id=None, docx_id=None,
    )  # fmt: skip


def _told_otherwise(taken: Taken, before: date, reason: str) -> Refused | None:
    """The applicant who holds a letter of ours is told the right day, and until when he is answered."""
    case = taken.case
    if not Notice.objects.filter(case=case, shown=True).exists():
        return None
    facts = (
        f"收到申请之日由{chinese(before)}更正为{chinese(case.received_on or before)}。原因：{reason.strip()}"
    )
    letter = issue_notice(
        case=case, template=Letter.RECEIPT_CORRECTED, now=taken.now, actor=taken.actor, on=taken.day,
        values={Placeholder.FACTS: facts, Placeholder.DUE: taken.reading().due or _STOPPED},
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else None


def _reopened_as_if_never_closed(
    name: str,
    outcome: str,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date,
    reason: str,
    based_on: int | None,
    against: Callable[[Taken], Denied | None],
) -> Taken | Refused:
    """The case taken with its closing struck: what came in time is judged as it would have been then."""

    def judging(taken: Taken) -> Conditions:
        closing = _closing(taken.case)
        _forget_closing(taken)
        return {
            Condition.REASON_GIVEN: written(reason),
            Condition.ANOTHER_PERSON: another_person(actor, [closing.by] if closing else []),
            Condition.CAME_IN_TIME: lambda: _other_end(taken.case, outcome) or against(taken),
        }

    taken = take(name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging)
    if isinstance(taken, Refused):
        return taken
    closing = _closing(taken.case)
    if closing is not None:
        write(closing, struck_at=now, reason=reason)
    return taken


def _closing(case: Case) -> CaseEvent | None:
    """The happening that ended the case as it stands; the ends of earlier rounds stay."""
    ended = CaseEvent.objects.filter(case=case, kind=Happened.CLOSED, struck_at__isnull=True)
    return ended.order_by("on", "pk").last()


def _forget_closing(taken: Taken) -> None:
    for n in reversed(range(len(taken.events))):
        if taken.events[n].kind is Happened.CLOSED:
            del taken.events[n]
            return


def _other_end(case: Case, outcome: str) -> Message | None:
    if case.outcome == outcome:
        return None
    return Message(N_("这件申请不是因此终止的。"))


def _goes_on(taken: Taken, reason: str, facts: str) -> Case | Refused:
    """The case is open again, with a new period; the applicant is told so in writing."""
    case = taken.keep(reason=reason, outcome="", closed_on=None, escalated_for=None)
    stand(case, taken.calendar)
    letter = issue_notice(
        case=case, template=Letter.LAPSE_UNDONE, now=taken.now, actor=taken.actor, on=taken.day,
        values={Placeholder.FACTS: facts, Placeholder.DUE: taken.reading().due or _STOPPED},
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else case
