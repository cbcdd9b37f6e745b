"""Entering a public act into the tree, within the verb that did it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.core.transparency.proof import Act, Entry, content_digest
from gongkai.core.transparency.tree import Digest, Node, completed_by, leaf_hash
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write_new
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.models import PublicEntry, TreeNode

type Content = Callable[[Entry], Iterable[Mapping[str, Any]]]
"""What may have been published with an entry: by its address, edition and act; none when it is not mine."""

type Complete = Callable[[datetime], int]
"""Enters what is missing, in verbs of its own; how many."""

_TOGETHER = 1000  # entries
_contents: list[Content] = []
_completing: list[Complete] = []


def contents(source: Content) -> Content:
    """Decorator: a room that publishes says what it has published."""
    _contents.append(source)
    return source


def published_content(entry: Entry) -> Mapping[str, Any] | None:
    """What was published with the entry: what has its digest, or else what now stands in its place, so that a
    change is seen. None when no room knows."""
    found = [each for source in _contents for each in source(entry)]
    name = entry.content.partition(":")[0]
    same = (each for each in found if content_digest(name, DIGESTS[name], each) == entry.content)
    return next(same, found[0] if found else None)


def completes(function: Complete) -> Complete:
    """Decorator: a room that published before the tree knew of it enters what is missing."""
    _completing.append(function)
    return function


def complete(now: datetime) -> int:
    """Enter what rooms published and the tree lacks; how many. Harmless when repeated."""
    return sum(each(now) for each in _completing)


@dataclass(frozen=True, slots=True)
class PublicAct:
    """What is done at the address, and the content it is done with."""

    address: str
    edition: int
    act: Act
    content: Mapping[str, Any]


def enter(*, address: str, edition: int, act: Act, now: datetime, content: Mapping[str, Any]) -> PublicEntry:
    """Add one public act to the tree. To be called inside a verb, in its transaction."""
    (row,) = enter_many([PublicAct(address, edition, act, content)], now)
    return row


def enter_many(acts: Sequence[PublicAct], now: datetime) -> list[PublicEntry]:
    """The same of several acts, in their order; the same number of statements for all."""
    wait_for_turn()
    last = PublicEntry.objects.order_by("-position").values_list("position", flat=True).first()
    first, name = 0 if last is None else last + 1, settings.TREE_DIGEST
    at = timezone.localtime(now).isoformat(timespec="seconds")
    rows = [
        PublicEntry(
            position=position, address=each.address, edition=each.edition, act=each.act, at=at,
            content=content_digest(name, DIGESTS[name], each.content),
        )
        for position, each in enumerate(acts, first)
    ]  # fmt: skip
    write_new(rows)
    _grow(name, rows)
    return rows


def editions_at(address: str) -> list[int]:
    """Numbers of the editions that were entered at the address, in their order."""
    rows = PublicEntry.objects.filter(address=address, act=Act.PUBLISHED).order_by("position")
    return list(rows.values_list("edition", flat=True))


def published_at(addresses: Sequence[str]) -> frozenset[str]:
    """Those of the addresses at which something was published."""
    rows = PublicEntry.objects.filter(address__in=addresses, act=Act.PUBLISHED)
    return frozenset(rows.values_list("address", flat=True))


def entry_of(row: PublicEntry) -> Entry:
    """The row as it is hashed."""
    return Entry(row.address, row.edition, Act(row.act), row.at, row.content)


def rebuild(name: str) -> int:
    """Make the tree anew with the digest `name`, from the entries; the number of entries it took.

    For an installation that changes its digest; nodes that are there stay.
    """
    grown = TreeNode.objects.filter(digest=name, level=0).count()
    rows = PublicEntry.objects.filter(position__gte=grown).order_by("position")
    for several in batched(rows.iterator(), _TOGETHER):
        _grow(name, several)
    return grown + len(rows)


def _grow(name: str, rows: Sequence[PublicEntry]) -> None:
    """Join the leaves of rows that follow each other to the tree."""
    if not rows:
        return
    digest, new = DIGESTS[name], dict[tuple[int, int], bytes]()
    kept = _left_neighbours(name, rows[0].position)

    def node(level: int, index: int) -> bytes:
        found = new.get((level, index))
        return kept(level, index) if found is None else found

    for row in rows:
        leaf = leaf_hash(digest, entry_of(row).bytes())
        for level, index, found in completed_by(digest, node, row.position, leaf):
            new[level, index] = found
    TreeNode.objects.bulk_create(
        TreeNode(digest=name, level=level, index=index, hash=found) for (level, index), found in new.items()
    )


def _left_neighbours(name: str, position: int) -> Node:
    """The complete subtrees on the left of a new leaf, to which it and those after it are joined: one read
    for all."""
    wanted, level = [], 0
    while position:
        if position % 2:
            wanted.append((level, position - 1))
        level, position = level + 1, position // 2
    return kept_nodes(name, wanted)


def kept_nodes(name: str, wanted: list[tuple[int, int]]) -> Node:
    """Kept hashes, read at once."""
    found: dict[tuple[int, int], bytes] = {}
    if wanted:
        rows = TreeNode.objects.filter(digest=name).extra(
            where=[f"(level, index) IN ({', '.join(['(%s, %s)'] * len(wanted))})"],
            params=[number for pair in wanted for number in pair],
        )
        found = {(row.level, row.index): bytes(row.hash) for row in rows}
    return lambda level, index: found[level, index]


def reading(name: str, compute: Callable[[Digest, Node], Any]) -> Any:
    """What `compute` makes of the tree. It runs twice: to learn which nodes it asks for, and with them."""
    wanted: list[tuple[int, int]] = []

    def noting(level: int, index: int) -> bytes:
        wanted.append((level, index))
        return b""

    compute(DIGESTS[name], noting)
    return compute(DIGESTS[name], kept_nodes(name, wanted))
