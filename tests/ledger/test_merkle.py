"""The tree of RFC 6962: the published vectors, the definition, and proofs that cannot lie."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.ledger import merkle
from mingjian.ledger.growing import grow
from mingjian.ledger.merkle import BadProofRequest

# The eight inputs and roots of the reference implementation of RFC 6962.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Published proofs: (leaf, size) → path, and (old, new) → path.
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
leaves = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def tree_hash(data: list[bytes]) -> bytes:
    """MTH exactly as section 2.1 of RFC 6962 defines it."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    split = 1
    while split * 2 < len(data):
        split *= 2
    return hashlib.sha256(b"\x01" + tree_hash(data[:split]) + tree_hash(data[split:])).digest()


class Tree:
    """A log in memory, kept as the table keeps it: each leaf with the subtrees it ends."""

    def __init__(self, data: list[bytes]) -> None:
        self.data = data
        self.read = grow(edge={}, size=0, leaves=merkle.leaf_hashes(data)).read

    def root(self, size: int) -> bytes:
        return merkle.root_at(size=size, read=self.read)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return merkle.proof(ranges=merkle.inclusion_ranges(index=index, size=size), read=self.read)

    def consistency(self, old: int, new: int) -> list[bytes]:
        return merkle.proof(
            ranges=merkle.consistency_ranges(old_size=old, new_size=new), read=self.read
        )

    def includes(self, index: int, size: int, path: list[bytes], leaf: bytes) -> bool:
        return merkle.verify_inclusion(
            leaf=leaf, index=index, size=size, path=path, root=self.root(size)
        )


def test_the_roots_are_those_of_the_reference():
    tree = Tree(INPUTS)

    roots = [tree.root(size).hex() for size in range(1, 9)]

    assert roots == ROOTS
    assert tree.root(0) == merkle.EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(("place", "path"), INCLUSION.items())
def test_inclusion_paths_are_those_of_the_reference(place, path):
    assert [part.hex() for part in Tree(INPUTS).inclusion(*place)] == path


@pytest.mark.parametrize(("sizes", "path"), CONSISTENCY.items())
def test_consistency_paths_are_those_of_the_reference(sizes, path):
    assert [part.hex() for part in Tree(INPUTS).consistency(*sizes)] == path


@given(leaves)
def test_every_root_is_the_one_the_standard_defines(data):
    tree = Tree(data)

    assert [tree.root(n) for n in range(len(data) + 1)] == [
        tree_hash(data[:n]) for n in range(len(data) + 1)
    ]


@given(leaves, st.data())
def test_every_leaf_proves_itself_and_only_itself(data, draw):
    tree = Tree(data)
    size = draw.draw(st.integers(1, len(data)))
    index = draw.draw(st.integers(0, size - 1))
    path = tree.inclusion(index, size)

    assert tree.includes(index, size, path, merkle.leaf_hash(data[index]))
    assert not tree.includes(index, size, path, merkle.leaf_hash(data[index] + b"!"))
    assert not tree.includes(index, size, [*path, b"\x00" * 32], merkle.leaf_hash(data[index]))
    if path:
        assert not tree.includes(index, size, path[1:], merkle.leaf_hash(data[index]))


@given(leaves, st.data())
def test_a_longer_tree_proves_its_beginning(data, draw):
    tree = Tree(data)
    new = draw.draw(st.integers(0, len(data)))
    old = draw.draw(st.integers(0, new))
    sizes = {"old_size": old, "new_size": new, "path": tree.consistency(old, new)}

    assert merkle.verify_consistency(**sizes, old_root=tree.root(old), new_root=tree.root(new))


@given(leaves, st.data())
def test_a_rewritten_beginning_is_found_out(data, draw):
    new = len(data)
    old = draw.draw(st.integers(1, new))
    changed = draw.draw(st.integers(0, old - 1))
    forged = [*data[:changed], data[changed] + b"!", *data[changed + 1 :]]
    before, after = Tree(data), Tree(forged)

    assert not merkle.verify_consistency(
        old_size=old,
        new_size=new,
        path=after.consistency(old, new),
        old_root=before.root(old),
        new_root=after.root(new),
    )


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(BadProofRequest):
        merkle.inclusion_ranges(index=index, size=size)


def test_a_tree_cannot_begin_a_smaller_one():
    with pytest.raises(BadProofRequest):
        merkle.consistency_ranges(old_size=5, new_size=4)
