"""Readings that stream in: taken, known already, or set aside with the reason. Nothing is corrected.

The same reading sent three times counts once. One that comes late is taken at its place. One ahead of the
clock, too old, or contradicting what is public is set aside: a person corrects, a stream does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.disclosure.logic.readings import Bounds
from gongkai.core.disclosure.schema import ColumnType, DataSet
from gongkai.core.disclosure.validating import CheckedRow, Checker
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, loading
from gongkai.disclosure.actions.checking import check_now
from gongkai.disclosure.actions.preparing import begin
from gongkai.disclosure.actions.releasing import release_now
from gongkai.disclosure.actions.steps import cancel, pass_on
from gongkai.disclosure.checking.knowing import Store
from gongkai.disclosure.given import Given
from gongkai.disclosure.models import Release, Source, SourceKind, SourceState, Way
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor

MOST = 20_000  # readings at once
_TRIES = 3  # while others bring in readings of the same data set


@dataclass(slots=True)
class Received:
    """`set_aside`: (place from 1, reason). `release`: what the taken ones went out with, None without any."""

    taken: int = 0
    known: int = 0
    set_aside: list[tuple[int, Message]] = field(default_factory=list)
    release: Release | None = None


def writer_of(source: Source) -> Actor:
    """In whose name a source's releases are written: never a person's, least of all the approver's."""
    return Actor(f"source:{source.pk}", is_system=True)


def receive(*, now: datetime, source: Source, rows: Sequence[Mapping[str, Any]]) -> Received | Refused:
    """Take readings in and publish them at once. The caller has made sure who sends them."""
    if source.state != SourceState.ON or source.kind != SourceKind.STREAM:
        return Refused(Message(N_("这个数据来源没有批准，或者已经停用。")))
    if len(rows) > MOST:
        return Refused(Message(N_("一次最多送 {most} 条读数。"), {"most": MOST}))
    day = timezone.localdate(now)
    data_set = declared.data_set(source.data_set, day)
    refused = None
    for _ in range(_TRIES):
        received = Received()
        good = _sorted_out(data_set, rows, now, received)
        refused = _published(source, [dict(each.content) for each in good], now, received) if good else None
        if refused is None:
            break
    if refused is not None:
        return refused
    received.taken = len(good)
    Source.objects.filter(pk=source.pk).update(
        last_at=now, last_note="; ".join(f"{place}: {said}" for place, said in received.set_aside[:20])
    )
    return received


def _sorted_out(
    data_set: DataSet, rows: Sequence[Mapping[str, Any]], now: datetime, received: Received
) -> list[CheckedRow]:
    table = Checker(data_set).table(enumerate(rows, start=1), Store(data_set, timezone.localdate(now)))
    received.known += len(table.repeated)
    received.set_aside += [(row.place, row.problems[0].message) for row in table.refused]
    standing = loading.contents(data_set.name, [row.key for row in table.accepted])
    good: list[CheckedRow] = []
    for row in table.accepted:
        known = standing.get(row.key)
        if known is not None and known.content == row.content:
            received.known += 1
            continue
        said = _contradicts(known) or _at_the_wrong_time(data_set, row, now)
        if said is not None:
            received.set_aside.append((row.place, said))
        else:
            good.append(row)
    received.set_aside.sort(key=lambda each: each[0])
    return good


def _contradicts(known: loading.StandingContent | None) -> Message | None:
    if known is None:
        return None
    return Message(N_("这个时刻已经有不同的读数。读数有误的，请用“更正”，写明理由。"))


def _at_the_wrong_time(data_set: DataSet, row: CheckedRow, now: datetime) -> Message | None:
    column = data_set.cadence.starts or data_set.presentation.period
    if not column or data_set.column(column).type is not ColumnType.DATETIME:
        return None
    at = timezone.make_aware(datetime.fromisoformat(str(row.content[column])))
    bounds = Bounds()
    if at > now + bounds.ahead:
        return Message(N_("读数的时间 {at} 还没有到，请检查来源的时钟。"), {"at": str(row.content[column])})
    if at < now - bounds.behind:
        return Message(N_("读数的时间 {at} 过早，补报历史数据请上传文件。"), {"at": str(row.content[column])})
    return None


def _published(
    source: Source, rows: Sequence[Mapping[str, Any]], now: datetime, received: Received
) -> Refused | None:
    """Checked, passed by the approval of the source, and out. What can't go out, because the same came in
    meanwhile, leaves nothing behind that somebody would have to do."""
    writer = writer_of(source)
    begun = begin(
        actor=writer, now=now, body_id=source.body_id, data_set=source.data_set, way=Way.STREAM,
        mode="upsert", source=source, given=Given.rows(rows), is_sample=source.is_sample,
    )  # fmt: skip
    if isinstance(begun, Refused):
        return begun
    for step in (check_now, pass_on, release_now):
        done = step(actor=writer, now=now, release_id=begun.pk)
        if isinstance(done, Refused):
            cancel(actor=writer, now=now, release_id=begun.pk, reason=str(done.reason))
            return done
        received.release = done
    return None
