"""Verbs on the registers. A correction keeps what stood before: figures once told stay."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import withdraw, write_recorded
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import policy
from gongkai.foundation.organisations.models import (
    Course,
    DisclosureOffice,
    Duty,
    Fund,
    Leader,
    Meeting,
    RegisterRow,
    Staffing,
)
from gongkai.foundation.organisations.roles import Actor

_KEPT_BY_THE_REGISTER = {"id", "entry", "recorded_from", "recorded_to", "body", "office"}


@verb("office.register")
def register_office(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    name: str,
    valid_from: date,
    reason: str = "",
    **details: str,
) -> int | Refused:
    """登记政府信息公开工作机构. `details`: address, postcode, phone, fax, email, office_hours."""
    row = DisclosureOffice(body_id=body_id, name=name, valid_from=valid_from, **details)
    return _enter(actor, row, reason)


@verb("office.correct")
def correct_office(
    *, actor: Actor, now: datetime, entry: int, changes: Mapping[str, Any], reason: str
) -> int | Refused:
    """变更或更正 an office's particulars."""
    return correct_line(actor, DisclosureOffice, entry, changes, reason)


@verb("office.close")
def close_office(*, actor: Actor, now: datetime, entry: int, on: date, reason: str) -> int | Refused:
    """撤销: the office does not exist from the day `on`."""
    return correct_line(actor, DisclosureOffice, entry, {"valid_to": on}, reason)


@verb("staffing.set")
def set_staffing(
    *,
    actor: Actor,
    now: datetime,
    office: int,
    valid_from: date,
    full_time: int,
    part_time: int,
    reason: str = "",
) -> int | Refused:
    """Full- and part-time staff of an office from a day on; said again for that day, it corrects."""
    of = _standing(DisclosureOffice, office)
    if of is None:
        return no_such_entry(office)
    said = (
        Staffing.objects.standing()
        .select_for_update()
        .filter(office_id=office, valid_from=valid_from)
        .first()
    )
    if said is not None:
        return correct_line(
            actor, Staffing, said.entry_id, {"full_time": full_time, "part_time": part_time}, reason
        )
    row = Staffing(
        body_id=of.body_id, office_id=office, valid_from=valid_from, full_time=full_time, part_time=part_time
    )
    return _enter(actor, row, reason)


@verb("fund.register")
def register_fund(
    *, actor: Actor, now: datetime, body_id: int, year: int, fen: int, purpose: str, reason: str = ""
) -> int | Refused:
    """登记政府信息公开专项经费, in fen."""
    return _enter(actor, Fund(body_id=body_id, year=year, fen=fen, purpose=purpose), reason)


@verb("meeting.register")
def register_meeting(
    *, actor: Actor, now: datetime, body_id: int, on: date, title: str, reason: str = ""
) -> int | Refused:
    """登记政府信息公开工作会议或专题会议."""
    return _enter(actor, Meeting(body_id=body_id, on=on, title=title), reason)


@verb("course.register")
def register_course(
    *, actor: Actor, now: datetime, body_id: int, on: date, title: str, trainees: int, reason: str = ""
) -> int | Refused:
    """登记培训班 and how many took part (人次)."""
    return _enter(actor, Course(body_id=body_id, on=on, title=title, trainees=trainees), reason)


@verb("leader.register")
def register_leader(
    *, actor: Actor, now: datetime, body_id: int, name: str, post: str, duties: str, valid_from: date,
    life: str = "", order: int = 1, valid_to: date | None = None, reason: str = "",
) -> int | Refused:  # fmt: skip
    """登记负责人: name, post, what he answers for (《条例》第二十条第二项)."""
    row = Leader(
        body_id=body_id, name=name, post=post, duties=duties, valid_from=valid_from, life=life, order=order,
        valid_to=valid_to,
    )  # fmt: skip
    return _enter(actor, row, reason)


