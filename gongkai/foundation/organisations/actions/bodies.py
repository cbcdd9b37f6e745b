"""Verbs on bodies: found, revise, close, merge, split, hand functions over."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from gongkai.core.messages import N_, Message
from gongkai.core.organisation_codes import credit_code_problem, division_code_problem
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import policy
from gongkai.foundation.organisations.models import (
    Appointment,
    Body,
    BodyKind,
    BodyLevel,
    BodyVersion,
    Succession,
)
from gongkai.foundation.organisations.queries import bodies_on, subtree_ids
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What a body is called, where it stands in the tree, and its codes."""

    name: str
    level: str
    kind: str
    parent: int | None
    short_name: str = ""
    reports_to_parent: bool = True
    credit_code: str = ""
    division_code: str = ""
    order: int = 0


@verb("body.found")
def found_body(
    *, actor: Actor, now: datetime, code: str, facts: BodyFacts, on: date, reason: str = ""
) -> int | Refused:
    """A new body from the day `on`. Returns its identifier."""
    refused = first_refusal(_may_place(actor, facts, on), _wrong(facts, on))
    if refused is None and Body.objects.filter(code=code).exists():
        refused = Refused(Message(N_("代号“{code}”已有机构使用，请另取一个"), {"code": code}))
    return refused if refused is not None else _found(code, facts, on, reason)


@verb("body.revise")
def revise_body(
    *, actor: Actor, now: datetime, body_id: int, facts: BodyFacts, on: date, reason: str
) -> int | Refused:
    """From the day `on` the body has another name, superior, level or code. Earlier days keep theirs."""
    _lock([body_id])
    refused = first_refusal(
        policy.may_change_body(actor, body_id, on),
        _may_place(actor, facts, on),
        _wrong(facts, on),
        _would_circle(body_id, facts.parent, on),
    )
    return refused if refused is not None else _revise(body_id, facts, on, reason)


@verb("body.rename")
def rename_body(
    *, actor: Actor, now: datetime, body_id: int, name: str, short_name: str = "", on: date, reason: str
) -> int | Refused:
    """更名：the body is called `name` from the day `on`."""
    _lock([body_id])
    refused = policy.may_change_body(actor, body_id, on)
    if refused is not None:
        return refused
    facts = replace(_facts(body_id, on), name=name, short_name=short_name)
    refused = _wrong(facts, on)
    return refused if refused is not None else _revise(body_id, facts, on, reason)


@verb("body.move")
def move_body(
    *, actor: Actor, now: datetime, body_id: int, parent: int, on: date, reason: str
) -> int | Refused:
    """改变隶属关系：the body stands below `parent` from the day `on`."""
    _lock([body_id, parent])
    refused = first_refusal(
        policy.may_change_body(actor, body_id, on),
        policy.may_change_body(actor, parent, on),
        _would_circle(body_id, parent, on),
    )
    if refused is not None:
        return refused
    return _revise(body_id, replace(_facts(body_id, on), parent=parent), on, reason)


@verb("body.correct")
def correct_body(
    *, actor: Actor, now: datetime, body_id: int, on: date, facts: BodyFacts, reason: str
) -> int | Refused:
    """更正登记差错：what was entered for the version of `on` was wrong from its first day."""
    _lock([body_id])
    refused = first_refusal(
        policy.may_change_body(actor, body_id, on),
        _wrong(facts, on),
        _would_circle(body_id, facts.parent, on),
    )
    if refused is not None:
        return refused
    version = _version(body_id, on)
    write(version, reason=reason, **_columns(facts))
    return version.pk


@verb("body.close")
def close_body(
    *, actor: Actor, now: datetime, body_id: int, on: date, heir: int, reason: str
) -> int | Refused:
    """撤销：the body does not exist from the day `on`; `heir` answers for its past (《条例》第十条：职权由
    继续行使职权的机关公开)."""
    _lock([body_id, heir])
    refused = first_refusal(policy.may_change_body(actor, body_id, on), _may_end([body_id], [heir], on))
    if refused is not None:
        return refused
    _end(body_id, on, reason)
    _succeed(body_id, heir, on, Succession.Kind.MERGED, heir=True, reason=reason)
    return body_id


@verb("body.merge")
def merge_bodies(
    *, actor: Actor, now: datetime, body_ids: Collection[int], into: int, on: date, reason: str
) -> int | Refused:
    """合并：the bodies end on the day `on`, and `into` answers for their past."""
    _lock([*body_ids, into])
    refused = first_refusal(_may_change_all(actor, [*body_ids, into], on), _may_end(body_ids, [into], on))
    if refused is not None:
        return refused
    for body_id in sorted(set(body_ids)):
        _end(body_id, on, reason)
        _succeed(body_id, into, on, Succession.Kind.MERGED, heir=True, reason=reason)
    return into


@verb("body.split")
def split_body(
    *, actor: Actor, now: datetime, body_id: int, into: Collection[int], heir: int, on: date, reason: str
) -> int | Refused:
    """拆分：the body ends on the day `on`; of the bodies `into`, `heir` answers for its past, so that no
    earlier figure counts twice."""
    _lock([body_id, *into])
    refused = first_refusal(_may_change_all(actor, [body_id, *into], on), _may_end([body_id], into, on))
    if refused is None and (heir not in into or len(set(into)) < 2):
        refused = Refused(Message(N_("请选择拆分后的两个以上机构，并指明其中承接历史数据的一个")))
    if refused is not None:
        return refused
    _end(body_id, on, reason)
    for successor in sorted(set(into)):
        _succeed(body_id, successor, on, Succession.Kind.SPLIT, heir=successor == heir, reason=reason)
    return heir


