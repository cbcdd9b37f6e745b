"""Lists in prose that share out a total: 共收到 1108 件：当面 43 件，传真 3 件，网络 234 件，信函 828 件.

A list is taken only where every part is a declared kind of the same total. A list that says 其中 or names
only some kinds may leave some out, so it is wrong for certain only when its parts exceed the total or when
it names the remainder (其他) as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.claims import Claim, Passage
from gongkai.core.narrative.measures import Measure
from gongkai.core.narrative.scope import Time
from gongkai.core.narrative.table import Balance, plain

BASIS = Message(N_("分项之和应等于总数"))
_SOME_ONLY = re.compile(r"主要(?:是|为|包括|有)|等(?:方式|渠道|情形|形式)|部分(?!公开)")
# So many kinds of a total named, and none is left out.
_COMPLETE = {
    "channel": 2,
    "staff": 2,
    "result": 3,
    "outcome": 5,
    "answer": 8,
    "refusal": 6,
    "unavailability": 3,
    "rejection": 5,
}


@dataclass(frozen=True, slots=True)
class SharedOut:
    """A total and the parts the prose shares it out into."""

    total: Claim
    parts: tuple[Claim, ...]
    others: tuple[Decimal, ...]  # figures in the same unit between them that no measure explains
    says_some_only: bool

    @property
    def balance(self) -> Balance:
        return Balance(self.total.value, tuple(part.value for part in self.parts))

    @property
    def gap(self) -> Decimal:
        """What the parts lack to the total; below zero when they exceed it."""
        return self.total.value - sum((part.value for part in self.parts), Decimal(0))

    @property
    def is_complete(self) -> bool:
        """Whether the list leaves nothing out, as far as its wording tells."""
        if self.others or self.says_some_only:
            return False
        family = self.parts[0].measure.family
        return any(part.measure.remainder for part in self.parts) or len(self.parts) >= _COMPLETE.get(
            family, 9
        )

    @property
    def is_certain(self) -> bool:
        """Whether only a slip explains the gap: 其中 may leave a part out, but never exceed the total."""
        may_be_partial = any(part.is_of_which for part in self.parts) and not any(
            part.measure.remainder for part in self.parts
        )
        return not self.others and not self.says_some_only and (self.gap < 0 or not may_be_partial)


def shared_out(claims: Sequence[Claim], read: Sequence[Passage]) -> tuple[SharedOut, ...]:
    """The lists of the prose that have at least two parts."""
    lists = []
    for index, total in enumerate(claims):
        if total.measure.shares_out and total.quantity is not None and total.time is not Time.OTHER:
            shared = _parts_of(total, claims[index + 1 :], read)
            if shared is not None:
                lists.append(shared)
    return tuple(lists)


def _parts_of(total: Claim, following: Sequence[Claim], read: Sequence[Passage]) -> SharedOut | None:
    parts: list[Claim] = []
    last = total.sentence
    for claim in following:
        if claim.sentence > last + 1 or _heading(read, claim.sentence) != _heading(read, total.sentence):
            break
        if claim.measure is total.measure or _restarts(claim, total.measure):
            break
        if claim.quantity is None or claim.time is Time.OTHER or claim.topic != total.topic:
            continue
        if claim.measure.family == total.measure.shares_out:
            if any(part.measure is claim.measure for part in parts):
                break
            parts.append(claim)
            last = claim.sentence
    if len(parts) < 2 or any(not claim.quantity.is_exact for claim in (total, *parts) if claim.quantity):
        return None
    return SharedOut(
        total, tuple(parts), _unexplained(total, parts, following, read), _some_only(total, parts, read)
    )


def _restarts(claim: Claim, total: Measure) -> bool:
    """Another total of the same family begins its own list."""
    return claim.measure.shares_out == total.shares_out and claim.measure is not total


def _heading(read: Sequence[Passage], sentence: int) -> tuple[str | None, str]:
    return read[sentence].sentence.chapter, read[sentence].heading


def _span(
    total: Claim, parts: Sequence[Claim], read: Sequence[Passage]
) -> Iterator[tuple[Passage, int, int]]:
    """The stretches of text from behind the total to the last part."""
    last = max(parts, key=lambda part: (part.sentence, part.start))
    for number in range(total.sentence, last.sentence + 1):
        passage = read[number]
        start = total.quantity.end if number == total.sentence and total.quantity else 0
        end = last.quantity.end if number == last.sentence and last.quantity else len(passage.text)
        yield passage, start, end


def _unexplained(
    total: Claim, parts: Sequence[Claim], following: Sequence[Claim], read: Sequence[Passage]
) -> tuple[Decimal, ...]:
    explained = {(claim.sentence, claim.start) for claim in (total, *following)}
    unit = total.quantity.unit if total.quantity else ""
    return tuple(
        quantity.value
        for passage, start, end in _span(total, parts, read)
        for quantity in passage.quantities
        if start <= quantity.start < end
        and quantity.unit == unit
        and (passage.index, quantity.start) not in explained
    )


def _some_only(total: Claim, parts: Sequence[Claim], read: Sequence[Passage]) -> bool:
    return any(
        _SOME_ONLY.search(passage.text[start : end + 6]) for passage, start, end in _span(total, parts, read)
    )


def balances(lists: Sequence[SharedOut]) -> Mapping[Claim, Balance]:
    """For each claim that stands in a list, whether the list adds up."""
    found: dict[Claim, Balance] = {}
    for shared in lists:
        if shared.gap == 0 or shared.is_complete:
            for claim in (shared.total, *shared.parts):
                found.setdefault(claim, shared.balance)
    return found


def check_lists(
    lists: Sequence[SharedOut], opposed: frozenset[Claim], confirmed: frozenset[Claim]
) -> Iterator[Finding]:
    """Lists that do not add up. One that already stands against the table is not reported again; one whose
    every figure the table confirms is a list of some kinds only."""
    for shared in lists:
        claims = (shared.total, *shared.parts)
        if shared.gap == 0 or sum(shared.others, -shared.gap) == 0:
            continue
        if any(claim in opposed for claim in claims) or all(claim in confirmed for claim in claims):
            continue
        if shared.gap < 0 or shared.is_complete:
            yield _finding(shared)


def _finding(shared: SharedOut) -> Finding:
    total = shared.total
    sum_ = sum((part.value for part in shared.parts), Decimal(0))
    values = {
        "sum": shared.balance.arithmetic.partition("≠")[0],
        "total": plain(total.value),
        "gap": plain(abs(shared.gap)),
        "said": total.said,
    }
    wording = N_("正文“{said}”，分项 {sum}，与总数 {total} 相差 {gap}")
    figures = tuple(
        Figure(f"正文：{claim.said}", plain(claim.value), claim.where) for claim in (total, *shared.parts)
    )
    return Finding(
        "text-sum",
        Severity.ERROR if shared.is_certain else Severity.WARNING,
        Message(wording, values),
        Where(total.where.page, total.where.line),
        plain(total.value),
        plain(sum_),
        figures,
        BASIS,
        Message(N_("请核总数和各分项；若还有未列的分项，请补写")),
    )
