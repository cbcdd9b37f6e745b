"""Readings of monitored sources: what may go on the page, what waits for a person, and what is over its
limit.

A source sends the same reading three times, out of order, or a year ahead. The same again is left out; out
of order is taken and said; ahead of the clock, impossible or contradicting what is there is set aside with
its reason (quarantine). Nothing is corrected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from gongkai.core.messages import N_, Message


class Verdict(StrEnum):
    TAKEN = "taken"
    TAKEN_LATE = "taken_late"  # older than one already there: out of order
    REPEATED = "repeated"  # the same reading again
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Reading:
    """`item`: pollutant and unit as declared. `at`: the hour's beginning. `value` None: the source says it
    had none, for the reason in `note` (校准、停产、故障)."""

    source: str
    item: str
    at: datetime
    value: Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading and what becomes of it; `reason` where it is set aside."""

    reading: Reading
    verdict: Verdict
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """`interval` between readings; `ahead`: how far a source's clock may run before ours; `behind`: how old a
    reading may be; `greatest`: the most an item's instrument can show, by item."""

    interval: timedelta = timedelta(hours=1)
    ahead: timedelta = timedelta(minutes=10)
    behind: timedelta = timedelta(days=31)
    greatest: Mapping[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """The permitted concentration (排放限值) and the standard or permit it comes from."""

    item: str
    most: Decimal
    document: str
    least: Decimal | None = None  # pH


@dataclass(frozen=True, slots=True)
class Exceedance:
    """Consecutive readings over the limit. `last` is the last such hour's beginning. `worst`: the reading
    farthest off; `times`: how many times over the most, to two places; None where it is below the least."""

    source: str
    item: str
    first: datetime
    last: datetime
    readings: int
    worst: Decimal
    times: Decimal | None


@dataclass(frozen=True, slots=True)
class Gap:
    """No reading from `first` up to and including `last`."""

    first: datetime
    last: datetime
    readings: int


def judge(
    readings: Iterable[Reading],
    known: Mapping[tuple[str, str, datetime], Decimal | None],
    received_at: datetime,
    bounds: Bounds,
) -> tuple[Judged, ...]:
    """What becomes of each reading, in the order received. `known`: what is already there, by source, item
    and time."""
    there = dict(known)
    newest: dict[tuple[str, str], datetime] = {}
    for source, item, at in known:
        newest[source, item] = max(at, newest.get((source, item), at))
    judged = []
    for reading in readings:
        result = _judged(reading, there, newest.get((reading.source, reading.item)), received_at, bounds)
        judged.append(result)
        if result.verdict in (Verdict.TAKEN, Verdict.TAKEN_LATE):
            there[reading.source, reading.item, reading.at] = reading.value
            latest = newest.get((reading.source, reading.item), reading.at)
            newest[reading.source, reading.item] = max(latest, reading.at)
    return tuple(judged)


def exceedances(
    readings: Iterable[Reading], limit: Limit, interval: timedelta = timedelta(hours=1)
) -> tuple[Exceedance, ...]:
    """The stretches of one source's readings of the limit's item that are over it. Exactly at the limit is
    within. A missing hour ends a stretch: nothing is known about it."""
    over = [
        (each, each.value)
        for each in sorted(readings, key=lambda one: (one.source, one.at))
        if each.item == limit.item and each.value is not None and _is_over(each.value, limit)
    ]
    stretches: list[list[tuple[Reading, Decimal]]] = []
    for reading, value in over:
        before = stretches[-1][-1][0] if stretches else None
        if before and before.source == reading.source and reading.at - before.at <= interval:
            stretches[-1].append((reading, value))
        else:
            stretches.append([(reading, value)])
    return tuple(_exceedance(stretch, limit) for stretch in stretches)


def gaps(
    times: Iterable[datetime], first: datetime, last: datetime, interval: timedelta = timedelta(hours=1)
) -> tuple[Gap, ...]:
    """Where readings are missing among first, first+interval … last."""
    there = set(times)
    found: list[Gap] = []
    at = first
    while at <= last:
        if at not in there:
            before = found[-1] if found and found[-1].last + interval == at else None
            if before:
                found[-1] = Gap(before.first, at, before.readings + 1)
            else:
                found.append(Gap(at, at, 1))
        at += interval
    return tuple(found)


def _judged(
    reading: Reading,
    there: Mapping[tuple[str, str, datetime], Decimal | None],
    newest: datetime | None,
    received_at: datetime,
    bounds: Bounds,
) -> Judged:
    place = (reading.source, reading.item, reading.at)
    if place in there and there[place] == reading.value:
        return Judged(reading, Verdict.REPEATED)
    reason = _doubt(reading, received_at, bounds)
    if reason is None and place in there:
        values = {"known": _written(there[place]), "value": _written(reading.value)}
        reason = Message(N_("同一时刻已有读数 {known}，又送来 {value}"), values)
    if reason is not None:
        return Judged(reading, Verdict.SET_ASIDE, reason)
    late = newest is not None and reading.at < newest
    return Judged(reading, Verdict.TAKEN_LATE if late else Verdict.TAKEN)


def _doubt(reading: Reading, received_at: datetime, bounds: Bounds) -> Message | None:
    if reading.at > received_at + bounds.ahead:
        return Message(N_("时间 {at} 在收到之后"), {"at": reading.at.isoformat(sep=" ")})
    if reading.at < received_at - bounds.behind:
        return Message(N_("时间 {at} 早于可以补报的期限"), {"at": reading.at.isoformat(sep=" ")})
    if reading.value is None:
        return None if reading.note.strip() else Message(N_("没有读数，也没有写明原因"))
    if not reading.value.is_finite() or reading.value < 0:
        return Message(N_("读数 {value} 不可能"), {"value": reading.value})
    greatest = (bounds.greatest or {}).get(reading.item)
    if greatest is not None and reading.value > greatest:
        values = {"value": reading.value, "greatest": greatest}
        return Message(N_("读数 {value} 超过仪器的最大值 {greatest}"), values)
    return None


def _is_over(value: Decimal, limit: Limit) -> bool:
    return value > limit.most or (limit.least is not None and value < limit.least)


def _exceedance(stretch: Sequence[tuple[Reading, Decimal]], limit: Limit) -> Exceedance:
    (first, _), (last, _) = stretch[0], stretch[-1]
    values = [value for _, value in stretch]
    least = limit.least
    worst = max(values, key=lambda value: max(value - limit.most, (least or value) - value))
    times = (worst / limit.most).quantize(Decimal("0.01")) if worst > limit.most and limit.most else None
    return Exceedance(first.source, limit.item, first.at, last.at, len(stretch), worst, times)


def _written(value: Decimal | None) -> str:
    return "—" if value is None else str(value)
