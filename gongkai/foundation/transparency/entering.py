"""Entering a public act into the tree, within the verb that did it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.core.transparency.proof import Act, Entry, content_digest
from gongkai.core.transparency.tree import Digest, Node, completed_by, leaf_hash
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.models import PublicEntry, TreeNode

type Content = Callable[[Entry], Iterable[Mapping[str, Any]]]
"""What may have been published with an entry: by its address, edition and act; none when it is not mine."""

_contents: list[Content] = []


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


def enter(*, address: str, edition: int, act: Act, now: datetime, content: Mapping[str, Any]) -> PublicEntry:
    """Add one public act to the tree. To be called inside a verb, in its transaction."""
    wait_for_turn()
    last = PublicEntry.objects.order_by("-position").values_list("position", flat=True).first()
    name = settings.TREE_DIGEST
    row = PublicEntry(
        position=0 if last is None else last + 1, address=address, edition=edition, act=act,
        at=timezone.localtime(now).isoformat(timespec="seconds"),
        content=content_digest(name, DIGESTS[name], content),
    )  # fmt: skip
    write(row)
    _grow(name, row)
    return row


def entry_of(row: PublicEntry) -> Entry:
    """The row as it is hashed."""
    return Entry(row.address, row.edition, Act(row.act), row.at, row.content)


def rebuild(name: str) -> int:
    """Make the tree anew with the digest `name`, from the entries; the number of entries it took.

    For an installation that changes its digest; nodes that are there stay.
    """
    grown = TreeNode.objects.filter(digest=name, level=0).count()
    rows = PublicEntry.objects.filter(position__gte=grown).order_by("position")
    for row in rows.iterator():
        _grow(name, row)
    return grown + len(rows)


def _grow(name: str, row: PublicEntry) -> None:
    digest = DIGESTS[name]
    leaf = leaf_hash(digest, entry_of(row).bytes())
    node = _left_neighbours(name, row.position)
    TreeNode.objects.bulk_create(
        TreeNode(digest=name, level=level, index=index, hash=found)
        for level, index, found in completed_by(digest, node, row.position, leaf)
    )


def _left_neighbours(name: str, position: int) -> Node:
    """The nodes that a new leaf is joined to: one read for all."""
    wanted, level = [], 0
    while position % 2:
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
