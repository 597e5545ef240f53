"""Verifying the log (核验日志): every leaf and every stored subtree recomputed from the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mingjian.ledger import merkle
from mingjian.ledger.growing import grow
from mingjian.ledger.merkle import HASH, Subtree, leaf_hashes
from mingjian.ledger.models import Leaf, LogHead

_BATCH = 2_000


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
    for batch in _batches():
        whole = [row for place, row in enumerate(batch, size) if row[0] == place]
        grown = grow(edge=edge, size=size, leaves=leaf_hashes(bytes(row[3]) for row in whole))
        for (index, hashed, subtrees, _), ended in zip(whole, grown.ended, strict=True):
            if ended[:HASH].hex() != hashed:
                faults.append(f"leaf {index}: bytes do not have the stored hash")
            if ended != bytes(subtrees):
                faults.append(f"leaf {index}: stored subtrees differ")
        size, edge = grown.size, grown.edge_at(grown.size)
        if len(whole) < len(batch):
            faults.append(f"leaf {batch[len(whole)][0]}: expected leaf {size}")
            break
    head = LogHead.objects.filter(id=1).first()
    if (head.size if head else 0) != size:
        faults.append(f"head says {head.size if head else 0} leaves, there are {size}")
    return LogVerdict(
        size=size,
        root=merkle.root_at(size=size, read=edge.__getitem__),
        faults=tuple(faults),
    )


def _batches() -> Iterator[list[tuple[int, str, bytes | memoryview, bytes | memoryview]]]:
    rows = Leaf.objects.order_by("index").values_list("index", "hash", "subtrees", "data")
    found = rows.iterator(_BATCH)
    while batch := list(islice(found, _BATCH)):
        yield batch
