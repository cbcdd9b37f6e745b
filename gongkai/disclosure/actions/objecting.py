"""公示异议: anybody may object to what is posted while it is posted, to a standing list of people at any
time, and to any list as a whole; the body answers, in public."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from gongkai.core.disclosure.due import stays_until
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, policy
from gongkai.disclosure.models import Objection, ObjectionState, Row
from gongkai.disclosure.posted import WHOLE, is_posted, lists_people
from gongkai.disclosure.queries.visible import objections_visible_to
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

_LONGEST = 4_000


@verb("objection.raise")
def object_to(
    *, actor: Actor, now: datetime, data_set: str, number: int, name: str, contact: str, text: str,
    body_id: int | None = None,
) -> Objection | Refused:  # fmt: skip
    """提出异议, to a row within the time it is posted; by name, so that it can be answered. `number` WHOLE:
    to the list as `body_id` keeps it, say because somebody should stand there and does not."""
    day = timezone.localdate(now)
    standing = Row.objects.filter(data_set=data_set, valid_to__isnull=True)
    row = standing.filter(**({"body": body_id} if number == WHOLE else {"number": number})).first()
    if row is None:
        return Refused(Message(N_("没有这一条公示，或者它已经撤下。")))
    refused = first_refusal(
        None if number == WHOLE else _not_posted(row, now), _incomplete(name, contact, text)
    )
    if refused is not None:
        return refused
    due = current_calendar().add_workdays(day, settings.OBJECTION_ANSWER_WORKDAYS)
    objection = Objection(
        data_set=data_set, row=number, body_id=organisations.heirs_on(day).get(row.body_id, row.body_id),
        state=ObjectionState.RECEIVED, name=name.strip(), contact=contact.strip(), text=text.strip(),
        received_at=now, due_on=due.date, is_sample=row.is_sample,
    )  # fmt: skip
    write(objection)
    return objection


@verb("objection.answer")
def answer(*, actor: Actor, now: datetime, objection_id: int, upheld: bool, text: str) -> Objection | Refused:
    """答复. An objection that is upheld leads to a correction or withdrawal of the row, done on its own."""
    objection = _taken(actor, now, objection_id)
    if isinstance(objection, Refused):
        return objection
    if not text.strip():
        said = Message(N_("请写明核查情况和理由。"))
        return Refused(said, details=(("text", said),))
    state = ObjectionState.UPHELD if upheld else ObjectionState.REJECTED
    write(objection, state=state, answer=text.strip(), answered_by=actor.code, answered_at=now)
    return objection


@verb("objection.withdraw")
def withdraw_objection(*, actor: Actor, now: datetime, objection_id: int, reason: str) -> Objection | Refused:
    """登记撤回: whoever objected has told the body that he no longer does."""
    objection = _taken(actor, now, objection_id)
    if isinstance(objection, Refused):
        return objection
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    write(objection, reason=reason.strip(), state=ObjectionState.WITHDRAWN, answered_by=actor.code,
          answered_at=now)  # fmt: skip
    return objection


def _taken(actor: Actor, now: datetime, objection_id: int) -> Objection | Refused:
    day = timezone.localdate(now)
    found = objections_visible_to(actor, day).select_for_update().filter(pk=objection_id).first()
    if found is None:
        return Refused(Message(N_("没有这份异议，或者您不能办理。")))
    refused = policy.may_answer_for(actor, found.body_id, day)
    if refused is not None:
        return refused
    if found.state != ObjectionState.RECEIVED:
        return Refused(Message(N_("这份异议已经办结。")))
    return found


def _not_posted(row: Row, now: datetime) -> Refused | None:
    day = timezone.localdate(now)
    data_set = declared.newest(row.data_set, day)
    if not is_posted(data_set) and lists_people(data_set):
        return None
    if not is_posted(data_set):
        return Refused(Message(N_("这一条不在公示，有意见请对整个名单提出。")))
    first = Row.objects.filter(data_set=row.data_set, number=row.number).order_by("version").first()
    assert first is not None
    until = stays_until(data_set.cadence.stay, timezone.localdate(first.valid_from), current_calendar())
    if until is not None and day > until.date:
        return Refused(Message(N_("公示期已于 {day} 届满。"), {"day": until.date.isoformat()}))
    return None


def _incomplete(name: str, contact: str, text: str) -> Refused | None:
    wanted = (
        ("name", name, N_("请写明姓名或者单位名称。")),
        ("contact", contact, N_("请写明联系方式，以便答复。")),
        ("text", text, N_("请写明异议的事实和理由。")),
    )  # fmt: skip
    details = [(key, Message(said)) for key, value, said in wanted if not value.strip()]
    if len(text) > _LONGEST:
        details.append(("text", Message(N_("最多 {most} 个字。"), {"most": _LONGEST})))
    return Refused(details[0][1], details=tuple(details)) if details else None
