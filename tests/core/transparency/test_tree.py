"""The tree against the definition of RFC 9162 written out plainly, and against forgery."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.transparency.tree import (
    completed_by,
    consistency,
    inclusion,
    is_consistent,
    joined,
    leaf_hash,
    root,
    root_by_inclusion,
)


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class Kept:
    """The kept nodes of a tree of entries b"0", b"1", …"""

    def __init__(self, size: int) -> None:
        self.leaves = [leaf_hash(sha256, str(each).encode()) for each in range(size)]
        self.nodes: dict[tuple[int, int], bytes] = {}
        for position, leaf in enumerate(self.leaves):
            for level, index, found in completed_by(sha256, self, position, leaf):
                assert (level, index) not in self.nodes, "a kept node is written once"
                self.nodes[level, index] = found

    def __call__(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) of RFC 9162, 2.1.1."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return joined(sha256, by_definition(leaves[:split]), by_definition(leaves[split:]))


TREE = Kept(70)


@pytest.mark.parametrize("size", range(71))
def test_the_root_is_that_of_the_definition(size):
    assert root(sha256, TREE, size) == by_definition(TREE.leaves[:size])


def test_the_root_of_the_rfcs_examples():
    """The tree of RFC 6962's well-known test vectors: one empty entry, and the tree without entries."""
    assert root(sha256, TREE, 0).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(sha256, b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_every_leaf_of_every_size_is_shown_to_be_in():
    for size in range(1, 71):
        whole = root(sha256, TREE, size)
        for position in range(size):
            path = inclusion(sha256, TREE, position, size)
            assert root_by_inclusion(sha256, TREE.leaves[position], position, size, path) == whole


def test_every_beginning_is_shown_to_be_one():
    roots = [root(sha256, TREE, size) for size in range(71)]
    for later in range(1, 71):
        for earlier in range(1, later + 1):
            path = consistency(sha256, TREE, earlier, later)
            assert is_consistent(sha256, earlier, later, roots[earlier], roots[later], path)


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))), st.data())
def test_a_changed_entry_position_or_step_leads_elsewhere(where, data):
    size, position = where
    path, whole = inclusion(sha256, TREE, position, size), root(sha256, TREE, size)
    assert root_by_inclusion(sha256, leaf_hash(sha256, b"forged"), position, size, path) != whole
    other = data.draw(st.integers(0, 70))
    if other != position:
        assert root_by_inclusion(sha256, TREE.leaves[position], other, size, path) != whole
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        bent = [sha256(step) if number == at else step for number, step in enumerate(path)]
        assert root_by_inclusion(sha256, TREE.leaves[position], position, size, bent) != whole
        assert root_by_inclusion(sha256, TREE.leaves[position], position, size, path[:-1]) != whole
    assert root_by_inclusion(sha256, TREE.leaves[position], position, size, [*path, whole]) != whole


@given(st.integers(2, 70).flatmap(lambda later: st.tuples(st.integers(1, later - 1), st.just(later))))
def test_a_past_that_was_rewritten_is_no_beginning(sizes):
    earlier, later = sizes
    path = consistency(sha256, TREE, earlier, later)
    rewritten = by_definition([sha256(b"other"), *TREE.leaves[1:earlier]])
    assert not is_consistent(sha256, earlier, later, rewritten, root(sha256, TREE, later), path)
    assert not is_consistent(sha256, earlier, later, root(sha256, TREE, earlier), sha256(b"other"), path)
    assert not is_consistent(
        sha256, earlier, later, root(sha256, TREE, earlier), root(sha256, TREE, later), []
    )


@pytest.mark.parametrize(("position", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_of_what_is_not_there(position, size):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion(sha256, TREE, position, size)
    assert root_by_inclusion(sha256, TREE.leaves[0], position, size, []) is None


@pytest.mark.parametrize(("earlier", "later"), [(0, 3), (4, 3)])
def test_no_beginning_of_what_is_not_there(earlier, later):
    with pytest.raises(ValueError, match="no beginning"):
        consistency(sha256, TREE, earlier, later)
