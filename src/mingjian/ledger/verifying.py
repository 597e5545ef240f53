"""Verifying the log (核验日志): every leaf and every stored subtree recomputed from the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.ledger import merkle
from mingjian.ledger.merkle import Subtree
from mingjian.ledger.models import Leaf, LogHead


@dataclass(frozen=True)
class LogVerdict:
    """What was read and what was found."""

    size: int
    root: bytes
    faults: tuple[str, ...]


def verify_log() -> LogVerdict:
    """Recompute the whole tree; a fault names the leaf and what does not hold."""
    edge: dict[Subtree, bytes] = {}
    size, faults = 0, []
    for leaf in _leaves():
        if leaf.index != size:
            faults.append(f"leaf {leaf.index}: expected leaf {size}")
            break
        hashed = merkle.leaf_hash(bytes(leaf.data))
        if hashed.hex() != leaf.hash:
            faults.append(f"leaf {leaf.index}: bytes do not have the stored hash")
        ended = merkle.subtrees_ended_by(index=size, leaf=hashed, read=edge.__getitem__)
        if b"".join(ended) != bytes(leaf.subtrees):
            faults.append(f"leaf {leaf.index}: stored subtrees differ")
        edge.update({Subtree(level, size >> level): each for level, each in enumerate(ended)})
        size += 1
        kept = set(merkle.cover(0, size))
        edge = {part: each for part, each in edge.items() if part in kept}
    head = LogHead.objects.filter(id=1).first()
    if (head.size if head else 0) != size:
        faults.append(f"head says {head.size if head else 0} leaves, there are {size}")
    return LogVerdict(
        size=size,
        root=merkle.root_at(size=size, read=edge.__getitem__),
        faults=tuple(faults),
    )


def _leaves() -> Iterator[Leaf]:
    return Leaf.objects.order_by("index").iterator(2000)
