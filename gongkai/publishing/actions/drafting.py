"""Writing: a new document with its first edition, its words, its attribute, its joint makers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import Attribute, Settled, attribute_problems
from gongkai.core.publishing.kinds import NoSuchKindError
from gongkai.foundation.ledger.rows import snapshot, subject_of, write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law, policy, requirements
from gongkai.publishing.actions.frame import TakenDocument, take_document, take_edition
from gongkai.publishing.models import Document, Edition, JointMaker
from gongkai.publishing.policy import Condition
from gongkai.publishing.sanitising import cleaned


@dataclass(frozen=True, slots=True)
class Words:
    """What a drafter writes; None leaves a thing as it is, and `cleared` names days that are to be empty."""

    title: str | None = None
    html: str | None = None
    summary: str | None = None
    subject: str | None = None
    genre: str | None = None
    form: str | None = None
    elements: Sequence[str] | None = None
    keywords: Sequence[str] | None = None
    formed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    change_note: str | None = None
    cleared: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """The edition, and what had to be taken out of what was pasted."""

    edition: Edition
    pictures_removed: int = 0
    active_removed: int = 0


@verb("document.draft")
def begin(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    kind: str,
    words: Words,
    external: str = "",
    is_sample: bool = False,
) -> Drafted | Refused:
    """起草: a new document of the body, and its first edition."""
    day = timezone.localdate(now)
    decision = policy.decide(
        "document", policy.lifecycle_of("document").initial, "document.draft",
        policy.standing(actor, body_id, day),
    )  # fmt: skip
    if isinstance(decision, Refused):
        return decision
    try:
        declared = law.kind_of(kind)
    except NoSuchKindError as error:
        return Refused(error.message)
    if not (words.title or "").strip():
        return Refused(Message(N_("请填写标题。")), details=(("title", Message(N_("请填写标题。"))),))
    document = Document(
        kind=declared.code, body_id=body_id, standing=decision.state, external=external, is_sample=is_sample,
        created_by=actor.code, created_at=now, touched_at=now,
    )  # fmt: skip
    write(document)
    return _first_edition(document, words, actor, now)


@verb("edition.draft")
def draft(
    *, actor: Actor, now: datetime, edition_id: int, words: Words, based_on: int | None = None
) -> Drafted | Refused:
    """Write on an edition. Who did so may not approve it."""
    of = take_edition("edition.draft", edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    if words.title is not None and not words.title.strip():
        return Refused(Message(N_("请填写标题。")), details=(("title", Message(N_("请填写标题。"))),))
    changes, pictures, active = written_changes(words)
    of.keep(writers=of.wrote(), drafted_by=actor.code, drafted_at=now, **changes)
    return Drafted(of.edition, pictures, active)


@verb("document.set_attribute")
def set_attribute(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    attribute: str,
    ground: str,
    reason: str = "",
    reassess_on: date | None = None,
    based_on: int | None = None,
) -> Document | Refused:
    """确定公开属性 at the source, with ground and reason (国办发〔2016〕80号). Only while the edition is
    being drafted; afterwards a change is proposed and another person agrees."""
    settled = settled_as(attribute, ground, reason, reassess_on)
    if settled is None:
        return Refused(Message(N_("没有“{attribute}”这种公开属性。"), {"attribute": attribute}))
    taken = take_document(
        "document.set_attribute", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.ATTRIBUTE_SETTLED: lambda: unsettled(settled, of.day)},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    edition = _open_edition(taken.document)
    if edition is not None and edition.state not in ("drafting", "returned"):
        return Refused(Message(N_("已经送审，公开属性只能申请变更，或者撤回后再改。")))
    if edition is not None and actor.code not in edition.writers:
        write(edition, writers=[*edition.writers, actor.code], revision=edition.revision + 1)
    return taken.keep_document(**attribute_columns(settled, taken.day), attribute_by=actor.code)


@verb("document.set_makers")
def set_makers(
    *, actor: Actor, now: datetime, document_id: int, names: Sequence[str], based_on: int | None = None
) -> Document | Refused:
    """联合发文机关 beside the lead maker, in their order, while the text is being drafted. A consent already
    given by one that stays is kept."""
    taken = take_document(
        "document.draft", document_id=document_id, actor=actor, now=now, based_on=based_on
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    refused = written_beside(taken)
    if refused is not None:
        return refused
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    known = {each.name: each.id for each in organisations.bodies_on(taken.day).values()}
    consents = dict(JointMaker.objects.filter(document=taken.document).values_list("name", "consented_on"))
    for gone in JointMaker.objects.filter(document=taken.document):
        record(
            subject=(subject_of(JointMaker), gone.pk), body=gone.body_id, before=snapshot(gone), after=None
        )
        gone.delete()
    for order, name in enumerate(wanted, start=1):
        write(
            JointMaker(
                document=taken.document, body_id=taken.document.body_id, maker_id=known.get(name), name=name,
                order=order, consented_on=consents.get(name),
            )
        )  # fmt: skip
    return taken.keep_document()


@verb("document.note_consent")
def note_consent(
    *, actor: Actor, now: datetime, document_id: int, name: str, on: date
) -> JointMaker | Refused:
    """A joint maker agreed in writing to publication: the lead maker asks, and notes the answer."""
    taken = take_document("document.relate", document_id=document_id, actor=actor, now=now)
    if isinstance(taken, Refused):
        return taken
    maker = JointMaker.objects.select_for_update().filter(document=taken.document, name=name).first()
    if maker is None:
        return Refused(Message(N_("“{name}”不是这份文件的联合发文机关。"), {"name": name}))
    if on > taken.day:
        return Refused(Message(N_("同意的日期不能在今天以后。")))
    write(maker, consented_on=on)
    return maker


def written_beside(taken: TakenDocument) -> Refused | None:
    """Something that everybody will read beside the text is written by who acts now: among its writers from
    here on. Refused once the text was sent to review, for what is approved is approved as a whole."""
    edition = _open_edition(taken.document)
    if edition is None:
        return None
    if edition.state not in ("drafting", "returned"):
        return Refused(Message(N_("已经送审，这些内容要随正文一起审批：请撤回修改后再改。")))
    if taken.actor.code not in edition.writers:
        write(edition, writers=[*edition.writers, taken.actor.code], revision=edition.revision + 1)
    return None


def settled_as(attribute: str, ground: str, reason: str, reassess_on: date | None) -> Settled | None:
    """The attribute as a person settled it; None when there is no such attribute."""
    if attribute not in set(Attribute):
        return None
    kind = Attribute(attribute)
    return Settled(kind, ground, reason.strip(), None if kind is Attribute.OPEN else reassess_on)


def unsettled(settled: Settled, day: date) -> Refused | None:
    """The first thing that is missing before the attribute counts as settled, and all of them as details."""
    missing = attribute_problems(law.attribute_rules(day), settled, day)
    if not missing:
        return None
    details = tuple(("attribute", each.reason) for each in missing)
    return Refused(missing[0].reason, missing[0].article, details)


def attribute_columns(settled: Settled, day: date) -> dict[str, Any]:
    """The document's columns for a settled attribute."""
    ground = law.attribute_rules(day).find(settled.ground)
    return {
        "attribute": settled.attribute or "",
        "ground": settled.ground,
        "articles": [ground.article] if ground else [],
        "attribute_reason": settled.reason,
        "attribute_on": day,
        "reassess_on": settled.reassess_on,
        "told_of_reassessment": None,
    }


