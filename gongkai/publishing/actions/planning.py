"""What belongs beside the text: the plan of interpretation, relations to other documents, facts of
validity."""

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.interpretation import Form
from gongkai.foundation.ledger.rows import snapshot, subject_of, write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.actions.drafting import written_beside
from gongkai.publishing.actions.frame import TakenDocument, take_document, take_edition
from gongkai.publishing.actions.standings import NO_FORCE
from gongkai.publishing.catalogue.queries.naming import Names
from gongkai.publishing.models import Document, Edition, InterpretationPlan, Relation
from gongkai.publishing.policy import Condition, written
from gongkai.publishing.queries.visible import documents_visible_to
from gongkai.publishing.relations import CHANGES_STANDING, RELATIONS


@verb("edition.plan_interpretation")
def plan_interpretation(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    outline: str,
    forms: Sequence[str],
    channels: Sequence[str],
    on: date,
    interpreter: str,
    ground: str = "",
    based_on: int | None = None,
) -> InterpretationPlan | Refused:
    """编制解读方案. `ground`: why a document that need not be interpreted by rule is (rules' closed list)."""
    of = take_edition(
        "edition.plan_interpretation", edition_id=edition_id, actor=actor, now=now, based_on=based_on
    )
    if isinstance(of, Refused):
        return of
    rules = law.interpretation()
    if ground and ground not in {each.code for each in rules.ground}:
        return Refused(Message(N_("请从列出的理由中选择为什么要解读。")))
    if not set(forms) <= set(Form):
        return Refused(Message(N_("请从列出的形式中选择。")))
    if any(law.rules().channels.find(each) is None for each in channels):
        return Refused(Message(N_("请从列出的渠道中选择。")))
    plan = InterpretationPlan.objects.select_for_update().filter(document=of.document).first()
    plan = plan or InterpretationPlan(document=of.document, body_id=of.document.body_id)
    write(
        plan, outline=outline.strip(), forms=list(dict.fromkeys(forms)),
        channels=list(dict.fromkeys(channels)),
        on=on, interpreter=interpreter.strip(), by=actor.code, at=now,
    )  # fmt: skip
    if of.document.interpretation_ground != ground:
        of.keep_document(interpretation_ground=ground)
    of.keep(writers=of.wrote())
    return plan


@verb("document.relate")
def relate(
    *, actor: Actor, now: datetime, document_id: int, to_id: int, kind: str, based_on: int | None = None
) -> Relation | Refused:
    """关联: amends, repeals, replaces, consolidates, interprets, is the notice of. Shown at both ends. What
    changes the standing of the other does so when this document takes effect."""
    taken = take_document("document.relate", document_id=document_id, actor=actor, now=now, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    if kind not in RELATIONS:
        return Refused(Message(N_("没有“{kind}”这种关联。"), {"kind": kind}))
    under_way = _decided_by_review(taken, kind)
    if under_way is not None:
        return under_way
    other = _other(taken, to_id, kind)
    if isinstance(other, Refused):
        return other
    relation = Relation(
        document=taken.document, body_id=taken.document.body_id, to=other, kind=kind, on=taken.day
    )
    write(relation)
    taken.keep_document()
    return relation


@verb("document.unrelate")
def unrelate(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    relation_id: int,
    reason: str,
    based_on: int | None = None,
) -> Document | Refused:
    """解除关联. What a relation has done to a standing stays: it was announced."""
    taken = take_document(
        "document.unrelate", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda _: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    relation = Relation.objects.select_for_update().filter(pk=relation_id, document=taken.document).first()
    if relation is None:
        return Refused(Message(N_("没有这项关联，可能已经解除。")))
    under_way = _decided_by_review(taken, relation.kind)
    if under_way is not None:
        return under_way
    if taken.document.first_released_at and relation.kind == "interprets":
        return Refused(Message(N_("已经发布的解读和文件不能解除关联。")))
    record(
        subject=(subject_of(Relation), relation.pk), body=relation.body_id, before=snapshot(relation),
        after=None, reason=reason.strip(),
    )  # fmt: skip
    relation.delete()
    return taken.keep_document(reason=reason.strip())


@verb("document.describe")
def describe(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    catalogue: str = "",
    urgent_because: str = "",
    based_on: int | None = None,
) -> Document | Refused:
    """The row of the catalogue the document stands under, by its code or its name, and why it takes effect
    earlier than usual. Both go up for review together with the text."""
    taken = take_document("document.draft", document_id=document_id, actor=actor, now=now, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    refused = written_beside(taken)
    if refused is not None:
        return refused
    row = _row(taken, catalogue)
    if isinstance(row, Message):
        return Refused(row, details=(("catalogue", row),))
    return taken.keep_document(catalogue=row[:40], urgent_because=urgent_because.strip()[:200])


def _row(taken: TakenDocument, words: str) -> str | Message:
    """What it was put under before may stay, even if the row has been taken out of the catalogue since."""
    if words.strip() == taken.document.catalogue:
        return taken.document.catalogue
    return Names(taken.document.body_id, taken.day).code_of(words)


def _decided_by_review(taken: TakenDocument, kind: str) -> Refused | None:
    """What a document does to another is decided with its text: it can be named while the edition is being
    drafted, so that whoever reviews and signs has seen it, and not behind their backs."""
    if kind not in CHANGES_STANDING:
        return None
    newest = Edition.objects.filter(document=taken.document).order_by("-number").first()
    if newest is not None and newest.state in ("drafting", "returned"):
        return None
    return Refused(
        Message(N_("修改、废止、替代别的文件要随本文件一起审批：请在起草时写明，已经送审的先撤回。"))
    )


def _other(taken: TakenDocument, to_id: int, kind: str) -> Document | Refused:
    """The other end: one of the documents the person sees, or one that everybody sees."""
    own = documents_visible_to(taken.actor, taken.day).filter(pk=to_id).first()
    other = own or Document.objects.filter(pk=to_id, first_released_at__isnull=False).first()
    if other is None or other.pk == taken.document.pk:
        return Refused(Message(N_("没有这份文件，请重新选择。")))
    if kind in CHANGES_STANDING and other.first_released_at is None:
        return Refused(Message(N_("只能修改、废止、替代已经发布的文件。")))
    if kind in CHANGES_STANDING and own is None:
        return Refused(Message(N_("只能修改、废止、替代本单位和下级单位的文件。")))
    if kind in CHANGES_STANDING and not law.kind_of(other.kind).has_force:
        return Refused(Message(NO_FORCE))
    if kind == "interprets" and taken.document.kind != "interpretation":
        return Refused(Message(N_("只有政策解读可以解读别的文件。")))
    if Relation.objects.filter(document=taken.document, to=other, kind=kind).exists():
        return Refused(Message(N_("这项关联已经有了。")))
    return other
