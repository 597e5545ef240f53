"""Submitting (提交入日志): fixed in the transaction of its act, placed later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from mingjian.ledger.leaf import Statement
from mingjian.ledger.merkle import leaf_hash
from mingjian.ledger.models import Submission

_CHUNK = 1000


class NotInTransaction(RuntimeError):
    """A statement must be submitted in the transaction of the act that it records."""


def submit_statements(*, statements: Sequence[Statement]) -> list[Submission]:
    """提交: keep the statements for the log, in order; ``previous`` is filled in here.

    Takes no lock and waits for nobody. Raises NotInTransaction outside ``atomic``, BadLeaf for a
    statement that cannot be a leaf.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("submit_statements outside transaction.atomic")
    last = _last_hashes({statement.public_id for statement in statements})
    rows = []
    for statement in statements:
        whole = replace(statement, previous=last.get(statement.public_id, ""))
        rows.append(_row(whole))
        last[statement.public_id] = rows[-1].hash
    return Submission.objects.bulk_create(rows, batch_size=_CHUNK)


def count_waiting() -> int:
    """待入日志的条数."""
    return Submission.objects.filter(place__isnull=True).count()


def _row(statement: Statement) -> Submission:
    data = statement.encode()
    return Submission(
        type=statement.type.value,
        public_id=statement.public_id,
        version=statement.version,
        previous_hash=statement.previous or None,
        effective_at=statement.effective_at,
        ground=statement.ground,
        data=data,
        hash=leaf_hash(data).hex(),
    )


def _last_hashes(public_ids: set[str]) -> dict[str, str]:
    rows = Submission.objects.filter(public_id__in=public_ids).order_by("id")
    return dict(rows.values_list("public_id", "hash"))
