"""Importing files of any size (大批量导入): judged in blocks, written by COPY, in one transaction.

Rules, reasons and result are those of ``past_decisions``, which judges row by row what a page can
hold. Either every row of the file is kept, good or bad, or none is: a run that was stopped is run
again and goes on with the blocks that were judged.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import polars as pl
from django.db import connection, transaction

from mingjian.disclosure.acting import record, require_clerk
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.models import ImportBatch, ImportRow, Release
from mingjian.disclosure.past_blocks import (
    COLUMNS,
    BlockJudge,
    Progress,
    Spool,
    judge_blocks,
)
from mingjian.disclosure.past_decisions import setting_of
from mingjian.disclosure.past_reading import LookedAt, look_at_file
from mingjian.disclosure.past_report import Line as ReportLine
from mingjian.disclosure.past_rows import ROWS_DOMAIN
from mingjian.disclosure.preparing import PREPARERS
from mingjian.journal.canonical import canonical_bytes
from mingjian.law.roles import Actor
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack

_GOOD = RowStatus.GOOD.value
_OPENING = canonical_bytes(ROWS_DOMAIN, []).removesuffix(b"]")
_REPORTED = ("line", "number", "status", "faults")


@dataclass
class Tally:
    """What came of the rows so far."""

    counts: Counter[str] = field(default_factory=Counter)
    _hash: Any = field(default_factory=lambda: hashlib.sha256(_OPENING))
    _begun: bool = False

    @property
    def total(self) -> int:
        return self.counts.total()

    def add(self, rows: pl.DataFrame) -> None:
        """Count a block, and hash its good rows as ``past_decisions.rows_hash`` does."""
        for status, count in rows.get_column("status").value_counts().iter_rows():
            self.counts[status] += count
        good = rows.filter(pl.col("status") == _GOOD)
        term = (
            pl.when(pl.col("term_ends_on").is_null())
            .then(pl.lit("null"))
            .otherwise(pl.concat_str(pl.lit('"'), "term_ends_on", pl.lit('"'), ignore_nulls=True))
        )
        parts = [pl.lit("["), "line", pl.lit(","), "content", pl.lit(","), term, pl.lit("]")]
        said = good.select(pl.concat_str(parts)).to_series().str.join(",").item()
        if said:
            self._hash.update((b"," if self._begun else b"") + said.encode())
            self._begun = True

    @property
    def rows_hash(self) -> str:
        whole = self._hash.copy()
        whole.update(b"]")
        return str(whole.hexdigest())


@dataclass(frozen=True)
class LargeFile:
    """A file on disk, for one agency; ``columns`` as the mapping page gives them."""

    agency_id: UUID
    path: Path
    name: str
    columns: Mapping[str, str] | None = None


def check_large_file(*, file: LargeFile, on: date) -> Iterator[tuple[Tally, pl.DataFrame]]:
    """试导入 of a file of any size: block by block the tally so far, and rows with their faults.

    Nothing is kept but the judged blocks, so that importing the file afterwards is quick.
    """
    looked_at = look_at_file(file.path)
    agency = Agency.objects.get(id=file.agency_id)
    tally = Tally()
    for _, rows in _blocks(agency, looked_at, file, on):
        tally.add(rows)
        yield tally, rows


def faults_of_block(rows: pl.DataFrame) -> Iterator[ReportLine]:
    """One line for each fault, as ``past_report`` writes them."""
    problems = rows.filter(pl.col("status") != _GOOD)
    for line, number, status, faults in problems.select(_REPORTED).iter_rows():
        for fault in json.loads(faults):
            title = RowStatus(status).title
            yield line, number, title, fault["column"], fault["reason"]


def import_large_file(
    *, file: LargeFile, on: date, by: Actor, at: datetime, progress: Progress | None = None
) -> ImportBatch:
    """导入 a file of any size as one batch; the same file again gives the same batch."""
    require_clerk(by=by, agency_id=file.agency_id, roles=PREPARERS, act="导入历史决定")
    looked_at = look_at_file(file.path)
    known = ImportBatch.objects.filter(agency_id=file.agency_id, file_hash=looked_at.hash).first()
    if known is not None:
        return known
    agency = Agency.objects.get(id=file.agency_id)
    tally = Tally()
    # What is asked of the database is asked before: during COPY the connection has no ear.
    blocks = _blocks(agency, looked_at, file, on)
    with transaction.atomic():
        with _copying() as copy:
            for data, rows in blocks:
                copy.write(data)
                tally.add(rows)
                if progress is not None:
                    progress(tally.total)
        batch = _keep(agency, looked_at, file, tally, on=on, by=by, at=at)
    _spool(agency, looked_at, file, on).drop()
    return batch


def _keep(
    agency: Agency,
    looked_at: LookedAt,
    file: LargeFile,
    tally: Tally,
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> ImportBatch:
    """The batch comes after its rows: only now is it known what they are."""
    batch = ImportBatch.objects.create(
        id=_batch_id(agency, looked_at, file, on),
        agency=agency,
        pack=current_pack(agency),
        file_name=file.name[:200],
        file_hash=looked_at.hash,
        encoding=looked_at.encoding,
        row_count=tally.total,
        good_count=tally.counts[RowStatus.GOOD.value],
        bad_count=tally.counts[RowStatus.BAD.value],
        known_count=tally.counts[RowStatus.KNOWN.value],
        rows_hash=tally.rows_hash,
        imported_on=on,
        imported_at=at,
        imported_by_person_id=by.person_id,
    )
    payload = {"file": batch.file_hash, "rows": batch.row_count, "good": batch.good_count}
    payload |= {"bad": batch.bad_count, "known": batch.known_count, "hash": batch.rows_hash}
    record(stream_id=batch.id, kind="imported", by=by, at=at, on=on, payload=payload)
    return batch


def _blocks(
    agency: Agency, looked_at: LookedAt, file: LargeFile, on: date
) -> Iterator[tuple[bytes, pl.DataFrame]]:
    judge = BlockJudge(
        setting=setting_of(agency, on),
        batch_id=str(_batch_id(agency, looked_at, file, on)),
        known=Release.objects.filter(agency=agency).values_list("number", flat=True).iterator(),
    )
    spool = _spool(agency, looked_at, file, on)
    return judge_blocks(looked_at=looked_at, columns=file.columns, spool=spool, judge=judge)


@contextmanager
def _copying() -> Iterator[Any]:
    """COPY into the table of rows; constraints and guards of the table hold as for any insert."""
    names = ", ".join(COLUMNS)
    order = f'COPY "{ImportRow._meta.db_table}" ({names}) FROM STDIN WITH (FORMAT csv)'
    with connection.cursor() as cursor, cursor.copy(order) as copy:
        yield copy


def _spool(agency: Agency, looked_at: LookedAt, file: LargeFile, on: date) -> Spool:
    return Spool(name=_batch_id(agency, looked_at, file, on).hex)


def _batch_id(agency: Agency, looked_at: LookedAt, file: LargeFile, on: date) -> UUID:
    """One for the same file, judged by the same law on the same day with the same columns."""
    columns = sorted((file.columns or {}).items())
    same = f"{looked_at.hash} {on} {current_pack(agency).hash} {columns}"
    return uuid5(agency.id, same)
