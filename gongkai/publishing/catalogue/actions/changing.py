"""Changes of a catalogue: proposed by one, decided by another; rows get their versions when agreed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.catalogue import row_problems
from gongkai.foundation.ledger.rows import write, write_new
from gongkai.foundation.ledger.verbs import Overtaken, Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.catalogue import law, policy
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import (
    Catalogue,
    CatalogueChange,
    CatalogueItem,
    CatalogueVersion,
    ChangeKind,
)

_ARTICLE = "国办发〔2019〕54号：编制完成本级政务公开事项标准目录，实行动态调整"
_CODE = 40


@dataclass(frozen=True, slots=True)
class RowChange:
    """`item` None: a new row. `facts` None: the row is taken out."""

    item: int | None
    facts: Facts | None


@verb("catalogue.open")
def open_catalogue(
    *, actor: Actor, now: datetime, body_id: int, field: str, is_sample: bool = False
) -> Catalogue | Refused:
    """新建目录 of a body in a field."""
    day = timezone.localdate(now)
    refused = first_refusal(policy.may_propose(actor, body_id, day), _unknown_field(field))
    if refused is not None:
        return refused
    if Catalogue.objects.filter(body=body_id, field=field).exists():
        return Refused(Message(N_("这个领域的目录已经有了。")))
    made = Catalogue(body_id=body_id, field=field, reviewed_on=day, is_sample=is_sample)
    write(made)
    return made


@verb("catalogue.propose")
def propose(
    *, actor: Actor, now: datetime, catalogue_id: int, rows: Sequence[RowChange], reason: str,
    request_task: int | None = None, based_on: int | None = None,
) -> CatalogueChange | Refused:  # fmt: skip
    """提出增改. `request_task`: requests showed that the row is wanted (条例第四十四条). Whoever has a
    proposal
    waiting adds to it: a row proposed again takes the place of what was proposed for it."""
    catalogue = taken(actor, now, catalogue_id, based_on)
    if isinstance(catalogue, Refused):
        return catalogue
    mine = catalogue.changes.filter(
        agreed__isnull=True, withdrawn=False, kind=ChangeKind.ROWS, proposed_by=actor.code
    ).first()
    refused = first_refusal(
        _wrong(catalogue, rows), reasoned(reason), None if mine is not None else waiting(catalogue)
    )
    if refused is not None:
        return refused
    told = [{"item": each.item, "facts": each.facts.told() if each.facts else None} for each in rows]
    if mine is not None:
        return _extended(mine, told, reason, request_task)
    return proposed(catalogue, actor, now, ChangeKind.ROWS, reason, told, request_task)


@verb("catalogue.declare_not_covered")
def declare_not_covered(
    *, actor: Actor, now: datetime, catalogue_id: int, reason: str
) -> CatalogueChange | Refused:
    """声明未涉及领域: the body has nothing to do with the field, and says why."""
    catalogue = taken(actor, now, catalogue_id, None)
    if isinstance(catalogue, Refused):
        return catalogue
    refused = first_refusal(reasoned(reason), waiting(catalogue))
    if refused is not None:
        return refused
    if CatalogueVersion.objects.filter(item__catalogue=catalogue, valid_to__isnull=True).exists():
        return Refused(Message(N_("目录里还有事项，请先逐项撤下，再声明未涉及。")))
    return proposed(catalogue, actor, now, ChangeKind.NOT_COVERED, reason, [], None)


@verb("catalogue.withdraw_proposal")
def withdraw_proposal(*, actor: Actor, now: datetime, change_id: int) -> CatalogueChange | Refused:
    """收回提出的增改."""
    change = _open_change(change_id)
    if isinstance(change, Refused):
        return change
    refused = policy.may_propose(actor, change.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    write(change, withdrawn=True)
    return change


@verb("catalogue.approve")
def approve(*, actor: Actor, now: datetime, change_id: int) -> CatalogueChange | Refused:
    """审定: the rows stand from today."""
    change = _decided(actor, now, change_id)
    if isinstance(change, Refused):
        return change
    day = timezone.localdate(now)
    write(change, agreed=True, decided_by=actor.code, decided_at=now)
    catalogue = Catalogue.objects.select_for_update().get(pk=change.catalogue_id)
    if change.kind == ChangeKind.NOT_COVERED:
        write(catalogue, not_covered=change.reason, revision=catalogue.revision + 1)
        return change
    serial = _put_in_force(catalogue, change, day)
    write(catalogue, not_covered="", serial=serial, revision=catalogue.revision + 1)
    return change


@verb("catalogue.refuse")
def refuse(*, actor: Actor, now: datetime, change_id: int, answer: str) -> CatalogueChange | Refused:
    """不同意, with the reason."""
    change = _decided(actor, now, change_id)
    if isinstance(change, Refused):
        return change
    refused = reasoned(answer)
    if refused is not None:
        return refused
    write(change, agreed=False, answer=answer.strip(), decided_by=actor.code, decided_at=now)
    return change


@verb("catalogue.review")
def review(*, actor: Actor, now: datetime, catalogue_id: int, reason: str) -> Catalogue | Refused:
    """登记定期复核: looked over whole, with what was found."""
    catalogue = Catalogue.objects.select_for_update().filter(pk=catalogue_id).first()
    if catalogue is None:
        return Refused(Message(N_("没有这个目录。")))
    day = timezone.localdate(now)
    refused = first_refusal(policy.may_decide(actor, catalogue.body_id, day, ""), reasoned(reason))
    if refused is not None:
        return refused
    write(catalogue, reason=reason.strip(), reviewed_on=day, revision=catalogue.revision + 1)
    return catalogue


@verb("catalogue.remind_review")
def remind_review(*, actor: Actor, now: datetime, catalogue_id: int) -> Catalogue | Refused:
    """提醒复核, once for each date on which it is due."""
    catalogue = Catalogue.objects.select_for_update().get(pk=catalogue_id)
    due = law.review_due(catalogue.reviewed_on)
    if not actor.is_system or catalogue.told_of_review == due or due > timezone.localdate(now):
        return Refused(Message(N_("已经提醒过，或者还没有到期。")))
    write(catalogue, told_of_review=due)
    return catalogue


def _extended(
    change: CatalogueChange, rows: list[dict[str, Any]], reason: str, request_task: int | None
) -> CatalogueChange:
    again = {each["item"] for each in rows if each["item"] is not None}
    kept = [each for each in change.rows if each["item"] is None or each["item"] not in again]
    reasons = change.reason if reason.strip() in change.reason else f"{change.reason}；{reason.strip()}"
    task = request_task or change.request_task
    write(change, rows=[*kept, *rows], reason=reasons, request_task=task)
    return change


def proposed(
    catalogue: Catalogue, actor: Actor, now: datetime, kind: ChangeKind, reason: str,
    rows: list[dict[str, Any]], request_task: int | None,
) -> CatalogueChange:  # fmt: skip
    """Write a proposal, inside a verb."""
    change = CatalogueChange(
        catalogue=catalogue, body_id=catalogue.body_id, kind=kind, rows=rows, reason=reason.strip(),
        request_task=request_task, proposed_by=actor.code, proposed_at=now,
    )  # fmt: skip
    write(change)
    return change


def _put_in_force(catalogue: Catalogue, change: CatalogueChange, day: date) -> int:
    """Old versions end, new ones begin on `day`. The last number given."""
    standing = {
        each.item_id: each
        for each in CatalogueVersion.objects.filter(item__catalogue=catalogue, valid_to__isnull=True)
    }
    orders = [each.order for each in standing.values()]
    last, serial, fresh = max(orders, default=0), catalogue.serial, []
    for told in change.rows:
        old = standing.get(told["item"])
        if old is not None:
            write(old, valid_to=day)
        if told["facts"] is None:
            continue
        item = old.item if old is not None else None
        if item is None:
            serial += 1
            item = CatalogueItem(
                catalogue=catalogue, body_id=catalogue.body_id, code=_code(catalogue, serial), since=day
            )
            write(item)
            last += 1
        fresh.append(
            CatalogueVersion(
                item=item, body_id=catalogue.body_id, change=change, valid_from=day,
                order=old.order if old is not None else last, **asdict(Facts.of_dict(told["facts"])),
            )
        )  # fmt: skip
    write_new(fresh)
    return serial


def _code(catalogue: Catalogue, serial: int) -> str:
    """land-05-003: the body, the field's number, the row's. A long body's code gives way to its number."""
    field = law.field(catalogue.field)
    tail = f"-{field.number if field else 0:02d}-{serial:03d}"
    body = organisations.latest_bodies([catalogue.body_id])[catalogue.body_id].code
    return f"{body if len(body + tail) <= _CODE else catalogue.body_id}{tail}"


