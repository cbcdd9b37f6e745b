"""Sources: proposed by one person, approved by another, stopped by either. What they bring goes out without a
person looking at each release, so who approves one approves that."""

from datetime import datetime

from django.utils import timezone

from gongkai.core.disclosure.schema import Mode
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, policy, runs, secret_words
from gongkai.disclosure.models import Source, SourceKind, SourceState
from gongkai.disclosure.pulls import problem_of
from gongkai.disclosure.queries.visible import sources_visible_to
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.tasks.queue import enqueue

_SHORTEST, _LONGEST = 5, 60 * 24 * 31  # minutes


@verb("source.propose")
def propose_source(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    data_set: str,
    kind: str,
    name: str,
    url: str = "",
    username: str = "",
    secret: str = "",
    host_key: str = "",
    mode: str = "",
    every_minutes: int = 1440,
    is_sample: bool = False,
) -> Source | Refused:
    """登记数据来源. `secret`: password or bearer token; kept sealed, never shown again."""
    day = timezone.localdate(now)
    refused = first_refusal(
        policy.may_set_up(actor, body_id, day), _unknown(data_set, kind, name, day),
        _wrong_address(kind, url, host_key), _wrong_rhythm(every_minutes),
    )  # fmt: skip
    if refused is not None:
        return refused
    source = Source(
        data_set=data_set, body_id=body_id, kind=SourceKind(kind), name=name.strip(), url=url.strip(),
        username=username.strip(), secret=secret_words.seal(secret) if secret else "",
        host_key=host_key.strip(), mode=Mode(mode or declared.data_set(data_set, day).mode),
        every_minutes=every_minutes, state=SourceState.PROPOSED, proposed_by=actor.code, proposed_at=now,
        is_sample=is_sample,
    )  # fmt: skip
    write(source)
    return source


@verb("source.approve")
def approve_source(*, actor: Actor, now: datetime, source_id: int) -> Source | Refused:
    """批准 by another person who may approve releases of the body."""
    source = _taken(actor, now, source_id)
    if isinstance(source, Refused):
        return source
    day = timezone.localdate(now)
    held = policy.standing(actor, source.body_id, day)
    if not held & {f"{role}@own" for role in (Role.REVIEWER, Role.OFFICE_HEAD)}:
        return Refused(Message(N_("只有本单位的审核人和公开机构负责人可以批准数据来源。")))
    if actor.code == source.proposed_by:
        return Refused(Message(N_("不能批准自己登记的数据来源，请由他人办理。")))
    if source.state == SourceState.ON:
        return Refused(Message(N_("这个数据来源已经批准。")))
    pulled = source.kind != SourceKind.STREAM
    write(source, state=SourceState.ON, approved_by=actor.code, approved_at=now,
          next_at=now if pulled else None, failures=0)  # fmt: skip
    return source


@verb("source.stop")
def stop_source(*, actor: Actor, now: datetime, source_id: int, reason: str) -> Source | Refused:
    """停用. What it has brought stays; to be used again it must be approved again."""
    source = _taken(actor, now, source_id)
    if isinstance(source, Refused):
        return source
    day = timezone.localdate(now)
    answers, sets_up = (ask(actor, source.body_id, day) for ask in (policy.may_answer_for, policy.may_set_up))
    if answers is not None and sets_up is not None:
        return answers
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    if source.state == SourceState.STOPPED:
        return Refused(Message(N_("这个数据来源已经停用。")))
    write(source, reason=reason.strip(), state=SourceState.STOPPED, next_at=None)
    return source


def try_source(*, actor: Actor, now: datetime, source_id: int) -> Source | Refused:
    """试取, in the background: what came of it stands among the source's last runs. Nothing is published and
    no state changes."""
    day = timezone.localdate(now)
    source = sources_visible_to(actor, day).filter(pk=source_id).first()
    if source is None:
        return Refused(Message(N_("没有这个数据来源，或者您不能办理。")))
    answers, sets_up = (ask(actor, source.body_id, day) for ask in (policy.may_answer_for, policy.may_set_up))
    if answers is not None and sets_up is not None:
        return answers
    if source.kind == SourceKind.STREAM:
        return Refused(Message(N_("实时读数由对方推送，不能试取。")))
    enqueue(runs.TRY, source=source.pk)
    return source


def _taken(actor: Actor, now: datetime, source_id: int) -> Source | Refused:
    seen = sources_visible_to(actor, timezone.localdate(now))
    found = seen.select_for_update().filter(pk=source_id).first()
    return found or Refused(Message(N_("没有这个数据来源，或者您不能办理。")))


def _unknown(data_set: str, kind: str, name: str, day: object) -> Refused | None:
    if data_set not in declared.fields().names:
        return Refused(Message(N_("没有名为“{name}”的数据集。"), {"name": data_set}))
    if kind not in SourceKind.values:
        return Refused(Message(N_("请选择来源的种类。")))
    if not name.strip():
        said = Message(N_("请写明来源的名称。"))
        return Refused(said, details=(("name", said),))
    return None


def _wrong_address(kind: str, url: str, host_key: str) -> Refused | None:
    said = problem_of(kind, url.strip(), host_key.strip())
    return Refused(said, details=(("url", said),)) if said is not None else None


def _wrong_rhythm(minutes: int) -> Refused | None:
    if _SHORTEST <= minutes <= _LONGEST:
        return None
    said = Message(
        N_("抓取的间隔在 {least} 分钟到 {most} 分钟之间。"), {"least": _SHORTEST, "most": _LONGEST}
    )
    return Refused(said, details=(("every_minutes", said),))
