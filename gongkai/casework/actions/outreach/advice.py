"""Advice to a unit at fault (S22): drafted, signed by another, answered by the unit."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from gongkai.casework import policy
from gongkai.casework.actions.notices import Addressee, issue_notice
from gongkai.casework.models import Advice
from gongkai.casework.outreach_rules import outreach_rules
from gongkai.casework.policy import Condition, Conditions, another_person, written
from gongkai.casework.queries.cases import NoSuchCaseError, case_visible_to
from gongkai.core.lifecycle import Allowed
from gongkai.core.messages import N_, Message
from gongkai.core.replies import Notice, Placeholder
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

KIND = "advice"


class NoSuchAdviceError(LookupError):
    """There is no such advice, or it is neither from nor to a body of the person's."""


@verb("advice.draft")
def draft_advice(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    to_body: int,
    text: str,
    to_unit: str = "",
    due_on: date | None = None,
    advice_id: int | None = None,
) -> Advice | Refused:
    """起草工作建议 about what was seen in a case, or rewrite the draft `advice_id`. `due_on`: by when to
    answer; else the working days of rules/outreach."""
    day = localdate(now)
    case = case_visible_to(actor, case_id, day)
    new = Advice(case=case, body_id=case.body_id, to_body_id=to_body, state="drafting")
    advice = _locked(advice_id) if advice_id else new
    if advice.case_id != case.pk:
        raise NoSuchAdviceError(advice_id)
    decision = policy.decide_in(KIND, advice.state, "advice.draft", policy.standing(actor, case.body_id, day))
    if isinstance(decision, Refused):
        return decision
    calendar = current_calendar()
    until = due_on or calendar.add_workdays(day, outreach_rules().advice.days).date
    refused = first_refusal(_unwritten(text), _past(until, day), _to_nobody(to_body, day))
    if refused is not None:
        return refused
    write(
        advice, to_body_id=to_body, to_unit=to_unit, text=text, due_on=until, drafted_by=actor.code,
        revision=advice.revision + 1,
    )  # fmt: skip
    return advice


@verb("advice.submit")
def submit_advice(
    *, actor: Actor, now: datetime, advice_id: int, based_on: int | None = None
) -> Advice | Refused:
    """送签."""
    advice = _seen(actor, advice_id, now)
    conditions: Conditions = {
        Condition.REASON_GIVEN: written(advice.text),
        Condition.TARGET_NAMED: lambda: None,
    }
    return _moved("advice.submit", advice, actor, now, conditions, based_on)


@verb("advice.return")
def return_advice(
    *, actor: Actor, now: datetime, advice_id: int, reason: str, based_on: int | None = None
) -> Advice | Refused:
    """退回起草人."""
    advice = _seen(actor, advice_id, now)
    conditions: Conditions = {Condition.REASON_GIVEN: written(reason)}
    return _moved("advice.return", advice, actor, now, conditions, based_on, reason=reason)


