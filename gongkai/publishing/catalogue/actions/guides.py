"""指南 and 制度: written by one, published by another once every required element is there."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing import guide
from gongkai.core.publishing.guide import PageKind
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.catalogue import law, policy
from gongkai.publishing.catalogue.models import GuideVersion

_LONGEST = 10_000  # characters of one element


@verb("guide.write")
def write_guide(
    *, actor: Actor, now: datetime, body_id: int, kind: str, sections: Mapping[str, str],
    is_sample: bool = False,
) -> GuideVersion | Refused:  # fmt: skip
    """编写或者修改 the version in hand; a published one is followed by a new one."""
    day = timezone.localdate(now)
    refused = policy.may_propose(actor, body_id, day)
    if refused is not None:
        return refused
    if kind not in set(PageKind):
        return Refused(Message(N_("没有这种页面。")))
    known = {each.code for each in law.guide_rules(day).elements_of(PageKind(kind))}
    said = {code: text.strip()[:_LONGEST] for code, text in sections.items() if code in known}
    mine = GuideVersion.objects.filter(body=body_id, kind=kind)
    row = mine.select_for_update().filter(published_at__isnull=True, returned=False).first()
    if row is None:
        number = max(mine.values_list("number", flat=True), default=0) + 1
        row = GuideVersion(body_id=body_id, kind=kind, number=number, is_sample=is_sample)
    write(row, sections=said, written_by=actor.code, written_at=now)
    return row


@verb("guide.publish")
def publish_guide(*, actor: Actor, now: datetime, guide_id: int) -> GuideVersion | Refused:
    """审定并公布. What is missing is told, each element by name."""
    row = _in_hand(actor, now, guide_id)
    if isinstance(row, Refused):
        return row
    rules = law.guide_rules(timezone.localdate(now))
    lacking = guide.missing(rules, PageKind(row.kind), row.sections)
    if lacking:
        details = tuple(
            (each.code, Message(N_("“{title}”没有写"), {"title": each.title})) for each in lacking
        )
        return Refused(Message(N_("必备的内容没有写全。")), rules.article, details)
    write(row, decided_by=actor.code, published_at=now)
    return row


@verb("guide.return")
def return_guide(*, actor: Actor, now: datetime, guide_id: int, answer: str) -> GuideVersion | Refused:
    """退回, with the reason; who writes again begins another version."""
    row = _in_hand(actor, now, guide_id)
    if isinstance(row, Refused):
        return row
    if not answer.strip():
        return Refused(Message(N_("请写明理由。")))
    write(row, returned=True, answer=answer.strip(), decided_by=actor.code)
    return row


def _in_hand(actor: Actor, now: datetime, guide_id: int) -> GuideVersion | Refused:
    rows = GuideVersion.objects.select_for_update()
    row = rows.filter(pk=guide_id, published_at__isnull=True, returned=False).first()
    if row is None:
        return Refused(Message(N_("没有待审定的版本，可能已经办理。")))
    refused = policy.may_decide(actor, row.body_id, timezone.localdate(now), row.written_by)
    return row if refused is None else refused
