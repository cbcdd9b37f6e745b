"""What happened to a request before it was entered here: recorded with its own dates, for cases taken over
from paper or another system. The ledger tells both days, when it happened and when it was entered."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.casework import law
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.models import Case, Reply
from gongkai.casework.policy import Condition, Conditions, Judge
from gongkai.casework.standings import stand
from gongkai.core.clock import Consulted, Happened
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.core.workdays import written
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

_PAST = "past"  # ties a consultation's two events


@dataclass(frozen=True, slots=True)
class PastSteps:
    """What the clock needs to know. `correction_until`: the last day the notice gave, by default the day the
    corrected request came."""

    correction_asked_on: date | None = None
    correction_until: date | None = None
    corrected_on: date | None = None
    consulted_on: date | None = None
    consult_ended_on: date | None = None
    extended_on: date | None = None
    extended_days: int | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something happened."""
        given = (
            self.correction_asked_on, self.corrected_on, self.consulted_on, self.consult_ended_on,
            self.extended_on,
        )  # fmt: skip
        return tuple(each for each in given if each is not None)


@verb("case.record_past_steps")
def record_past_steps(
    *, actor: Actor, now: datetime, case_id: int, steps: PastSteps, based_on: int | None = None
) -> Case | Refused:
    """补录办理经过: a correction, a consultation, an extension of before, so that the clock is right."""
    if not steps.days:
        return Refused(Message(N_("没有需要补录的办理经过。")))

    def judging(taken: Taken) -> Conditions:
        return {Condition.ENTERED_AFTERWARDS: _before_entry(taken, max(steps.days))}

    taken = take(
        "case.record_past_steps", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    _note(taken, steps)
    wrong = _impossible(taken)
    if wrong is not None:
        return wrong
    case = taken.keep()
    stand(case, taken.calendar, taken.events)
    return case


@verb("case.record_past_reply")
def record_past_reply(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    outcome: str,
    document: str,
    on: date,
    based_on: int | None = None,
) -> Case | Refused:
    """补录答复: the reply `document` went out on `on`, before the case was entered here."""

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.ENTERED_AFTERWARDS: _before_entry(taken, on),
            Condition.OUTCOME_KNOWN: _outcome(taken.case, outcome, replied=True),
            Condition.DOCUMENT_DATED: _numbered(document),
        }

    taken = take(
        "case.record_past_reply", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if Reply.objects.filter(number=document.strip()).exists():
        return Refused(Message(N_("文号“{number}”已经用过。"), {"number": document.strip()}))
    write(
        Reply(
            case=taken.case,
            body_id=taken.case.body_id,
            state="sent",
            outcome=outcome,
            text="",
            remedy_on=on,
            drafted_by=actor.code,
            drafted_at=now,
            text_digest="",
            number=document.strip(),
            signed_on=on,
            sent_on=on,
        )
    )
    return _ended(taken, Happened.REPLIED, outcome)


@verb("case.record_past_end")
def record_past_end(
    *, actor: Actor, now: datetime, case_id: int, outcome: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """补录终止: ended without a reply on `on`, before the case was entered here."""

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.ENTERED_AFTERWARDS: _before_entry(taken, on),
            Condition.OUTCOME_KNOWN: _outcome(taken.case, outcome, replied=False),
        }

    taken = take(
        "case.record_past_end", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    return taken if isinstance(taken, Refused) else _ended(taken, Happened.CLOSED, outcome)


def _ended(taken: Taken, kind: Happened, outcome: str) -> Case | Refused:
    taken.happened(kind)
    wrong = _impossible(taken)
    if wrong is not None:
        return wrong
    case = taken.keep(outcome=outcome, closed_on=taken.on)
    stand(case, taken.calendar, taken.events)
    return case


def _note(taken: Taken, steps: PastSteps) -> None:
    if steps.correction_asked_on:
        until = steps.correction_until or steps.corrected_on
        taken.happened(Happened.CORRECTION_ASKED, on=steps.correction_asked_on, until=until)
    if steps.corrected_on:
        taken.happened(Happened.CORRECTED, on=steps.corrected_on)
    if steps.consulted_on:
        party = Consulted.THIRD_PARTY
        taken.happened(Happened.CONSULTED, on=steps.consulted_on, ref=_PAST, party=party)
    if steps.consult_ended_on:
        taken.happened(Happened.CONSULT_ENDED, on=steps.consult_ended_on, ref=_PAST)
    if steps.extended_on:
        taken.happened(Happened.EXTENDED, on=steps.extended_on, days=steps.extended_days)


def _impossible(taken: Taken) -> Refused | None:
    """The happenings must make a story the clock can follow."""
    taken.events.sort(key=lambda each: each.on)
    try:
        taken.reading()
    except ValueError as error:
        said = error.args[0] if error.args else ""
        return Refused(said if isinstance(said, Message) else Message(N_("办理经过的日期互相矛盾。")))
    return None


def _before_entry(taken: Taken, last: date) -> Judge:
    entered = localdate(taken.case.created_at)
    said = Message(
        N_("{last}不早于登记入系统之日（{entered}），不能补录，请按正常程序办理。"),
        {"last": written(last), "entered": written(entered)},
    )
    return lambda: None if last < entered else said


def _numbered(document: str) -> Judge:
    said = Message(N_("请写明答复的文号。"))
    return lambda: None if document.strip() else said


def _outcome(case: Case, code: str, *, replied: bool) -> Judge:
    try:
        found = law.outcomes_of(case.received_on or case.submitted_on).find(code)
    except NoSuchOutcomeError as error:
        message = error.message
        return lambda: message
    values = {"title": found.title}
    if found.replied and not replied:
        said = Message(N_("“{title}”应当有答复，请填写答复文号。"), values)
        return lambda: said
    if replied and not found.replied:
        ended = Message(N_("“{title}”没有答复，请不填答复文号。"), values)
        return lambda: ended
    return lambda: None
