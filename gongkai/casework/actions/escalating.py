"""People of the office are told by letter: of a request given to them, and of a reply that is nearly due."""

from datetime import date, datetime

from django.conf import settings

from gongkai.casework import law
from gongkai.casework.actions.frame import Taken, locked
from gongkai.casework.models import Case
from gongkai.casework.policy import ASSIGNEES
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.organisations.values import PersonCard


@verb("case.escalate")
def escalate(*, actor: Actor, now: datetime, case_id: int) -> Case | Refused:
    """临期提醒: by letter to the heads of the office and to the clerk, once for each due date. Does not
    change the revision: nobody's page grows old by it."""
    taken = locked(case_id=case_id, actor=actor, now=now, on=None, based_on=None)
    if isinstance(taken, Refused):
        return taken
    case, due = taken.case, taken.reading().due
    if case.closed_on is not None or not is_near(due, taken.day, taken.calendar):
        return Refused(Message(N_("还没有到提醒的时候。")))
    if due is None or case.escalated_for == due:
        return Refused(Message(N_("这个期限已经提醒过。")))
    write(case, escalated_for=due)
    for person in _whom(case, taken.day):
        if person.email:
            post(
                to=person.email, subject=f"答复期限临近：{case.number}",
                text=f"申请 {case.number} 的答复期限为 {due:%Y-%m-%d}，尚未答复，请督促办理。",
                about=("case", case.pk), now=now,
            )  # fmt: skip
    return case


def is_near(due: date | None, day: date, calendar: Calendar) -> bool:
    """At most so many working days left, or none at all."""
    return due is not None and calendar.workdays_between(day, due) <= settings.CASE_ESCALATE_WORKDAYS


def _whom(case: Case, day: date) -> list[PersonCard]:
    heads = organisations.holders(Role.OFFICE_HEAD, [case.body_id], day)
    handler = assignee(case.body_id, case.assigned_to_id, day)
    return [*heads, *([handler] if handler and handler not in heads else [])]


def assignee(body_id: int, person_id: int | None, day: date) -> PersonCard | None:
    """The person the case was given to, as long as he has a part in casework of the body."""
    found = (
        person
        for role in (ASSIGNEES if person_id is not None else ())
        for person in organisations.holders(role, [body_id], day)
    )
    return next((person for person in found if person.id == person_id), None)


def tell_assigned(taken: Taken, person_id: int) -> None:
    """Inside the verb that gives the case to somebody: by e-mail, if he has one. No word of the applicant."""
    case, person = taken.case, assignee(taken.case.body_id, person_id, taken.day)
    if person is None or not person.email:
        return
    shown = taken.reading() if law.has_clock(case.kind) else None
    due = f"，答复期限为{written(shown.due)}" if shown and shown.due else ""
    post(
        to=person.email, subject=f"分给您办理：{case.number}",
        text=f"{case.number} 已分给您办理{due}。\n\n请登录工作台查看“待我办理”：{settings.SITE_URL}",
        about=("case", case.pk), now=taken.now, body_id=case.body_id,
    )  # fmt: skip
