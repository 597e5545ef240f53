"""Growing the tree (生长): many leaves at once, a level at a time.

The same hashes as leaf by leaf, and as a stranger's verifier finds them; working by level keeps the
interpreter out of the way of the hashing. Pure, over leaf hashes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import add

from mingjian.ledger import merkle
from mingjian.ledger.merkle import HASH, Subtree

Edge = Mapping[Subtree, bytes]


@dataclass(frozen=True)
class Growth:
    """What a run of leaves adds to a tree of ``start`` leaves with this ``edge``.

    ``ended`` has for each leaf the joined hashes (32 bytes each, level 0 first) of all complete
    subtrees that end with it.
    """

    start: int
    edge: Edge
    ended: Sequence[bytes]

    @property
    def size(self) -> int:
        """How many leaves the tree has with all of them."""
        return self.start + len(self.ended)

    def edge_at(self, size: int) -> dict[Subtree, bytes]:
        """The complete subtrees that the next leaves may join, once there are ``size``."""
        return {part: self.read(part) for part in merkle.cover(0, size)}

    def root_at(self, size: int) -> bytes:
        """根 of the first ``size`` leaves; ``start`` ≤ ``size``."""
        return merkle.root_at(size=size, read=self.read)

    def read(self, part: Subtree) -> bytes:
        """The hash of a subtree of the old edge, or one that these leaves complete."""
        if part.last_leaf < self.start:
            return self.edge[part]
        level = part.level * HASH
        return self.ended[part.last_leaf - self.start][level : level + HASH]


def grow(*, edge: Edge, size: int, leaves: Sequence[bytes]) -> Growth:
    """Add these leaf hashes to a tree of ``size`` leaves, whose complete subtrees are ``edge``."""
    ended, level, first, nodes = list(leaves), 0, size, list(leaves)
    while nodes:
        if first & 1:
            first -= 1
            nodes.insert(0, edge[Subtree(level, first)])
        pairs = zip(nodes[::2], nodes[1::2], strict=False)  # an odd one waits for its sibling
        nodes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level, first = level + 1, first >> 1
        # 第 n 层的子树每隔 2^n 片叶完成一个。
        own = slice(((first + 1) << level) - 1 - size, None, 1 << level)
        ended[own] = map(add, ended[own], nodes)
    return Growth(size, edge, ended)
