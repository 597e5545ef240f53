"""The sequencer (定序): waiting statements get their places in the log, a batch at a time.

A batch is one transaction: leaves, places, and the head moved by compare-and-swap. Two sequencers
may run; the database lets one of them win each place, and the other begins again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery

from mingjian.ledger.growing import grow
from mingjian.ledger.log import read_edge
from mingjian.ledger.merkle import HASH, leaf_hashes
from mingjian.ledger.models import Leaf, LogHead, Submission

BATCH = 500


class LostRace(RuntimeError):
    """Another sequencer moved the head first; nothing was written."""


def place_waiting(*, batch: int = BATCH) -> int:
    """入日志: place the next waiting statements; returns how many (0 = none waits).

    Must not run inside another transaction: a place counts only when it is committed.
    """
    LogHead.objects.get_or_create(id=1)
    try:
        with transaction.atomic(durable=True):
            return _place_batch(batch)
    except IntegrityError as error:
        raise LostRace(str(error)) from error


def _place_batch(batch: int) -> int:
    size = LogHead.objects.values_list("size", flat=True).get(id=1)
    waiting = list(Submission.objects.filter(place__isnull=True).order_by("id")[:batch])
    if not waiting:
        return 0
    Leaf.objects.bulk_create(_leaves(waiting, size), batch_size=1000)
    ids = [row.id for row in waiting]
    own = Leaf.objects.filter(hash=OuterRef("hash")).values("index")
    Submission.objects.filter(id__in=ids).update(place=Subquery(own))
    moved = LogHead.objects.filter(id=1, size=size).update(size=F("size") + len(waiting))
    if not moved:
        raise LostRace(f"head is no longer at {size}")
    return len(waiting)


def _leaves(waiting: Sequence[Submission], size: int) -> list[Leaf]:
    hashes = leaf_hashes(bytes(row.data) for row in waiting)
    ended = grow(edge=read_edge(size), size=size, leaves=hashes).ended
    return [_leaf(row, size + place, ended[place]) for place, row in enumerate(waiting)]


def _leaf(row: Submission, index: int, subtrees: bytes) -> Leaf:
    return Leaf(
        index=index,
        previous_index=index - 1 if index else None,
        type=row.type,
        public_id=row.public_id,
        version=row.version,
        previous_hash=row.previous_hash,
        effective_at=row.effective_at,
        ground=row.ground,
        data=row.data,
        hash=subtrees[:HASH].hex(),
        subtrees=subtrees,
    )
