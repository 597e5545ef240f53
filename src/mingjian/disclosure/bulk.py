"""The open-data file (公示数据全集): every record ever published, in the order of the public log.

One JSON object a line, canonical: first the checkpoint it was made under and the count, then each
record with content and salt, or the stub of what was withdrawn. Whoever has the log can tell that
no line is missing, changed or added (``verifier/mingjian_verify.py bulk``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import rfc8785
from django.db import connection, transaction

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.checkpoints import newest_checkpoint, note_of
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.models import Leaf

FORMAT = "mingjian:bulk:1"
_CHUNK = 500
_FINAL = [each.value for each in LeafType if each.is_final]


def bulk_lines() -> Iterator[bytes]:
    """The lines of the file; no line at all before the first checkpoint."""
    with _one_moment():
        checkpoint = newest_checkpoint()
        if checkpoint is None:
            return
        records = PublicRecord.objects.filter(leaf_index__lt=checkpoint.size)
        head = {"format": FORMAT, "checkpoint": note_of(checkpoint), "count": records.count()}
        yield _line(head)
        effective = _withdrawn_at(checkpoint.size)
        wanted = records.defer("grams", "search_text").order_by("leaf_index")
        for record in wanted.iterator(chunk_size=_CHUNK):
            yield _line(_row(record, effective))


def _row(record: PublicRecord, effective: dict[int, str]) -> dict[str, Any]:
    shared = {
        "public_id": record.public_id,
        "status": record.status,
        "version": record.version,
        "leaf_index": record.leaf_index,
    }
    if record.status == RecordStatus.PUBLISHED:
        return {**shared, "salt": record.salt, "content": record.content}
    place = record.withdrawn_leaf_index
    return {
        **shared,
        "withdrawn_leaf_index": place,
        "ground": record.withdrawn_ground,
        "effective": effective.get(place, "") if place is not None else "",
    }


def _withdrawn_at(size: int) -> dict[int, str]:
    """When each withdrawal took effect, as its leaf writes it."""
    leaves = Leaf.objects.filter(type__in=_FINAL, index__lt=size).values_list("index", "data")
    return {
        index: json.loads(bytes(data).partition(b"\n")[2])["effective"]
        for index, data in leaves.iterator(_CHUNK)
    }


def _line(value: dict[str, Any]) -> bytes:
    return rfc8785.dumps(value) + b"\n"


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything as it stood at one moment, however long the reader takes."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as sql:
            sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