def taken(actor: Actor, now: datetime, catalogue_id: int, based_on: int | None) -> Catalogue | Refused:
    """The catalogue locked, for who may propose."""
    catalogue = Catalogue.objects.select_for_update().filter(pk=catalogue_id).first()
    if catalogue is None:
        return Refused(Message(N_("没有这个目录。")))
    refused = policy.may_propose(actor, catalogue.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    if based_on is not None and based_on != catalogue.revision:
        return Overtaken(Message(N_("您打开以后，目录已经有了变动。请看过现在的目录再提出。")))
    return catalogue


def _open_change(change_id: int) -> CatalogueChange | Refused:
    change = CatalogueChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None or change.withdrawn or change.agreed is not None:
        return Refused(Message(N_("没有待审定的增改，可能已经办理。")))
    return change


def _decided(actor: Actor, now: datetime, change_id: int) -> CatalogueChange | Refused:
    change = _open_change(change_id)
    if isinstance(change, Refused):
        return change
    refused = policy.may_decide(actor, change.body_id, timezone.localdate(now), change.proposed_by)
    return change if refused is None else refused


def waiting(catalogue: Catalogue) -> Refused | None:
    """One proposal at a time."""
    if catalogue.changes.filter(agreed__isnull=True, withdrawn=False).exists():
        return Refused(Message(N_("还有一份增改等待审定。请先审定或者收回。")))
    return None


def reasoned(reason: str) -> Refused | None:
    """A reason is given."""
    return None if reason.strip() else Refused(Message(N_("请写明理由。")), _ARTICLE)


def _unknown_field(field: str) -> Refused | None:
    return None if law.field(field) else Refused(Message(N_("没有这个领域。")))


def _wrong(catalogue: Catalogue, rows: Sequence[RowChange]) -> Refused | None:
    """Nothing to do, rows of another catalogue or twice, or rows that are not whole."""
    items = [each.item for each in rows if each.item is not None]
    known = CatalogueVersion.objects.filter(
        item__catalogue=catalogue, item__in=items, valid_to__isnull=True
    ).count()
    if not rows or len(set(items)) != len(items) or known != len(items):
        return Refused(Message(N_("没有要改的事项，或者事项已经撤下。")))
    details = tuple(
        (f"{at}.{column.value}", Message(N_("{row}：{what}"), {"row": _title(each.facts), "what": said}))
        for at, each in enumerate(rows)
        if each.facts is not None
        for column, said in row_problems(each.facts.row())
    )
    if details:
        return Refused(Message(N_("有的事项没有填全。")), _ARTICLE, details)
    return None


def _title(facts: Facts) -> Message | str:
    return "·".join(each for each in (facts.first, facts.second) if each) or Message(N_("（没有名称的事项）"))
