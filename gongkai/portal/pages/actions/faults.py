"""Verbs on what readers report as wrong: 我为政府网站找错."""

import secrets
from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.pages import policy
from gongkai.portal.pages.models import Fault, FaultResult, FaultState, PublicSite

KINDS = {
    "content": N_("内容有错"), "broken": N_("打不开或链接失效"), "stale": N_("长期不更新"),
    "service": N_("办事服务不实用"), "other": N_("其他问题"),
}  # fmt: skip
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LONGEST = 500


@verb("fault.report")
def report_fault(
    *, actor: Actor, now: datetime, site_id: int, kind: str, page: str, words: str, contact: str = ""
) -> Fault | Refused:
    """A reader says what is wrong where. When the answer is due: `due.py`."""
    site = PublicSite.objects.filter(pk=site_id).first()
    if site is None or kind not in KINDS:
        return Refused(Message(N_("没有这个网站，或没有选类型。")))
    if not words.strip() or len(words) > _LONGEST:
        return Refused(Message(N_("请写明错在哪里，不超过 500 字。")))
    row = Fault(
        site=site, body_id=site.body_id, kind=kind, page=page.strip()[:300], words=words.strip(),
        contact=contact.strip()[:100], code="".join(secrets.choice(_LETTERS) for _ in range(10)), at=now,
    )  # fmt: skip
    write(row)
    return row


@verb("fault.answer")
def answer_fault(
    *, actor: Actor, now: datetime, fault_id: int, result: FaultResult, answer: str
) -> Fault | Refused:
    """The site's people say what became of it; who reported reads it under his code."""
    row = Fault.objects.select_for_update().filter(pk=fault_id).first()
    if row is None:
        return Refused(Message(N_("没有这条找错。")))
    refused = first_refusal(
        policy.may_answer_fault(actor, row.body_id),
        Refused(Message(N_("这条找错已经办结。"))) if row.state != FaultState.OPEN else None,
        None if answer.strip() else Refused(Message(N_("请写明办理结果。"))),
    )
    if refused is not None:
        return refused
    write(row, state=FaultState.CLOSED, result=result, answer=answer.strip()[:_LONGEST], answered_at=now)
    return row
