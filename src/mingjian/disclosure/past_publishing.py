"""Publishing a batch (批次公示): in chunks, each one transaction; a stopped run is run again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import REVIEW_DUE, record, require_clerk
from mingjian.disclosure.agencies import page_of
from mingjian.disclosure.approvals import both_approvals, lock_preparation
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.logbook import keep_log, require_open_log
from mingjian.disclosure.models import (
    ImportBatch,
    ImportRow,
    Preparation,
    PublicAgency,
    PublicRecord,
    Release,
)
from mingjian.disclosure.past_checking import require_same_rows
from mingjian.disclosure.preparing import PREPARERS
from mingjian.disclosure.recording import (
    new_salt,
    record_columns,
    release_columns,
    statement_of,
)
from mingjian.journal.ids import new_id, new_public_id
from mingjian.law.roles import Actor
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.submitting import submit_statements

CHUNK = 500


@dataclass(frozen=True)
class Chunk:
    """What was published in one transaction; ``last_line``: the next chunk begins behind it."""

    published: int
    last_line: int


def publish_batch(*, preparation_id: UUID, on: date, by: Actor, at: datetime) -> int:
    """公示批次: every good row that is not public yet; returns how many were published now."""
    preparation = Preparation.objects.select_related("batch").get(id=preparation_id)
    require_same_rows(batch=_batch_of(preparation), preparation=preparation)
    published, after = 0, 0
    act: dict[str, Any] = {"preparation_id": preparation_id, "on": on, "by": by, "at": at}
    while chunk := publish_chunk(**act, after=after):
        published += chunk.published
        after = chunk.last_line
    return published


def publish_chunk(
    *,
    preparation_id: UUID,
    on: date,
    by: Actor,
    at: datetime,
    after: int = 0,
    size: int | None = None,
) -> Chunk | None:
    """公示批次的一部分: the next rows behind a line, in one transaction; None: there are none."""
    require_open_log(at=at)
    with transaction.atomic():
        preparation = lock_preparation(preparation_id)
        batch = _batch_of(preparation)
        require_clerk(by=by, agency_id=batch.agency_id, roles=PREPARERS, act="公示批次")
        last, rows = _next_rows(batch, on, after, size or CHUNK)
        if rows:
            page = page_of(agency_id=batch.agency_id, on=on, by=by, at=at)
            _publish_rows(preparation, batch, page, rows, on=on, by=by, at=at)
    keep_log(at=at)
    return Chunk(len(rows), last) if last else None


def pending_rows(*, batch: ImportBatch, on: date) -> QuerySet[ImportRow]:
    """待公示的行, in the order of the file; numbers once public and ended terms are left out."""
    released = Release.objects.filter(agency_id=batch.agency_id).values("number")
    return _good_rows(batch, on).exclude(number__in=released).order_by("line")


def _next_rows(batch: ImportBatch, on: date, after: int, size: int) -> tuple[int, list[ImportRow]]:
    """The next rows by line, and the last of them; those whose number is public are left out.

    Only the numbers of these rows are asked for: the way is as long as the file, not its square.
    """
    rows = list(_good_rows(batch, on).filter(line__gt=after).order_by("line")[:size])
    numbers = [row.number for row in rows]
    released = Release.objects.filter(agency_id=batch.agency_id, number__in=numbers)
    known = set(released.values_list("number", flat=True))
    return rows[-1].line if rows else 0, [row for row in rows if row.number not in known]


def _good_rows(batch: ImportBatch, on: date) -> QuerySet[ImportRow]:
    running = Q(term_ends_on__isnull=True) | Q(term_ends_on__gte=on)
    return batch.rows.filter(running, status=RowStatus.GOOD.value)


def _batch_of(preparation: Preparation) -> ImportBatch:
    if preparation.batch is None or preparation.corrects:
        raise refusal(
            code="KIND",
            message="这份公示稿不是导入批次的公示稿",
            cite=REVIEW_DUE,
            remedy="一件决定请办理公示或者更正公示。",
        )
    return preparation.batch


def _publish_rows(
    preparation: Preparation,
    batch: ImportBatch,
    page: PublicAgency,
    rows: Sequence[ImportRow],
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> None:
    approvals = both_approvals(preparation)
    salts = [new_salt() for _ in rows]
    statements = [
        statement_of(
            type=LeafType.PUBLISH,
            public_id=new_public_id(),
            version=1,
            content=row.content,
            salt=salt,
            at=at,
        )
        for row, salt in zip(rows, salts, strict=True)
    ]
    leaves = submit_statements(statements=statements)
    releases, records = [], []
    for row, salt, said, leaf in zip(rows, salts, statements, leaves, strict=True):
        shared: dict[str, Any] = {"statement": said, "content": row.content}
        act: dict[str, Any] = {"leaf_hash": leaf.hash, "on": on, "by": by, "at": at}
        columns = release_columns(approvals=approvals, **shared, **act)
        releases.append(Release(id=new_id(), batch=batch, row=row, **columns))
        public = record_columns(**shared, page=page, term_ends_on=row.term_ends_on, salt=salt)
        records.append(PublicRecord(public_id=said.public_id, published_on=on, **public))
    Release.objects.bulk_create(releases, batch_size=CHUNK)
    PublicRecord.objects.bulk_create(records, batch_size=CHUNK)
    payload = {"count": len(rows), "lines": [rows[0].line, rows[-1].line]}
    payload |= {"leaves": [leaves[0].hash, leaves[-1].hash], "hash": preparation.hash}
    record(stream_id=batch.id, kind="batch_published", by=by, at=at, on=on, payload=payload)
