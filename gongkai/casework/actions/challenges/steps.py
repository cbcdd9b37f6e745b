"""What happens to a reconsideration or a lawsuit before it ends: notice, answer, hearing, appeal."""

from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.casework.actions.challenges.frame import dated, decision_of, document_dated, result_known, step
from gongkai.casework.models import Case, CaseKind, Stage
from gongkai.casework.policy import Condition
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


@verb("reconsideration.notify")
def notify_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    document: str,
    on: date,
    answer_due_on: date | None = None,
    simplified: bool = False,
    based_on: int | None = None,
) -> Case | Refused:
    """收到答复通知 (复议法第四十八条): the defence runs from `on`, to the law's day or the one told."""
    return step(
        "reconsideration.notify", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=document_dated(document, on), notified_on=on, organ_number=document,
        answer_due_on=answer_due_on, simplified=simplified,
    )  # fmt: skip


@verb("lawsuit.notify")
def notify_lawsuit(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    document: str,
    on: date,
    answer_due_on: date | None = None,
    simplified: bool = False,
    based_on: int | None = None,
) -> Case | Refused:
    """收到起诉状副本 (行政诉讼法第六十七条): the defence runs from `on`; `document` is the case's number."""
    return step(
        "lawsuit.notify", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=document_dated(document, on), notified_on=on, organ_number=document,
        answer_due_on=answer_due_on, simplified=simplified, stage=Stage.FIRST_INSTANCE,
    )  # fmt: skip


@verb("reconsideration.answer")
def answer_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None = None,
    note: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """提交书面答复 (复议法第四十八条)."""
    return _answered("reconsideration.answer", actor, now, case_id, on, note, based_on)


@verb("lawsuit.answer")
def answer_lawsuit(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None = None,
    note: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """提交答辩状 (行政诉讼法第六十七条)."""
    return _answered("lawsuit.answer", actor, now, case_id, on, note, based_on)


@verb("reconsideration.hear")
def hear_reconsideration(
    *, actor: Actor, now: datetime, case_id: int, hearing_on: date, based_on: int | None = None
) -> Case | Refused:
    """登记听证、听取意见 (复议法第四十九条、第五十条). `hearing_on` may lie ahead."""
    return step(
        "reconsideration.hear", case_id=case_id, actor=actor, now=now, based_on=based_on,
        hearing_on=hearing_on,
    )  # fmt: skip


@verb("lawsuit.hear")
def hear_lawsuit(
    *, actor: Actor, now: datetime, case_id: int, hearing_on: date, based_on: int | None = None
) -> Case | Refused:
    """登记开庭 (行政诉讼法第三条第三款). `hearing_on` may lie ahead."""
    return step(
        "lawsuit.hear", case_id=case_id, actor=actor, now=now, based_on=based_on, hearing_on=hearing_on
    )


@verb("reconsideration.mediate")
def mediate_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    note: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记调解 (复议法第五条、第七十三条); how it ended is registered as the result."""
    return step(
        "reconsideration.mediate", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, note=note
    )


@verb("reconsideration.extend")
def extend_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    document: str,
    on: date,
    until: date,
    based_on: int | None = None,
) -> Case | Refused:
    """登记审理期限延长 (复议法第六十二条), as the review organ told it."""
    return step(
        "reconsideration.extend", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=document_dated(document, on), reason=document, extended_until=until,
    )  # fmt: skip


@verb("reconsideration.suspend")
def suspend_reconsideration(
    *, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """登记中止 (复议法第三十九条)."""
    return _by_paper("reconsideration.suspend", actor, now, case_id, document, on, based_on)


@verb("reconsideration.resume")
def resume_reconsideration(
    *, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """登记恢复审理 (复议法第三十九条)."""
    return _by_paper("reconsideration.resume", actor, now, case_id, document, on, based_on)


@verb("lawsuit.suspend")
def suspend_lawsuit(
    *, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """登记中止诉讼 (行政诉讼法第一百零一条)."""
    return _by_paper("lawsuit.suspend", actor, now, case_id, document, on, based_on)


@verb("lawsuit.resume")
def resume_lawsuit(
    *, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """登记恢复诉讼 (行政诉讼法第一百零一条)."""
    return _by_paper("lawsuit.resume", actor, now, case_id, document, on, based_on)


@verb("lawsuit.judge")
def judge_lawsuit(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    decision: str,
    document: str,
    judged_on: date,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记一审裁判. Not final: the case stays pending until it takes effect."""
    conditions = {
        Condition.DOCUMENT_DATED: dated(document, judged_on),
        Condition.RESULT_KNOWN: result_known(CaseKind.LAWSUIT, decision),
    }
    known = decision_of(CaseKind.LAWSUIT, decision)
    return step(
        "lawsuit.judge", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=conditions, judged_on=judged_on, judgment=known.code if known else "", document=document,
        stage=Stage.FIRST_INSTANCE,
    )  # fmt: skip


@verb("lawsuit.appeal")
def appeal_lawsuit(
    *, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None = None
) -> Case | Refused:
    """登记上诉 (行政诉讼法第八十五条). `document` is the number of the second instance."""
    return step(
        "lawsuit.appeal", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=document_dated(document, on), stage=Stage.SECOND_INSTANCE, organ_number=document,
    )  # fmt: skip


def _answered(
    name: str, actor: Actor, now: datetime, case_id: int, on: date | None, note: str, based_on: int | None
) -> Case | Refused:
    return step(
        name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        reason=note, answered_on=on or localdate(now),
    )  # fmt: skip


def _by_paper(
    name: str, actor: Actor, now: datetime, case_id: int, document: str, on: date, based_on: int | None
) -> Case | Refused:
    return step(
        name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions=document_dated(document, on), reason=document,
    )  # fmt: skip