def written_changes(words: Words) -> tuple[dict[str, Any], int, int]:
    """What the words change, and how many foreign pictures and active parts had to go."""
    changes: dict[str, Any] = {}
    pictures = active = 0
    for field in fields(words):
        value = getattr(words, field.name)
        if value is None or field.name == "cleared":
            continue
        if field.name == "html":
            clean = cleaned(value)
            changes |= {"html": clean.html, "text": clean.text}
            pictures, active = clean.pictures_removed, clean.active_removed
        elif field.name in ("keywords", "elements"):
            changes[field.name] = list(dict.fromkeys(word.strip()[:40] for word in value if word.strip()))
        else:
            changes[field.name] = requirements.plain(value) if isinstance(value, str) else value
    for name in words.cleared:
        if name in ("formed_on", "effective_on", "expires_on"):
            changes[name] = None
    return changes, pictures, active


def _first_edition(document: Document, words: Words, actor: Actor, now: datetime) -> Drafted:
    changes, pictures, active = written_changes(words)
    edition = Edition(
        document=document, body_id=document.body_id, number=1, state=policy.lifecycle_of("edition").initial,
        writers=[actor.code], drafted_by=actor.code, drafted_at=now, **changes,
    )  # fmt: skip
    write(edition)
    return Drafted(edition, pictures, active)


def _open_edition(document: Document) -> Edition | None:
    closed = ("released", "kept", "discarded")
    found = Edition.objects.select_for_update().filter(document=document).exclude(state__in=closed)
    return found.first()
