"""Drawing a sample (随机抽取): random, reproducible, and open to everybody's own calculation.

Seed S (32 random bytes) is chosen before the roster exists; only SHA-256(S) is told. Then the
roster R is closed: its fingerprint is the SHA-256 over its sorted ids. At the draw S is revealed:
every case gets the rank SHA-256("S:R:id"), and the lowest ranks are the sample. Whoever chose S
did not know R; whoever made R did not know S; the order of the roster does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True)
class Drawn:
    """抽中的一件: its place in the draw and the rank that gave it."""

    serial: int
    case_id: UUID
    rank: str


def commitment_of(seed: str) -> str:
    """种子的承诺: what is told before the draw. ``seed`` is 64 hexadecimal digits."""
    if len(seed) != 64:
        raise ValueError(f"a seed has 64 hexadecimal digits, this one {len(seed)}")
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def fingerprint_of(roster: Collection[UUID]) -> str:
    """名单指纹: over the sorted ids, a line each."""
    text = "\n".join(sorted(str(one) for one in roster))
    return hashlib.sha256(text.encode()).hexdigest()


def rank_of(*, seed: str, roster_hash: str, case_id: UUID) -> str:
    """序值 of one case."""
    return hashlib.sha256(f"{seed}:{roster_hash}:{case_id}".encode()).hexdigest()


def draw_sample(*, seed: str, roster: Collection[UUID], count: int) -> tuple[Drawn, ...]:
    """The lowest ``count`` ranks; a roster that is smaller is drawn whole."""
    roster_hash = fingerprint_of(roster)
    ranks = {rank_of(seed=seed, roster_hash=roster_hash, case_id=one): one for one in set(roster)}
    chosen = sorted(ranks)[:count]
    return tuple(Drawn(serial, ranks[rank], rank) for serial, rank in enumerate(chosen, start=1))


def sample_count(*, roster_count: int, size: int | None, percent: int | None) -> int:
    """抽取件数: a number, or a share rounded up; at least one, never more than there are."""
    if (size is None) == (percent is None):
        raise ValueError(f"either size or percent: {size=} {percent=}")
    if size is not None:
        return min(size, roster_count)
    share = -(Fraction(-roster_count * (percent or 0), 100) // 1)
    return min(max(int(share), 1), roster_count)
