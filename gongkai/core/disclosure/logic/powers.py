"""The list of powers (权责清单) as of a day, from a list and the changes since, and counts of changes by
batch.

A change that does not fit the list it meets (cancelling what is not there, taking over what already is) is
named and not applied: the list is never repaired in silence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.messages import N_, Message


class ChangeKind(StrEnum):
    CANCELLED = "cancelled"  # 取消
    DELEGATED = "delegated"  # 下放
    TAKEN_OVER = "taken_over"  # 承接
    MERGED = "merged"  # 合并
    ADDED = "added"  # 新增
    RENAMED = "renamed"  # 名称、依据调整


LEAVES = frozenset({ChangeKind.CANCELLED, ChangeKind.DELEGATED, ChangeKind.MERGED})
COMES = frozenset({ChangeKind.TAKEN_OVER, ChangeKind.ADDED})


@dataclass(frozen=True, slots=True)
class Power:
    """`kind`: 行政许可, 行政处罚 …; `body`: code of the body that holds it."""

    code: str
    name: str
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class PowerChange:
    """One item of one batch. `batch`: the document that orders it. `power`: what stands in the list after a
    takeover, an addition or a renaming. `into`: code of the power it was merged into; `to`: who has it now.
    """

    batch: str
    on: date
    kind: ChangeKind
    code: str
    power: Power | None = None
    into: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class ListAsOf:
    """`applied` changes in their order; `refused` with the reason."""

    powers: tuple[Power, ...]
    applied: tuple[PowerChange, ...]
    refused: tuple[tuple[PowerChange, Message], ...]

    def count(self, kind: str = "") -> int:
        """Powers on the list, of one kind or all."""
        return sum(1 for each in self.powers if not kind or each.kind == kind)


def list_as_of(start: Iterable[Power], changes: Iterable[PowerChange], day: date) -> ListAsOf:
    """The list at the end of `day`. Changes of one day apply in the order given, but what is merged goes
    after what it is merged into has come."""
    powers = {power.code: power for power in start}
    applied: list[PowerChange] = []
    refused: list[tuple[PowerChange, Message]] = []
    due = (change for change in changes if change.on <= day)
    for change in sorted(due, key=lambda each: (each.on, each.kind not in COMES)):
        reason = _misfit(change, powers)
        if reason is not None:
            refused.append((change, reason))
            continue
        _apply(change, powers)
        applied.append(change)
    ordered = tuple(powers[code] for code in sorted(powers))
    return ListAsOf(ordered, tuple(applied), tuple(refused))


def counts_by_batch(changes: Iterable[PowerChange]) -> Mapping[str, Mapping[ChangeKind, int]]:
    """How many of each kind a batch orders, batches in order of their first day."""
    ordered = sorted(changes, key=lambda each: (each.on, each.batch))
    counts: dict[str, Counter[ChangeKind]] = {}
    for change in ordered:
        counts.setdefault(change.batch, Counter())[change.kind] += 1
    return counts


def counts_between(changes: Iterable[PowerChange], first: date, last: date) -> Mapping[ChangeKind, int]:
    """Changes on first..last by kind: what the list's page says since the year's start."""
    return Counter(change.kind for change in changes if first <= change.on <= last)


def _misfit(change: PowerChange, powers: Mapping[str, Power]) -> Message | None:
    here = change.code in powers
    values = {"code": change.code, "into": change.into}
    if change.kind in COMES:
        if change.power is None:
            return Message(N_("承接、新增的事项 {code} 没有写明内容"), values)
        return Message(N_("事项 {code} 已经在清单上"), values) if here else None
    if not here:
        return Message(N_("清单上没有事项 {code}"), values)
    if change.kind is ChangeKind.MERGED and (change.into not in powers or change.into == change.code):
        return Message(N_("事项 {code} 要并入的 {into} 不在清单上"), values)
    if change.kind is ChangeKind.RENAMED and (change.power is None or change.power.code != change.code):
        return Message(N_("事项 {code} 的调整没有写明调整后的内容"), values)
    return None


def _apply(change: PowerChange, powers: dict[str, Power]) -> None:
    if change.kind in LEAVES:
        del powers[change.code]
    elif change.power is not None:
        powers[change.code] = change.power
