"""What a body states for a period instead of rows: a zero return is a statement, silence is none."""

from datetime import datetime

from django.utils import timezone

from gongkai.core.disclosure.periods import read_period
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, policy
from gongkai.disclosure.models import Release, Statement, StatementKind
from gongkai.disclosure.queries.visible import statements_visible_to
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor


@verb("period.state_nothing")
def state_nothing(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    data_set: str,
    period: str,
    reason: str,
    is_sample: bool = False,
) -> Statement | Refused:
    """本期无: there was nothing in the period."""
    if not period:
        said = Message(N_("请写明是哪一期。"))
        return Refused(said, details=(("period", said),))
    return _state(actor, now, body_id, data_set, period, StatementKind.NOTHING, reason, is_sample)


@verb("period.not_applicable")
def not_applicable(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    data_set: str,
    reason: str,
    period: str = "",
    is_sample: bool = False,
) -> Statement | Refused:
    """不适用: the body has no such duty; `period` empty: until it is taken back."""
    return _state(actor, now, body_id, data_set, period, StatementKind.NOT_APPLICABLE, reason, is_sample)


@verb("period.take_back")
def take_back(*, actor: Actor, now: datetime, statement_id: int, reason: str) -> Statement | Refused:
    """收回 a statement that does not hold."""
    day = timezone.localdate(now)
    row = statements_visible_to(actor, day).select_for_update().filter(pk=statement_id).first()
    if row is None:
        return Refused(Message(N_("没有这份说明，或者您不能查看。")))
    refused = first_refusal(policy.may_answer_for(actor, row.body_id, day), _no_reason(reason))
    if refused is not None:
        return refused
    if row.taken_back_at is not None:
        return Refused(Message(N_("这份说明已经收回。")))
    write(row, reason=reason.strip(), taken_back_at=now)
    return row


def _state(
    actor: Actor, now: datetime, body_id: int, data_set: str, period: str, kind: StatementKind, reason: str,
    is_sample: bool,
) -> Statement | Refused:  # fmt: skip
    day = timezone.localdate(now)
    refused = first_refusal(
        policy.may_answer_for(actor, body_id, day), _no_reason(reason), _unknown(data_set, period, day),
        _said(body_id, data_set, period), _released(body_id, data_set, period) if period else None,
    )  # fmt: skip
    if refused is not None:
        return refused
    row = Statement(
        body_id=body_id, data_set=data_set, period=period, kind=kind, reason=reason.strip(), by=actor.code,
        at=now, is_sample=is_sample,
    )  # fmt: skip
    write(row)
    return row


def _no_reason(reason: str) -> Refused | None:
    if reason.strip():
        return None
    said = Message(N_("请写明理由，理由对外公开。"))
    return Refused(said, details=(("reason", said),))


def _unknown(data_set: str, period: str, day: object) -> Refused | None:
    if data_set not in declared.fields().names:
        return Refused(Message(N_("没有名为“{name}”的数据集。"), {"name": data_set}))
    if period and read_period(period) is None:
        return Refused(Message(N_("“{period}”不是所属期。"), {"period": period[:20]}))
    return None


def _said(body_id: int, data_set: str, period: str) -> Refused | None:
    known = Statement.objects.filter(
        body=body_id, data_set=data_set, period=period, taken_back_at__isnull=True
    )
    if not known.exists():
        return None
    return Refused(Message(N_("这一期已经作过说明。")))


def _released(body_id: int, data_set: str, period: str) -> Refused | None:
    out = Release.objects.filter(
        body=body_id, data_set=data_set, periods__contains=[period], released_at__isnull=False, added__gt=0
    ).exclude(rolled_back_by__released_at__isnull=False)
    if not out.exists():
        return None
    return Refused(Message(N_("这一期已经公布过内容，不能说明“本期无”。")))
