"""Merkle tree of RFC 6962 (默克尔树): tree hash, inclusion and consistency proofs, verification.

Pure, over leaf hashes. ``Subtree(level, place)`` is the complete subtree over the 2^level leaves
from place·2^level on; every proof is a short list of such subtrees, some of them joined.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

HASH = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


class BadProofRequest(ValueError):
    """There is no such proof: the index or a size lies outside the tree."""


class Subtree(NamedTuple):
    """A complete subtree of 2^level leaves."""

    level: int
    place: int

    @property
    def last_leaf(self) -> int:
        """Index of the leaf that completed it."""
        return ((self.place + 1) << self.level) - 1


Read = Callable[[Subtree], bytes]


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def leaf_hashes(data: Iterable[bytes]) -> list[bytes]:
    """``leaf_hash`` of each, without a call a leaf."""
    return [hashlib.sha256(b"\x00" + each).digest() for each in data]


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def cover(start: int, end: int) -> list[Subtree]:
    """The complete subtrees, left to right, whose leaves are start … end-1.

    ``start`` must begin a subtree large enough, as all ranges of RFC 6962 do.
    """
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append(Subtree(level, start >> level))
        start += 1 << level
    return found


def join(hashes: Sequence[bytes]) -> bytes:
    """The hash of a range from the hashes of its cover, right to left."""
    *left, joined = hashes
    for each in reversed(left):
        joined = node_hash(each, joined)
    return joined


def root_at(*, size: int, read: Read) -> bytes:
    """根: the tree hash of the first ``size`` leaves."""
    return join([read(part) for part in cover(0, size)]) if size else EMPTY_ROOT


def inclusion_ranges(*, index: int, size: int) -> list[tuple[int, int]]:
    """The leaf ranges whose hashes prove that leaf ``index`` is in the tree of ``size``."""
    if not 0 <= index < size:
        raise BadProofRequest(f"no leaf {index} in a tree of {size}")
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(*, old_size: int, new_size: int) -> list[tuple[int, int]]:
    """The leaf ranges whose hashes prove that the old tree begins the new one."""
    if not 0 <= old_size <= new_size:
        raise BadProofRequest(f"a tree of {old_size} cannot begin a tree of {new_size}")
    if old_size in (0, new_size):
        return []
    start, end, ranges, whole = 0, new_size, [], True
    while end != old_size:
        middle = start + _largest_power_below(end - start)
        if old_size <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    return ([] if whole else [(start, end)]) + ranges[::-1]


def proof(*, ranges: Iterable[tuple[int, int]], read: Read) -> list[bytes]:
    """证明路径: the hashes of the ranges."""
    return [join([read(part) for part in cover(start, end)]) for start, end in ranges]


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``path`` shows the leaf at ``index`` of the tree with ``root``."""
    if not 0 <= index < size:
        return False
    node, last, hashed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            hashed = node_hash(sibling, hashed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and hashed == root


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether ``path`` shows that the old tree is the beginning of the new one."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == new_size or old_size == 0:
        return not path and (old_root == new_root if old_size else old_root == EMPTY_ROOT)
    steps: Iterator[bytes] = iter(path)
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    seed = next(steps, None) if node else old_root
    if seed is None:
        return False
    old_hash = new_hash = seed
    for sibling in steps:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_hash, new_hash = node_hash(sibling, old_hash), node_hash(sibling, new_hash)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_hash = node_hash(new_hash, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old_hash == old_root and new_hash == new_root


def _largest_power_below(count: int) -> int:
    """The largest power of two smaller than ``count`` (count > 1)."""
    return 1 << ((count - 1).bit_length() - 1)