@verb("advice.send")
def send_advice(
    *, actor: Actor, now: datetime, advice_id: int, based_on: int | None = None
) -> Advice | Refused:
    """签发并送达, by another than the drafter: a numbered letter, and the unit finds it in its list."""
    advice, day = _seen(actor, advice_id, now), localdate(now)
    conditions: Conditions = {Condition.ANOTHER_PERSON: another_person(actor, [advice.drafted_by])}
    done = _moved("advice.send", advice, actor, now, conditions, based_on, given_on=day)
    if isinstance(done, Refused):
        return done
    to = Addressee(organisations.latest_bodies([done.to_body_id])[done.to_body_id].name)
    letter = issue_notice(
        case=done.case, template=Notice.ADVICE, actor=actor, now=now, until=done.due_on, to=to,
        values={Placeholder.FACTS: done.case.title or done.case.number, Placeholder.ITEMS: done.text},
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else done


@verb("advice.answer")
def answer_advice(
    *,
    actor: Actor,
    now: datetime,
    advice_id: int,
    text: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Advice | Refused:
    """答复建议, by the unit it was given to."""
    advice = _seen(actor, advice_id, now)
    conditions: Conditions = {Condition.REASON_GIVEN: written(text, N_("请写明办理情况。"))}
    return _moved(
        "advice.answer", advice, actor, now, conditions, based_on,
        answer=text, answered_on=on or localdate(now), answered_by=actor.code,
    )  # fmt: skip


@verb("advice.remind")
def remind_advice(
    *, actor: Actor, now: datetime, advice_id: int, based_on: int | None = None
) -> Advice | Refused:
    """催办."""
    advice = _seen(actor, advice_id, now)
    return _moved("advice.remind", advice, actor, now, {}, based_on, reminded_on=localdate(now))


@verb("advice.accept")
def accept_answer(
    *, actor: Actor, now: datetime, advice_id: int, based_on: int | None = None
) -> Advice | Refused:
    """认可答复."""
    return _moved("advice.accept", _seen(actor, advice_id, now), actor, now, {}, based_on)


@verb("advice.send_back")
def send_answer_back(
    *,
    actor: Actor,
    now: datetime,
    advice_id: int,
    reason: str,
    due_on: date | None = None,
    based_on: int | None = None,
) -> Advice | Refused:
    """要求重新答复, by the day before unless another is named. The answer of before stays in the ledger's
    events by its day; its words are replaced when the unit answers again."""
    advice = _seen(actor, advice_id, now)
    conditions: Conditions = {Condition.REASON_GIVEN: written(reason)}
    return _moved(
        "advice.send_back", advice, actor, now, conditions, based_on, reason=reason,
        answered_on=None, due_on=due_on or advice.due_on,
    )  # fmt: skip


@verb("advice.withdraw")
def withdraw_advice(
    *, actor: Actor, now: datetime, advice_id: int, reason: str, based_on: int | None = None
) -> Advice | Refused:
    """撤销建议."""
    advice = _seen(actor, advice_id, now)
    conditions: Conditions = {Condition.REASON_GIVEN: written(reason)}
    return _moved("advice.withdraw", advice, actor, now, conditions, based_on, reason=reason)


def _moved(
    name: str,
    advice: Advice,
    actor: Actor,
    now: datetime,
    conditions: Conditions,
    based_on: int | None,
    *,
    reason: str = "",
    **facts: Any,
) -> Advice | Refused:
    if based_on is not None and based_on != advice.revision:
        return Refused(Message(N_("您打开之后，这份建议已有人办理。请看看有什么变化，再决定是否继续。")))
    held = policy.standing(actor, advice.body_id, localdate(now), addressed=advice.to_body_id)
    decision = policy.decide_in(KIND, advice.state, name, held, conditions)
    if not isinstance(decision, Allowed):
        return decision
    write(advice, reason=reason, state=decision.state, revision=advice.revision + 1, **facts)
    return advice


def _seen(actor: Actor, advice_id: int, now: datetime) -> Advice:
    """The advice, locked; its own side and the unit it is for see it. Raises NoSuchAdviceError."""
    advice = _locked(advice_id)
    try:
        case_visible_to(actor, advice.case_id, localdate(now))
    except NoSuchCaseError:
        if advice.to_body_id not in actor.bodies or advice.given_on is None:
            raise NoSuchAdviceError(advice_id) from None
    return advice


def _locked(advice_id: int) -> Advice:
    found = Advice.objects.select_for_update(of=("self",)).filter(pk=advice_id).select_related("case").first()
    if found is None:
        raise NoSuchAdviceError(advice_id)
    return found


def _unwritten(text: str) -> Refused | None:
    said = Message(N_("请写明建议的内容。"))
    return None if text.strip() else Refused(said, details=(("text", said),))


def _past(until: date, day: date) -> Refused | None:
    said = Message(N_("答复的期限不能早于今天。"))
    return Refused(said, details=(("due_on", said),)) if until < day else None


def _to_nobody(to_body: int, day: date) -> Refused | None:
    said = Message(N_("没有这个单位，或者它已经撤销。"))
    return None if organisations.bodies_on(day, [to_body]) else Refused(said, details=(("to_body", said),))
