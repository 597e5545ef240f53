"""Reading the public log (公开日志): size, roots, and proofs anyone can check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from mingjian.ledger import merkle
from mingjian.ledger.merkle import HASH, Subtree
from mingjian.ledger.models import Leaf


@dataclass(frozen=True)
class InclusionProof:
    """包含证明: with the leaf's bytes and the root, all that a stranger needs."""

    index: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    root: bytes

    @property
    def holds(self) -> bool:
        """Whether the proof leads from the leaf to the root."""
        return merkle.verify_inclusion(
            leaf=merkle.leaf_hash(self.leaf),
            index=self.index,
            size=self.size,
            path=self.path,
            root=self.root,
        )


def current_size() -> int:
    """日志大小: how many leaves there are; reads only what the portal may read."""
    newest = Leaf.objects.aggregate(newest=Max("index"))["newest"]
    return 0 if newest is None else int(newest) + 1


def current_root(*, size: int | None = None) -> bytes:
    """根: the tree hash of the first ``size`` leaves (all of them if not given)."""
    wanted = current_size() if size is None else size
    return merkle.root_at(size=wanted, read=_reader(merkle.cover(0, wanted)))


def prove_inclusion(*, index: int, size: int | None = None) -> InclusionProof:
    """包含证明 for one leaf in the tree of ``size`` leaves (all of them if not given)."""
    wanted = current_size() if size is None else size
    ranges = merkle.inclusion_ranges(index=index, size=wanted)
    read = _reader(_parts([*ranges, (0, wanted)]))
    return InclusionProof(
        index=index,
        size=wanted,
        leaf=bytes(Leaf.objects.get(index=index).data),
        path=tuple(merkle.proof(ranges=ranges, read=read)),
        root=merkle.root_at(size=wanted, read=read),
    )


def prove_consistency(*, old_size: int, new_size: int) -> tuple[bytes, ...]:
    """一致性证明: that the log of ``old_size`` leaves is the beginning of that of ``new_size``."""
    ranges = merkle.consistency_ranges(old_size=old_size, new_size=new_size)
    return tuple(merkle.proof(ranges=ranges, read=_reader(_parts(ranges))))


def read_edge(size: int) -> dict[Subtree, bytes]:
    """The complete subtrees that the next leaves may join."""
    parts = merkle.cover(0, size)
    read = _reader(parts)
    return {part: read(part) for part in parts}


def _parts(ranges: Iterable[tuple[int, int]]) -> list[Subtree]:
    return [part for start, end in ranges for part in merkle.cover(start, end)]


def _reader(parts: Sequence[Subtree]) -> Callable[[Subtree], bytes]:
    """Read the given subtrees in one query; each stands in the row of its last leaf."""
    wanted = {part.last_leaf for part in parts}
    rows = dict(Leaf.objects.filter(index__in=wanted).values_list("index", "subtrees"))

    def read(part: Subtree) -> bytes:
        start = part.level * HASH
        return bytes(rows[part.last_leaf][start : start + HASH])

    return read
