"""Past decisions (历史决定导入): a file of an agency's earlier decisions, checked and kept.

``check_file`` changes nothing. ``import_file`` keeps every row, good or bad; publishing needs the
two approvals over the hash of all good rows, runs in chunks, and goes on where it was stopped.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.disclosure import past_columns
from mingjian.disclosure.acting import record, require_clerk, require_text
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.models import ImportBatch, ImportRow, Preparation, Release
from mingjian.disclosure.past_blocks import KNOWN, TWICE
from mingjian.disclosure.past_checking import begin_check
from mingjian.disclosure.past_reading import read_table
from mingjian.disclosure.past_rows import ROWS_DOMAIN, Fault, JudgedRow, Setting, judge_row
from mingjian.disclosure.places import division_name, six_digits
from mingjian.disclosure.preparing import (
    PREPARERS,
    refuse_private_reasons,
    save_preparation,
)
from mingjian.disclosure.sources import MARKET_SECTOR
from mingjian.journal.canonical import digest
from mingjian.journal.ids import new_id
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor
from mingjian.law.violations import Line
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack, lawbook_by_hash


@dataclass(frozen=True)
class ImportReport:
    """导入检查报告: every row of the file with its conclusion."""

    file_name: str
    file_hash: str
    encoding: str
    rows: tuple[JudgedRow, ...]

    def count(self, status: RowStatus) -> int:
        """How many rows came out so."""
        return Counter(row.status for row in self.rows)[status]

    @property
    def problems(self) -> tuple[JudgedRow, ...]:
        """Rows that will not be published, in the order of the file."""
        return tuple(row for row in self.rows if row.status is not RowStatus.GOOD)


def check_file(
    *,
    agency_id: UUID,
    file_name: str,
    data: bytes,
    on: date,
    columns: Mapping[str, str] | None = None,
) -> ImportReport:
    """试导入: read and judge the whole file without keeping anything.

    ``columns``: the template's column for each of the file's, where the file is another table.
    Raises UnreadableFile where the file as such is wrong (encoding, columns, size).
    """
    agency = Agency.objects.get(id=agency_id)
    table = read_table(data, columns=columns)
    setting = setting_of(agency, on)
    judged = [judge_row(line=line, raw=raw, setting=setting) for line, raw in table.rows]
    return ImportReport(
        file_name=file_name,
        file_hash=hashlib.sha256(data).hexdigest(),
        encoding=table.encoding,
        rows=tuple(_without_repetition(agency, judged)),
    )


def import_file(
    *,
    agency_id: UUID,
    file_name: str,
    data: bytes,
    on: date,
    by: Actor,
    at: datetime,
    columns: Mapping[str, str] | None = None,
) -> ImportBatch:
    """导入: keep the file's rows as one batch; the same file again gives the same batch."""
    require_clerk(by=by, agency_id=agency_id, roles=PREPARERS, act="导入历史决定")
    report = check_file(agency_id=agency_id, file_name=file_name, data=data, on=on, columns=columns)
    known = ImportBatch.objects.filter(agency_id=agency_id, file_hash=report.file_hash).first()
    if known is not None:
        return known
    agency = Agency.objects.get(id=agency_id)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            id=new_id(),
            agency=agency,
            pack=current_pack(agency),
            file_name=file_name[:200],
            file_hash=report.file_hash,
            encoding=report.encoding,
            row_count=len(report.rows),
            good_count=report.count(RowStatus.GOOD),
            bad_count=report.count(RowStatus.BAD),
            known_count=report.count(RowStatus.KNOWN),
            rows_hash=rows_hash(report.rows),
            imported_on=on,
            imported_at=at,
            imported_by_person_id=by.person_id,
        )
        ImportRow.objects.bulk_create(_kept_rows(batch, report), batch_size=1000)
        payload = {"file": batch.file_hash, "rows": batch.row_count, "good": batch.good_count}
        payload |= {"bad": batch.bad_count, "known": batch.known_count, "hash": batch.rows_hash}
        record(stream_id=batch.id, kind="imported", by=by, at=at, on=on, payload=payload)
    return batch


