"""The head of the office is warned before a reply is due, not after."""

from datetime import date, datetime

from django.conf import settings

from gongkai.casework.actions.frame import locked
from gongkai.casework.models import Case
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
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
    people = organisations.holders(Role.OFFICE_HEAD, [case.body_id], day)
    clerks = organisations.holders(Role.REQUEST_CLERK, [case.body_id], day)
    return people + [clerk for clerk in clerks if clerk.id == case.assigned_to_id]
