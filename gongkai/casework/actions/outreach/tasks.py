"""Publishing what several people asked for (第四十四条第一款): proposed by the system, assigned, reviewed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from gongkai.casework import policy
from gongkai.casework.models import Case, ProactiveTask
from gongkai.casework.outreach_rules import outreach_rules
from gongkai.casework.policy import Condition, Conditions, another_person, when, written
from gongkai.casework.queries.repeated import asked_for_alike, task_about
from gongkai.core.lifecycle import Allowed
from gongkai.core.messages import N_, Message
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor

KIND = "proactive_task"


class NoSuchTaskError(LookupError):
    """There is no such task, or it is not of a body of the person's."""


@verb("proactive_task.propose")
def propose_task(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    subject: str,
    case_ids: Sequence[int],
    on: date | None = None,
) -> ProactiveTask | Refused:
    """提出转为主动公开: due some working days from `on` (rules/outreach). Once for the same cases."""
    held = policy.standing(actor, body_id, localdate(now))
    decision = policy.decide_in(KIND, "proposed", "proactive_task.propose", held)
    if isinstance(decision, Refused):
        return decision
    if not subject.strip() or not case_ids:
        return Refused(Message(N_("请写明事项和申请这项信息的案件。")), outreach_rules().proactive.article)
    if Case.objects.filter(pk__in=case_ids, body_id=body_id).count() != len(set(case_ids)):
        return Refused(Message(N_("所列的案件不都是本单位的。")))
    if task_about(body_id, case_ids) is not None:
        return Refused(Message(N_("这些申请已经列入主动公开的任务。")))
    return open_task(actor, now, body_id, subject, sorted(case_ids), on or localdate(now))


def open_task(
    actor: Actor, now: datetime, body_id: int, subject: str, case_ids: Sequence[int], on: date
) -> ProactiveTask:
    """The task, inside a verb."""
    due = current_calendar().add_workdays(on, outreach_rules().proactive.days).date
    task = ProactiveTask(
        body_id=body_id, state="proposed", subject=subject[:200], case_ids=list(case_ids),
        proposed_by=actor.code, opened_on=on, due_on=due,
    )  # fmt: skip
    write(task)
    return task


def propose_repeated(now: datetime, case_id: int) -> ProactiveTask | Refused | None:
    """If with this case enough different people asked for the same releasable thing, open the task. None when
    there is nothing to do. For background work after a case closed."""
    alike = asked_for_alike(case_id)
    rules = outreach_rules().proactive
    if len({each.person_key for each in alike}) < rules.persons:
        return None
    case, case_ids = Case.objects.get(pk=case_id), sorted(each.case_id for each in alike)
    existing = task_about(case.body_id, case_ids)
    if existing is not None:
        return None
    return propose_task(
        actor=SYSTEM, now=now, body_id=case.body_id, case_ids=case_ids, subject=case.title or case.number
    )


@verb("proactive_task.assign")
def assign_task(
    *, actor: Actor, now: datetime, task_id: int, unit: str, based_on: int | None = None
) -> ProactiveTask | Refused:
    """确定办理机构."""
    conditions: Conditions = {Condition.TARGET_NAMED: written(unit, N_("请写明由哪个机构办理。"))}
    return _moved("proactive_task.assign", actor, now, task_id, based_on, conditions, unit=unit)


@verb("proactive_task.decline")
def decline_task(
    *, actor: Actor, now: datetime, task_id: int, reason: str, based_on: int | None = None
) -> ProactiveTask | Refused:
    """不转为主动公开, with the reason, by another than who proposed it."""
    task = _locked(actor, task_id, now)
    conditions: Conditions = {
        Condition.REASON_GIVEN: written(reason),
        Condition.ANOTHER_PERSON: another_person(actor, [task.proposed_by]),
    }
    return _moved(
        "proactive_task.decline", actor, now, task_id, based_on, conditions, reason=reason,
        closed_on=localdate(now),
    )  # fmt: skip


@verb("proactive_task.submit")
def submit_task(
    *, actor: Actor, now: datetime, task_id: int, address: str = "", based_on: int | None = None
) -> ProactiveTask | Refused:
    """送审: `address` is where it will stand, if known."""
    return _moved(
        "proactive_task.submit", actor, now, task_id, based_on, {}, address=address, submitted_by=actor.code
    )


@verb("proactive_task.return")
def return_task(
    *, actor: Actor, now: datetime, task_id: int, reason: str, based_on: int | None = None
) -> ProactiveTask | Refused:
    """审查退回."""
    conditions: Conditions = {Condition.REASON_GIVEN: written(reason)}
    return _moved("proactive_task.return", actor, now, task_id, based_on, conditions, reason=reason)


@verb("proactive_task.publish")
def publish_task(
    *,
    actor: Actor,
    now: datetime,
    task_id: int,
    address: str,
    on: date | None = None,
    based_on: int | None = None,
) -> ProactiveTask | Refused:
    """公开: where it stands, since `on`; by another than who submitted it."""
    task = _locked(actor, task_id, now)
    conditions: Conditions = {Condition.ANOTHER_PERSON: another_person(actor, [task.submitted_by])}
    nowhere = when(not address.strip().startswith(("https://", "http://")), N_("请填写公开的网址。"))()
    if isinstance(nowhere, Refused):
        return Refused(nowhere.reason, details=(("address", nowhere.reason),))
    day = localdate(now)
    if on is not None and on > day:
        return Refused(Message(N_("不能登记将来的日期。")))
    return _moved(
        "proactive_task.publish", actor, now, task_id, based_on, conditions,
        address=address.strip(), closed_on=on or day,
    )  # fmt: skip


def _moved(
    name: str,
    actor: Actor,
    now: datetime,
    task_id: int,
    based_on: int | None,
    conditions: Conditions,
    **facts: Any,
) -> ProactiveTask | Refused:
    task = _locked(actor, task_id, now)
    if based_on is not None and based_on != task.revision:
        return Refused(Message(N_("您打开之后，这项任务已有人办理。请看看有什么变化，再决定是否继续。")))
    held = policy.standing(actor, task.body_id, localdate(now))
    decision = policy.decide_in(KIND, task.state, name, held, conditions)
    if not isinstance(decision, Allowed):
        return decision
    write(task, state=decision.state, revision=task.revision + 1, **facts)
    return task


def _locked(actor: Actor, task_id: int, now: datetime) -> ProactiveTask:
    """Raises NoSuchTaskError."""
    task = ProactiveTask.objects.select_for_update().filter(pk=task_id).first()
    if task is None or not (policy.standing(actor, task.body_id, localdate(now)) or actor.is_system):
        raise NoSuchTaskError(task_id)
    return task
