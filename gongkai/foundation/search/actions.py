"""Verbs on what editors keep: 同义词, 推荐结果, 不作提示的词. One proposes, another agrees; it works from the
next search on."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search import policy
from gongkai.foundation.search.contents import Content, problem
from gongkai.foundation.search.models import BestBet, Proposal, Synonyms, Unsuggested, What

_LONGEST_REASON = 200
_ROWS: Mapping[What, type[models.Model]] = {
    What.SYNONYMS: Synonyms, What.BEST_BET: BestBet, What.UNSUGGESTED: Unsuggested,
}  # fmt: skip


@verb("search.propose")
def propose(
    *, actor: Actor, now: datetime, what: str, content: Content, reason: str, target: int | None = None
) -> Proposal | Refused:
    """提出搜索设置: a new entry, or with `target` another content of one that is in use."""
    refused = first_refusal(
        policy.may_edit(actor), _unknown(what), _reason_problem(reason), problem(What(what), content, target)
        if what in What else None,
    )  # fmt: skip
    if refused is not None:
        return refused
    return _proposed(actor, now, What(what), content, reason, target, drops=False)


@verb("search.propose_dropping")
def propose_dropping(
    *, actor: Actor, now: datetime, what: str, target: int, reason: str
) -> Proposal | Refused:
    """提出删除搜索设置."""
    refused = first_refusal(policy.may_edit(actor), _unknown(what), _reason_problem(reason))
    if refused is not None:
        return refused
    return _proposed(actor, now, What(what), None, reason, target, drops=True)


@verb("search.agree")
def agree(*, actor: Actor, now: datetime, proposal_id: int) -> Proposal | Refused:
    """同意搜索设置: by another editor; everybody's results change from here on."""
    proposal = _open(actor, proposal_id)
    if isinstance(proposal, Refused):
        return proposal
    if proposal.proposed_by == actor.code and not actor.is_system:
        return Refused(Message(N_("您提出的，请由他人审核。")))
    row = _row(What(proposal.what), proposal.target)
    if isinstance(row, Refused):
        return row
    if proposal.drops:
        write(row, reason=proposal.reason, in_use=False, set_at=now, set_by=actor.code)
    else:
        content = Content(proposal.words, proposal.title, proposal.address, proposal.summary)
        refused = problem(What(proposal.what), content, proposal.target)
        if refused is not None:
            return refused
        write(
            row, reason=proposal.reason, in_use=True, set_at=now, set_by=proposal.proposed_by,
            **content.columns(What(proposal.what)),
        )  # fmt: skip
    write(proposal, agreed=True, decided_by=actor.code, decided_at=now, target=row.pk)
    return proposal


@verb("search.refuse")
def refuse(*, actor: Actor, now: datetime, proposal_id: int, answer: str) -> Proposal | Refused:
    """不同意搜索设置, with the reason."""
    proposal = _open(actor, proposal_id)
    if isinstance(proposal, Refused):
        return proposal
    if proposal.proposed_by == actor.code:
        return Refused(Message(N_("您自己提出的，请收回。")))
    if not answer.strip():
        return Refused(Message(N_("请写明理由。")))
    write(
        proposal, agreed=False, answer=answer.strip()[:_LONGEST_REASON], decided_by=actor.code, decided_at=now
    )  # fmt: skip
    return proposal


@verb("search.take_back")
def take_back(*, actor: Actor, now: datetime, proposal_id: int) -> Proposal | Refused:
    """收回 one's own proposal."""
    proposal = _open(actor, proposal_id)
    if isinstance(proposal, Refused):
        return proposal
    if proposal.proposed_by != actor.code:
        return Refused(Message(N_("只能收回自己提出的。")))
    write(proposal, agreed=False, decided_by=actor.code, decided_at=now)
    return proposal


def _proposed(
    actor: Actor, now: datetime, what: What, content: Content | None, reason: str, target: int | None,
    *, drops: bool,
) -> Proposal | Refused:  # fmt: skip
    row = _row(what, target)
    if isinstance(row, Refused):
        return row
    if target is not None and Proposal.objects.filter(what=what, target=target, agreed=None).exists():
        return Refused(Message(N_("这一条已经有一项变更等待审核。")))
    held = content.kept() if content else Content.of(row)
    proposal = Proposal(
        what=what, target=target, drops=drops, words=list(held.words), title=held.title,
        address=held.address, summary=held.summary, reason=reason.strip(), proposed_by=actor.code,
        proposed_at=now,
    )  # fmt: skip
    write(proposal)
    return proposal


def _open(actor: Actor, proposal_id: int) -> Proposal | Refused:
    refused = policy.may_edit(actor)
    if refused is not None:
        return refused
    found = Proposal.objects.select_for_update().filter(pk=proposal_id, agreed__isnull=True).first()
    return found or Refused(Message(N_("没有这项变更，或者已经审核过，请刷新页面")))


def _row(what: What, target: int | None) -> models.Model | Refused:
    """The row that is in use under the number; a new one without a number."""
    model = _ROWS[what]
    if target is None:
        return model()
    found = model._default_manager.select_for_update().filter(pk=target, in_use=True).first()
    return found or Refused(Message(N_("这一条已经删除，请刷新页面")))


def _unknown(what: str) -> Refused | None:
    return None if what in What else Refused(Message(N_("没有“{what}”这种搜索设置。"), {"what": what}))


def _reason_problem(reason: str) -> Refused | None:
    if 0 < len(reason.strip()) <= _LONGEST_REASON:
        return None
    return Refused(Message(N_("请写明理由，最多 {most} 个字。"), {"most": _LONGEST_REASON}))
