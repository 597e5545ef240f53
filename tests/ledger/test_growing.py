"""Growing the tree: the hashes do not depend on how the leaves came, all at once or one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.ledger import merkle
from mingjian.ledger.growing import Growth, grow
from mingjian.ledger.merkle import Subtree
from tests.ledger.test_merkle import tree_hash

runs = st.lists(st.lists(st.binary(max_size=8), min_size=1, max_size=40), min_size=1, max_size=6)


def grown_by(runs: list[list[bytes]]) -> list[Growth]:
    """One growth a run, each on the edge that the one before left."""
    found: list[Growth] = []
    edge: dict[Subtree, bytes] = {}
    for run in runs:
        size = found[-1].size if found else 0
        found.append(grow(edge=edge, size=size, leaves=merkle.leaf_hashes(run)))
        edge = found[-1].edge_at(found[-1].size)
    return found


@given(runs)
def test_roots_are_those_of_the_definition_wherever_the_runs_are_cut(runs):
    leaves = [each for run in runs for each in run]

    found = grown_by(runs)

    for growth in found:
        for size in range(growth.start + 1, growth.size + 1):
            assert growth.root_at(size) == tree_hash(leaves[:size])


@given(runs)
def test_each_leaf_is_kept_with_every_subtree_that_ends_with_it(runs):
    leaves = [each for run in runs for each in run]

    ended = [each for growth in grown_by(runs) for each in growth.ended]

    for index, own in enumerate(ended):
        levels = (index + 1 & -(index + 1)).bit_length()
        parts = [leaves[index + 1 - (1 << level) : index + 1] for level in range(levels)]
        assert own == b"".join(tree_hash(part) for part in parts)


@given(runs)
def test_the_edge_is_as_small_as_the_tree_allows(runs):
    last = grown_by(runs)[-1]

    edge = last.edge_at(last.size)

    assert set(edge) == set(merkle.cover(0, last.size))


def test_a_tree_cannot_grow_on_an_edge_that_is_missing():
    leaf = merkle.leaf_hash(b"")

    with pytest.raises(KeyError):
        grow(edge={}, size=1, leaves=[leaf])


def test_nothing_grows_from_no_leaves():
    edge = {Subtree(0, 0): merkle.leaf_hash(b"")}

    assert grow(edge=edge, size=1, leaves=[]).edge_at(1) == edge