def prepare_batch(
    *, batch_id: UUID, reasons: str, on: date, by: Actor, at: datetime
) -> Preparation:
    """形成批次公示稿: what two others approve is the hash over every good row."""
    batch = ImportBatch.objects.get(id=batch_id)
    require_clerk(by=by, agency_id=batch.agency_id, roles=PREPARERS, act="形成公示稿")
    text = require_text(
        reasons, what="公示的理由", cite=None, remedy="请写明这批决定公示的理由和来源。"
    )
    if not batch.good_count:
        raise refusal(
            code="EMPTY",
            message="这个批次没有可以公示的行",
            remedy="请按照导入报告修改文件后重新导入。",
        )
    preparation = Preparation(
        stream_id=batch.id,
        batch=batch,
        publishes=True,
        reasons=text,
        content={"rows": batch.good_count, "rows_hash": batch.rows_hash},
    )
    with transaction.atomic():
        save_preparation(preparation, on=on, by=by, at=at, payload={})
        begin_check(preparation=preparation, by=by, at=at)
    return preparation


def prepare_row_correction(
    *,
    public_id: str,
    changes: Mapping[str, str],
    reasons: str,
    on: date,
    by: Actor,
    at: datetime,
) -> Preparation:
    """更正已导入的一行: ``changes`` by column of the template; the reasons become public."""
    first = Release.objects.select_related("row__batch").get(public_id=public_id, version=1)
    if first.row is None:
        raise refusal(code="KIND", message="该公示信息不是导入的", remedy="请从案件形成更正稿。")
    batch = first.row.batch
    require_clerk(by=by, agency_id=batch.agency_id, roles=PREPARERS, act="形成更正稿")
    raw = {**first.row.raw, **changes}
    setting = replace(setting_of(batch.agency, on), lawbook=lawbook_by_hash(batch.pack_id))
    judged = judge_row(line=first.row.line, raw=raw, setting=setting)
    if judged.faults:
        raise MoveRefused(_as_breach(fault) for fault in judged.faults)
    said = require_text(reasons, what="更正的理由", cite=None, remedy="请写明理由。")
    refuse_private_reasons(public_id=public_id, reasons=said)
    preparation = Preparation(
        stream_id=batch.id,
        batch=batch,
        publishes=True,
        reasons=said,
        corrects=public_id,
        content=judged.content,
        term_ends_on=judged.term_ends_on,
    )
    with transaction.atomic():
        payload = {"corrects": public_id, "changed": sorted(changes)}
        return save_preparation(preparation, on=on, by=by, at=at, payload=payload)


def rows_hash(rows: Sequence[JudgedRow]) -> str:
    """Over line, content and term of every row that can be published, in the file's order."""
    return digest(
        ROWS_DOMAIN,
        [[row.line, row.content, row.term_ends_on] for row in rows if row.status is RowStatus.GOOD],
    )


def setting_of(agency: Agency, on: date) -> Setting:
    """What is the same for every row of this agency's files."""
    powers = agency.powers.in_force(on=on)
    return Setting(
        agency=agency.name,
        division_code=six_digits(agency.division_code),
        division=division_name(agency.division_code),
        lawbook=lawbook_by_hash(current_pack(agency).hash),
        sector=MARKET_SECTOR if powers.filter(line=Line.MARKET.value).exists() else "",
        on=on,
    )


def _without_repetition(agency: Agency, judged: Sequence[JudgedRow]) -> list[JudgedRow]:
    """Rows of numbers already published, or already seen in this file, are known or bad."""
    numbers = {row.number for row in judged}
    released = Release.objects.filter(agency=agency, number__in=numbers)
    known = set(released.values_list("number", flat=True))
    seen: dict[str, int] = {}
    found = []
    for row in judged:
        if row.status is RowStatus.GOOD and row.number in known:
            row = _refused(row, RowStatus.KNOWN, KNOWN)
        elif row.status is RowStatus.GOOD and row.number in seen:
            row = _refused(row, RowStatus.BAD, TWICE.format(line=seen[row.number]))
        else:
            seen.setdefault(row.number, row.line)
        found.append(row)
    return found


def _refused(row: JudgedRow, status: RowStatus, reason: str) -> JudgedRow:
    fault = Fault(past_columns.NUMBER, reason)
    return JudgedRow(row.line, status, row.number, row.raw, (fault,))


def _kept_rows(batch: ImportBatch, report: ImportReport) -> list[ImportRow]:
    return [
        ImportRow(
            id=new_id(),
            batch=batch,
            line=row.line,
            status=row.status.value,
            number=row.number,
            raw=dict(row.raw),
            faults=[asdict(fault) for fault in row.faults],
            content=dict(row.content),
            term_ends_on=row.term_ends_on,
        )
        for row in report.rows
    ]


def _as_breach(fault: Fault) -> Breach:
    where = f"“{fault.column}”：" if fault.column else ""
    return Breach(code="ROW", message=f"{where}{fault.reason}", cite=None, remedy="请修改后重试。")
