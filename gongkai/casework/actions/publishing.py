"""Putting a reply before everybody, and taking it down again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from gongkai.casework import texts
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.anonymising import remaining
from gongkai.casework.models import Case, PublishedReply, Reply
from gongkai.casework.policy import Condition, Conditions, another_person, written
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

_PERSONAL = "《政府信息公开条例》（2019年修订）第十五条；《个人信息保护法》第二十五条"


@verb("case.publish")
def publish(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    title: str,
    question: str,
    answer: str,
    kept: Mapping[str, str] | None = None,
    based_on: int | None = None,
) -> PublishedReply | Refused:
    """Publish the sent reply as anonymised (第四十四条), by another person than those who wrote it.

    Refused while anything in it looks like personal data, unless `kept` gives for that passage the reason why
    it is none; the applicant's own data never pass. A second publishing takes the first one's place.
    """
    said = {"title": title.strip(), "question": question.strip(), "answer": answer.strip()}
    taken = take(
        "case.publish", case_id=case_id, actor=actor, now=now, based_on=based_on,
        judging=lambda taken: _conditions(taken, said, kept or {}),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    case, reply = taken.case, _sent(taken.case)
    if reply is None or reply.sent_on is None:
        return Refused(Message(N_("这件申请还没有发出的答复。")))
    for before in PublishedReply.objects.filter(case=case, withdrawn_at__isnull=True):
        write(before, withdrawn_at=now, withdrawn_reason="由更正后的内容代替")
    flat = "\n".join(texts.flat(part) for part in said.values())
    published = PublishedReply(
        case=case, body_id=case.body_id, **said, digest=digest(said), kept=_kept(case, said, kept or {}),
        outcome=reply.outcome, replied_on=reply.sent_on, published_at=now, published_by=actor.code, flat=flat,
        grams=sorted({number for part in said.values() for number in texts.grams_of(part)}),
    )  # fmt: skip
    write(published)
    taken.keep()
    return published


@verb("case.withdraw_published")
def withdraw_published(
    *, actor: Actor, now: datetime, case_id: int, reason: str, based_on: int | None = None
) -> PublishedReply | Refused:
    """Take the published reply down, with the reason."""
    taken = take(
        "case.withdraw_published", case_id=case_id, actor=actor, now=now, based_on=based_on,
        judging=lambda taken: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    published = PublishedReply.objects.filter(case=taken.case, withdrawn_at__isnull=True).first()
    if published is None:
        return Refused(Message(N_("这件申请的答复没有公开，或者已经撤下。")))
    write(published, reason=reason.strip(), withdrawn_at=now, withdrawn_reason=reason.strip()[:200])
    taken.keep(reason=reason.strip())
    return published


def digest(said: Mapping[str, str]) -> str:
    """SHA-256 of what everybody reads."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _conditions(taken: Taken, said: Mapping[str, str], kept: Mapping[str, str]) -> Conditions:
    reply = _sent(taken.case)
    return {
        Condition.ANOTHER_PERSON: another_person(taken.actor, reply.writers if reply else ()),
        Condition.ANONYMISED: lambda: _not_anonymous(taken.case, said, kept),
    }


def _not_anonymous(case: Case, said: Mapping[str, str], kept: Mapping[str, str]) -> Message | Refused | None:
    if not all(said.values()):
        return Message(N_("公开的标题、申请内容和答复内容都应当填写。"))
    open_passages = [
        each for each in remaining(case, said) if each.his_own or not kept.get(each.text, "").strip()
    ]
    if not open_passages:
        return None
    count = len(open_passages)
    return Refused(
        Message(N_("还有 {count} 处像是个人信息，请遮盖；确实不是的，逐处写明理由。"), {"count": count}),
        _PERSONAL,
        tuple((each.part, each.message) for each in open_passages),
    )


def _kept(case: Case, said: Mapping[str, str], kept: Mapping[str, str]) -> list[dict[str, str]]:
    found = {each.text: each for each in remaining(case, said)}
    return [
        {"text": text, "kind": str(each.kind), "reason": kept[text].strip()} for text, each in found.items()
    ]


def _sent(case: Case) -> Reply | None:
    """The latest reply that went out."""
    return Reply.objects.filter(case=case, sent_on__isnull=False).order_by("-sent_on", "-pk").first()
