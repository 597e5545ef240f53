"""Imports of past decisions (历史决定导入): batches, the report of a trial, the rows of a batch."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.desk.disclosure.comparing import public_lines
from mingjian.desk.disclosure.reading import own_agency
from mingjian.desk.disclosure.record_lines import record_of
from mingjian.desk.disclosure.texts import ApprovalLine, approval_lines
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.models import ImportBatch, ImportRow, Preparation, Release
from mingjian.disclosure.past_decisions import ImportReport
from mingjian.disclosure.past_mapping import suggest_columns
from mingjian.disclosure.past_publishing import pending_rows
from mingjian.disclosure.past_reading import MOST_BYTES, titles_of
from mingjian.disclosure.past_rows import JudgedRow
from mingjian.law.roles import Actor, Role
from mingjian.web.parts import Counter, Entry, Tone

MOST_SHOWN = 200
# 表单字段总量的上限是 5 兆字节；压缩后放不下的文件请拆分。
MOST_PACKED = 4_500_000
_TONES = {RowStatus.GOOD: Tone.GOOD, RowStatus.BAD: Tone.WARN, RowStatus.KNOWN: Tone.INFO}


class TooLargeToCarry(ValueError):
    """The file does not fit into a form again; the message is for the person who sent it."""


@dataclass(frozen=True)
class TrialRow:
    """One row of the report."""

    line: int
    number: str
    word: str
    tone: Tone
    faults: list[str]
    content: list[tuple[str, str]]


@dataclass(frozen=True)
class Trial:
    """试导入 as the page shows it: nothing was kept yet."""

    report: ImportReport
    counters: list[tuple[str, int]]
    rows: list[TrialRow]
    hidden: int
    good_count: int


@dataclass(frozen=True)
class BatchView:
    """One kept batch with its rows, its text and what comes next."""

    batch: ImportBatch
    counters: list[Counter]
    rows: list[TrialRow]
    page: Page
    preparation: Preparation | None
    approvals: list[ApprovalLine]
    published: int
    pending: int
    step: str
    lines: list[Entry]


def list_batches(*, scope: Scope, query: QueryDict) -> tuple[list[ImportBatch], Page]:
    """Batches of the person's agency, newest first."""
    batches = ImportBatch.objects.filter(agency_id=own_agency(scope))
    page = page_of(query, total=batches.count())
    newest = batches.order_by("-imported_at", "id")
    return list(newest[page.start : page.stop]), page


def show_trial(report: ImportReport) -> Trial:
    """Problems first, then the rest, as many as a page can hold."""
    good = [row for row in report.rows if row.status is RowStatus.GOOD]
    rows = [*report.problems, *good]
    return Trial(
        report=report,
        counters=[("共计", len(rows)), *((one.title, report.count(one)) for one in RowStatus)],
        rows=[_trial_row(row) for row in rows[:MOST_SHOWN]],
        hidden=max(0, len(rows) - MOST_SHOWN),
        good_count=len(good),
    )


def columns_of(data: bytes, *, national: object) -> dict[str, str] | None:
    """列的对应 of a national table; None for a file in the template's own columns."""
    return suggest_columns(titles_of(data)) if national else None


def pack_file(data: bytes) -> str:
    """The file as a form field, so that what is confirmed is the very file that was tried."""
    packed = base64.b64encode(zlib.compress(data, 9)).decode("ascii")
    if len(packed) > MOST_PACKED:
        raise TooLargeToCarry("文件过大，请拆分为几个文件分别导入。")
    return packed


def unpack_file(packed: str) -> bytes:
    """The file again; raises ValueError for anything that ``pack_file`` did not make."""
    try:
        stream = zlib.decompressobj()
        data = stream.decompress(base64.b64decode(packed, validate=True), MOST_BYTES)
    except (binascii.Error, zlib.error) as error:
        raise ValueError("packed file is damaged") from error
    if not data or stream.unconsumed_tail:
        raise ValueError("packed file is empty or too large")
    return data


def read_batch(*, batch: ImportBatch, query: QueryDict, by: Actor, on: date) -> BatchView:
    """One batch for the person who looks at it."""
    status = query.get("status", "")
    rows = batch.rows.filter(status=status) if status in set(RowStatus) else batch.rows.all()
    page = page_of(query, total=rows.count())
    text = batch.preparations.filter(corrects="").order_by("-revision").first()
    approvals = approval_lines(text, by=by)
    pending = pending_rows(batch=batch, on=on).count()
    return BatchView(
        batch=batch,
        counters=_counters(batch, query),
        rows=[_kept_row(row) for row in rows.order_by("line")[page.start : page.stop]],
        page=page,
        preparation=text,
        approvals=approvals,
        published=Release.objects.filter(batch=batch, version=1).count(),
        pending=pending,
        step=_step(batch, text, approvals, pending, by),
        lines=record_of(stream_id=batch.id),
    )


def _step(
    batch: ImportBatch,
    text: Preparation | None,
    approvals: Sequence[ApprovalLine],
    pending: int,
    by: Actor,
) -> str:
    if by.role is not Role.DISCLOSURE_CLERK or not batch.good_count:
        return ""
    if text is None:
        return "prepare"
    return "publish" if pending and all(line.given for line in approvals) else ""


def _counters(batch: ImportBatch, query: QueryDict) -> list[Counter]:
    chosen = query.get("status", "")
    items = (
        ("", "全部", batch.row_count, Tone.PLAIN),
        (RowStatus.GOOD.value, RowStatus.GOOD.title, batch.good_count, Tone.GOOD),
        (RowStatus.BAD.value, RowStatus.BAD.title, batch.bad_count, Tone.WARN),
        (RowStatus.KNOWN.value, RowStatus.KNOWN.title, batch.known_count, Tone.PLAIN),
    )
    return [
        Counter(
            label,
            count,
            link_with(query, status=status),
            tone if count else Tone.PLAIN,
            current=chosen == status,
        )
        for status, label, count, tone in items
    ]


def _trial_row(row: JudgedRow) -> TrialRow:
    faults = [
        f"{fault.column}：{fault.reason}" if fault.column else fault.reason for fault in row.faults
    ]
    content = public_lines(row.content)
    return TrialRow(row.line, row.number, row.status.title, _TONES[row.status], faults, content)


def _kept_row(row: ImportRow) -> TrialRow:
    status = RowStatus(row.status)
    faults = [
        f"{fault['column']}：{fault['reason']}" if fault["column"] else fault["reason"]
        for fault in row.faults
    ]
    content = public_lines(row.content)
    return TrialRow(row.line, row.number, status.title, _TONES[status], faults, content)
