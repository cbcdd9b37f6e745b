"""Changing 公开属性 after it was settled, and looking again at what is withheld (《条例》第十八条)."""

from datetime import date, datetime

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import Attribute
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.actions.drafting import attribute_columns, settled_as, unsettled
from gongkai.publishing.actions.frame import TakenDocument, take_document
from gongkai.publishing.models import AttributeChange, Document
from gongkai.publishing.policy import Condition, Conditions, another_person, when, written


@verb("document.propose_attribute")
def propose_attribute(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    attribute: str,
    ground: str,
    reason: str,
    reassess_on: date | None = None,
    based_on: int | None = None,
) -> AttributeChange | Refused:
    """申请变更公开属性, with a reason; nothing changes until another person agrees."""
    settled = settled_as(attribute, ground, reason, reassess_on)
    if settled is None:
        return Refused(Message(N_("没有“{attribute}”这种公开属性。"), {"attribute": attribute}))
    taken = take_document(
        "document.propose_attribute", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.ATTRIBUTE_SETTLED: lambda: unsettled(settled, of.day),
            Condition.REASON_GIVEN: written(reason),
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if _open_change(taken.document) is not None:
        return Refused(Message(N_("已经有一项变更等待审批。")))
    if taken.document.attribute == attribute:
        return Refused(Message(N_("公开属性没有变化。")))
    refused = _still_out(taken, attribute)
    if refused is not None:
        return refused
    columns = attribute_columns(settled, taken.day)
    change = AttributeChange(
        document=taken.document, body_id=taken.document.body_id, before=taken.document.attribute,
        after=attribute, ground=ground, articles=columns["articles"], reason=reason.strip(),
        proposed_by=actor.code, proposed_at=now, reassess_on=columns["reassess_on"],
    )  # fmt: skip
    write(change)
    taken.keep_document()
    return change


@verb("document.approve_attribute")
def approve_attribute(
    *, actor: Actor, now: datetime, document_id: int, based_on: int | None = None
) -> Document | Refused:
    """同意变更公开属性. Approvals of an edition on its way were given for the former attribute: they are
    asked for again."""
    taken = take_document(
        "document.approve_attribute", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: _deciding(of),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    change = _open_change(taken.document)
    assert change is not None
    refused = _still_out(taken, change.after)
    if refused is not None:
        return refused
    write(change, agreed=True, decided_by=actor.code, decided_at=now)
    settled = settled_as(change.after, change.ground, change.reason, change.reassess_on)
    assert settled is not None
    return taken.keep_document(**attribute_columns(settled, taken.day), attribute_by=change.proposed_by)


@verb("document.refuse_attribute")
def refuse_attribute(
    *, actor: Actor, now: datetime, document_id: int, reason: str, based_on: int | None = None
) -> AttributeChange | Refused:
    """不同意变更公开属性, with the reason."""
    taken = take_document(
        "document.refuse_attribute", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {**_deciding(of), Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    change = _open_change(taken.document)
    assert change is not None
    write(change, agreed=False, answer=reason.strip(), decided_by=actor.code, decided_at=now)
    taken.keep_document(reason=reason.strip())
    return change


@verb("document.reassess")
def reassess(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    reason: str,
    reassess_on: date,
    based_on: int | None = None,
) -> Document | Refused:
    """登记重新评估: what is withheld stays so, for this reason, until it is looked at again. If it may now be
    published, a change of attribute is proposed instead."""
    taken = take_document(
        "document.reassess", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.REASON_GIVEN: written(reason),
            Condition.REASSESSMENT_DATED: lambda: _bad_date(of, reason, reassess_on),
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    return taken.keep_document(
        reason=reason.strip(), attribute_reason=reason.strip(), attribute_on=taken.day,
        reassess_on=reassess_on,
        told_of_reassessment=None,
    )  # fmt: skip


@verb("document.remind_reassessment")
def remind_reassessment(*, actor: Actor, now: datetime, document_id: int) -> Document | Refused:
    """提醒重新评估, once for each date."""
    taken = take_document("document.remind_reassessment", document_id=document_id, actor=actor, now=now)
    if isinstance(taken, Refused):
        return taken
    document = taken.document
    if document.reassess_on is None or document.told_of_reassessment == document.reassess_on:
        return Refused(Message(N_("已经提醒过。")))
    return taken.keep_document(told_of_reassessment=document.reassess_on)


def _deciding(of: TakenDocument) -> Conditions:
    change = _open_change(of.document)
    return {
        Condition.PROPOSAL_OPEN: when(change is None, N_("没有等待审批的变更。")),
        Condition.ANOTHER_PERSON: another_person(of.actor, [change.proposed_by] if change else []),
    }


def _open_change(document: Document) -> AttributeChange | None:
    return AttributeChange.objects.select_for_update().filter(document=document, agreed__isnull=True).first()


def _still_out(of: TakenDocument, attribute: str) -> Refused | None:
    """What is published is withdrawn first, then its attribute may change."""
    if attribute == Attribute.OPEN or of.document.standing in ("prepared", "kept", "withdrawn"):
        return None
    return Refused(
        Message(N_("已经发布的要先撤回，再改为不公开。")), "《政府信息公开条例》（2019年修订）第十七条"
    )


def _bad_date(of: TakenDocument, reason: str, reassess_on: date) -> Refused | None:
    settled = settled_as(of.document.attribute, of.document.ground, reason, reassess_on)
    if settled is None or law.attribute_rules(of.day).find(settled.ground) is None:
        return Refused(Message(N_("现行条例里没有原来的依据，请申请变更公开属性。")))
    return unsettled(settled, of.day)
