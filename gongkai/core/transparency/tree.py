"""The tree over published entries (RFC 9162, 2.1), with either digest.

A leaf is one entry; the root stands for all of them in their order. Two promises can be checked by anybody
who holds roots: that an entry is among those a root stands for (inclusion), and that an earlier root stands
for the beginning of what a later one stands for (consistency), so that nothing was changed or taken out.

Hashes of complete subtrees never change again, so they are kept: `node(level, index)` is the hash over the
2^level leaves from index·2^level on. A root or a proof needs some log₂ n of them.
"""

from collections.abc import Callable, Iterator, Sequence

type Digest = Callable[[bytes], bytes]
"""32 bytes from any: SHA-256 or SM3."""
type Node = Callable[[int, int], bytes]
"""The kept hash of a complete subtree, by level and index."""

_LEAF, _INNER = b"\0", b"\1"  # another beginning for leaves: an inner node can't pass for an entry


def leaf_hash(digest: Digest, entry: bytes) -> bytes:
    """The hash of an entry as a leaf."""
    return digest(_LEAF + entry)


def joined(digest: Digest, left: bytes, right: bytes) -> bytes:
    """The hash over two neighbouring subtrees."""
    return digest(_INNER + left + right)


def completed_by(digest: Digest, node: Node, position: int, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
    """What the leaf at `position` (from 0) completes, itself first: (level, index, hash) of each subtree.

    `node` is asked for left neighbours.
    """
    level, index, found = 0, position, leaf
    yield level, index, found
    while index % 2:
        found = joined(digest, node(level, index - 1), found)
        level, index = level + 1, index // 2
        yield level, index, found


def root(digest: Digest, node: Node, size: int) -> bytes:
    """The root over the first `size` leaves; of none, the digest of nothing."""
    return _over(digest, node, 0, size) if size else digest(b"")


def inclusion(digest: Digest, node: Node, position: int, size: int) -> list[bytes]:
    """The neighbours on the way from the leaf at `position` up to the root over `size` leaves, lowest first.

    Raises ValueError unless 0 ≤ position < size.
    """
    if not 0 <= position < size:
        raise ValueError(f"no leaf {position} among {size}")
    return _path(digest, node, position, 0, size)


def consistency(digest: Digest, node: Node, earlier: int, later: int) -> list[bytes]:
    """What leads from the root over `earlier` leaves to the one over `later`.

    Raises ValueError unless 0 < earlier ≤ later.
    """
    if not 0 < earlier <= later:
        raise ValueError(f"{earlier} leaves are no beginning of {later}")
    return _between(digest, node, earlier, 0, later, True)


def root_by_inclusion(
    digest: Digest, leaf: bytes, position: int, size: int, path: Sequence[bytes]
) -> bytes | None:
    """The root that the path leads to; None when the path can't be one (RFC 9162, 2.1.3.2)."""
    if not 0 <= position < size:
        return None
    at, last, found = position, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return None
        if at % 2 or at == last:
            found = joined(digest, neighbour, found)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            found = joined(digest, found, neighbour)
        at, last = at // 2, last // 2
    return found if last == 0 else None


def is_consistent(
    digest: Digest, earlier: int, later: int, earlier_root: bytes, later_root: bytes, path: Sequence[bytes]
) -> bool:
    """Does the path show that the earlier root is over the beginning of the later? (RFC 9162, 2.1.4.2)"""
    if earlier == later:
        return not path and earlier_root == later_root
    if not 0 < earlier < later or not path:
        return False
    steps = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    at, last = earlier - 1, later - 1
    while at % 2:
        at, last = at // 2, last // 2
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            first, second = joined(digest, step, first), joined(digest, step, second)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            second = joined(digest, second, step)
        at, last = at // 2, last // 2
    return last == 0 and first == earlier_root and second == later_root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _over(digest: Digest, node: Node, begin: int, end: int) -> bytes:
    size = end - begin
    if size & (size - 1) == 0:
        return node(size.bit_length() - 1, begin // size)
    middle = begin + _split(size)
    return joined(digest, _over(digest, node, begin, middle), _over(digest, node, middle, end))


def _path(digest: Digest, node: Node, position: int, begin: int, end: int) -> list[bytes]:
    if end - begin == 1:
        return []
    middle = begin + _split(end - begin)
    if position < middle:
        return [*_path(digest, node, position, begin, middle), _over(digest, node, middle, end)]
    return [*_path(digest, node, position, middle, end), _over(digest, node, begin, middle)]


def _between(digest: Digest, node: Node, earlier: int, begin: int, end: int, known: bool) -> list[bytes]:
    """`known`: whoever checks holds the root over this whole stretch already, it is the earlier root."""
    if earlier == end:
        return [] if known else [_over(digest, node, begin, end)]
    middle = begin + _split(end - begin)
    if earlier <= middle:
        return [*_between(digest, node, earlier, begin, middle, known), _over(digest, node, middle, end)]
    return [*_between(digest, node, earlier, middle, end, False), _over(digest, node, begin, middle)]