@verb("body.transfer")
def transfer_functions(
    *, actor: Actor, now: datetime, body_id: int, to: int, on: date, note: str, reason: str
) -> int | Refused:
    """职能划转：some functions pass to another body; both go on, and earlier figures stay where they are."""
    _lock([body_id, to])
    refused = _may_change_all(actor, [body_id, to], on)
    if refused is None and body_id == to:
        refused = Refused(Message(N_("职能应划转给另一个机构")))
    if refused is not None:
        return refused
    _succeed(body_id, to, on, Succession.Kind.TRANSFERRED, heir=False, note=note, reason=reason)
    return to


def _found(code: str, facts: BodyFacts, on: date, reason: str) -> int:
    body = Body(code=code, founded=on)
    write(body, reason=reason)
    write(BodyVersion(body=body, valid_from=on, **_columns(facts)), reason=reason)
    return body.pk


def _revise(body_id: int, facts: BodyFacts, on: date, reason: str) -> int:
    """Cut the version of `on` in two; on its very first day it is changed as it stands."""
    current = _version(body_id, on)
    if current.valid_from == on:
        write(current, reason=reason, **_columns(facts))
        return current.pk
    until = current.valid_to
    write(current, reason=reason, valid_to=on)
    following = BodyVersion(body_id=body_id, valid_from=on, valid_to=until, **_columns(facts))
    write(following, reason=reason)
    return following.pk


def _end(body_id: int, on: date, reason: str) -> None:
    write(_version(body_id, on), reason=reason, valid_to=on)
    write(Body.objects.get(pk=body_id), reason=reason, closed=on)
    for appointment in Appointment.objects.filter(body_id=body_id, valid_to__isnull=True, valid_from__lt=on):
        write(appointment, reason=reason, valid_to=on)


def _succeed(
    body_id: int, successor: int, on: date, kind: Succession.Kind, *, heir: bool, reason: str, note: str = ""
) -> None:
    succession = Succession(
        predecessor_id=body_id, successor_id=successor, on=on, kind=kind, carries_history=heir, note=note
    )
    write(succession, reason=reason)


def _lock(body_ids: Collection[int]) -> None:
    list(Body.objects.select_for_update().filter(pk__in=body_ids).order_by("pk"))


def _version(body_id: int, day: date) -> BodyVersion:
    covering = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return BodyVersion.objects.filter(covering, valid_from__lte=day).get(body_id=body_id)


def _facts(body_id: int, day: date) -> BodyFacts:
    version = _version(body_id, day)
    names = (field.name for field in fields(BodyFacts) if field.name != "parent")
    return BodyFacts(parent=version.parent_id, **{name: getattr(version, name) for name in names})


def _columns(facts: BodyFacts) -> dict[str, Any]:
    return {
        field.name if field.name != "parent" else "parent_id": getattr(facts, field.name)
        for field in fields(BodyFacts)
    }


def _may_place(actor: Actor, facts: BodyFacts, on: date) -> Refused | None:
    if facts.parent is None:
        return policy.may_found_at_top(actor)
    return policy.may_change_body(actor, facts.parent, on)


def _may_change_all(actor: Actor, body_ids: Collection[int], on: date) -> Refused | None:
    return first_refusal(*(policy.may_change_body(actor, body_id, on) for body_id in body_ids))


def _wrong(facts: BodyFacts, on: date) -> Refused | None:
    """Everything wrong with the facts, one message a field."""
    problems = {
        "name": None if facts.name.strip() else Message(N_("请填写机构名称")),
        "level": None if facts.level in BodyLevel.values else Message(N_("没有这一层级")),
        "kind": None if facts.kind in BodyKind.values else Message(N_("没有这一机构类型")),
        "parent": None
        if facts.parent is None or bodies_on(on, [facts.parent])
        else Message(N_("当日没有这一上级机构")),
        "credit_code": credit_code_problem(facts.credit_code) if facts.credit_code else None,
        "division_code": division_code_problem(facts.division_code) if facts.division_code else None,
    }
    found = tuple((name, problem) for name, problem in problems.items() if problem is not None)
    return Refused(Message(N_("机构信息有误，请改正后再提交")), details=found) if found else None


def _would_circle(body_id: int, parent: int | None, on: date) -> Refused | None:
    if parent is None or parent not in subtree_ids([body_id], on):
        return None
    return Refused(Message(N_("上级机构不能是本机构或其下级机构，请另选")))


def _may_end(body_ids: Collection[int], successors: Collection[int], on: date) -> Refused | None:
    """A body that ends must exist the day before, leave nothing below it, and have somebody to follow it."""
    ending = Body.objects.filter(pk__in=body_ids)
    if any(body.founded >= on or body.closed is not None for body in ending):
        return Refused(Message(N_("机构当日已不存在，或成立于该日之后，请核对日期")))
    if BodyVersion.objects.filter(body_id__in=body_ids, valid_from__gte=on).exists():
        return Refused(Message(N_("该日之后已登记有变更，请先更正后来的变更")))
    left_below = BodyVersion.objects.filter(parent_id__in=body_ids).exclude(body_id__in=body_ids)
    if left_below.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).exists():
        return Refused(Message(N_("仍有下级机构，请先将下级机构移交其他机构")))
    if set(successors) & set(body_ids) or set(successors) - bodies_on(on, successors).keys():
        return Refused(Message(N_("承接机构当日不存在，或就是被撤销的机构，请另选")), "《条例》第十条")
    return None