@verb("duty.register")
def register_duty(
    *, actor: Actor, now: datetime, body_id: int, text: str, valid_from: date, basis: str = "",
    reason: str = "",
) -> int | Refused:  # fmt: skip
    """登记机构职能 from a day on; said again for that day, it corrects."""
    said = Duty.objects.standing().select_for_update().filter(body=body_id, valid_from=valid_from).first()
    if said is not None:
        return correct_line(actor, Duty, said.entry_id, {"text": text, "basis": basis}, reason)
    return _enter(actor, Duty(body_id=body_id, text=text, basis=basis, valid_from=valid_from), reason)


@verb("register.correct")
def correct_entry(
    *, actor: Actor, now: datetime, register: str, entry: int, changes: Mapping[str, Any], reason: str
) -> int | Refused:
    """更正 a line of the register "fund", "meeting", "course", "leader" or "duty"."""
    return correct_line(actor, _LINES[register], entry, changes, reason)


@verb("register.withdraw")
def withdraw_entry(*, actor: Actor, now: datetime, register: str, entry: int, reason: str) -> int | Refused:
    """删去 a line that should never have been entered. What was reported with it stays as it was."""
    row = _standing(_LINES[register], entry)
    if row is None:
        return no_such_entry(entry)
    refused = first_refusal(policy.may_keep_registers(actor, row.body_id), _needs_reason(reason))
    if refused is not None:
        return refused
    withdraw(row, reason=reason)
    return entry


_LINES: dict[str, type[RegisterRow]] = {
    "fund": Fund,
    "meeting": Meeting,
    "course": Course,
    "leader": Leader,
    "duty": Duty,
    "disclosure_office": DisclosureOffice,
    "staffing": Staffing,
}


def _enter(actor: Actor, row: RegisterRow, reason: str) -> int | Refused:
    refused = first_refusal(policy.may_keep_registers(actor, row.body_id), wrong_line(row))
    return refused if refused is not None else write_recorded(row, reason=reason).entry_id


def correct_line(
    actor: Actor, model: type[RegisterRow], entry: int, changes: Mapping[str, Any], reason: str
) -> int | Refused:
    old = _standing(model, entry)
    if old is None:
        return no_such_entry(entry)
    refused = first_refusal(policy.may_keep_registers(actor, old.body_id), _needs_reason(reason))
    if refused is not None:
        return refused
    row = model(**(_facts(old) | dict(changes)))
    refused = wrong_line(row)
    return refused if refused is not None else write_recorded(row, replaces=old, reason=reason).entry_id


def _standing(model: type[RegisterRow], entry: int) -> RegisterRow | None:
    return model.objects.standing().select_for_update().filter(entry_id=entry).first()


def _facts(row: RegisterRow) -> dict[str, Any]:
    kept = {"id", "entry_id", "recorded_from", "recorded_to"}
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in kept
    }


def wrong_line(row: RegisterRow) -> Refused | None:
    """What the fields themselves refuse, one message a field."""
    problems = []
    ends, begins = getattr(row, "valid_to", None), getattr(row, "valid_from", None)
    if ends is not None and begins is not None and ends <= begins:
        problems.append(("valid_to", Message(N_("应晚于起始日期"))))
    for field in row._meta.concrete_fields:
        if field.name in _KEPT_BY_THE_REGISTER:
            continue
        problems += _problem(row, field)
    if not problems:
        return None
    return Refused(Message(N_("登记内容有误，请改正后再提交")), details=tuple(problems))


def _problem(row: RegisterRow, field: "models.Field[Any, Any]") -> list[tuple[str, Message]]:
    try:
        field.clean(getattr(row, field.attname), row)
    except ValidationError as error:
        return [(field.name, Message("".join(error.messages)))]
    return []


def _needs_reason(reason: str) -> Refused | None:
    return (
        None
        if reason.strip()
        else Refused(Message(N_("请写明更正原因")), details=(("reason", Message(N_("请写明更正原因"))),))
    )


def no_such_entry(entry: int) -> Refused:
    return Refused(Message(N_("登记簿中没有第 {entry} 号"), {"entry": entry}))
