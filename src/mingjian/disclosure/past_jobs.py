"""Large batches in the background (批次的后台办理): looked through, then published chunk by chunk.

The person asks; the timetable does it and says how far it came. Publishing stops between two
chunks when asked to, and goes on behind the last one when asked again or after a crash: a chunk is
one transaction with its statements for the log, and a number that is public is never taken twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import record, require_clerk
from mingjian.disclosure.approvals import both_approvals, is_newest, lock_preparation
from mingjian.disclosure.kinds import BatchState, BatchWork
from mingjian.disclosure.logbook import require_open_log
from mingjian.disclosure.models import BatchRun, ImportBatch, Release
from mingjian.disclosure.past_checking import Looked, look_through, require_same_rows
from mingjian.disclosure.past_publishing import pending_rows, publish_chunk
from mingjian.disclosure.preparing import PREPARERS
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor, Role

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
_PURPOSE = "批次公示"
# One at a time on the whole site: a second worker leaves it to the first.
_LOCK = "SELECT pg_try_advisory_lock(hashtext('disclosure_batchrun'))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtext('disclosure_batchrun'))"
_WORKING, _STOPPED = BatchState.WORKING.value, BatchState.STOPPED.value


class Stopped(Exception):
    """Somebody asked to stop."""


def ask_publication(*, preparation_id: UUID, by: Actor, at: datetime) -> BatchRun:
    """公示批次 as a job, or go on with it; refused as publishing itself would be."""
    require_open_log(at=at)
    with transaction.atomic():
        preparation = lock_preparation(preparation_id)
        batch = preparation.batch
        if batch is None or preparation.corrects or not is_newest(preparation):
            raise refusal(
                code="KIND",
                message="这份公示稿不是导入批次的最新公示稿",
                remedy="请打开批次页面，办理最新的公示稿。",
            )
        require_clerk(by=by, agency_id=batch.agency_id, roles=PREPARERS, act="公示批次")
        both_approvals(preparation)
        done = _published(batch)
        total = done + pending_rows(batch=batch, on=timezone.localdate(at)).count()
        asked: dict[str, Any] = {"preparation": preparation, "state": _WORKING, "problem": ""}
        asked |= {"person_id": by.person_id, "person_name": by.name, "asked_at": at}
        asked |= {"done_count": done, "total_count": total}
        work = BatchWork.PUBLISH.value
        return BatchRun.objects.update_or_create(batch=batch, work=work, defaults=asked)[0]


def stop_publication(*, batch_id: UUID, by: Actor) -> BatchRun:
    """停下 after the chunk that is being done; what is public stays public."""
    with transaction.atomic():
        run = publication_of(batch_id, lock=True)
        agency_id = ImportBatch.objects.values_list("agency_id", flat=True).get(id=batch_id)
        require_clerk(by=by, agency_id=agency_id, roles=PREPARERS, act="停止批次公示")
        if run is None or run.state != _WORKING:
            raise refusal(
                code="RUN_STATE",
                message="这个批次没有正在办理的成批公示，不能停下",
                remedy="请刷新页面查看最新情况。",
            )
        run.state = _STOPPED
        run.save(update_fields=["state"])
    return run


def publication_of(batch_id: UUID, *, lock: bool = False) -> BatchRun | None:
    """成批公示 of this batch, where it was asked for."""
    runs = BatchRun.objects.select_for_update() if lock else BatchRun.objects.all()
    return runs.filter(batch_id=batch_id, work=BatchWork.PUBLISH.value).first()


def work_on_batches(*, clock: Clock) -> int:
    """办理等待的批次事项, the oldest first; returns how many came to an end. For the job."""
    with connection.cursor() as sql:
        sql.execute(_LOCK)
        if not sql.fetchone()[0]:
            return 0
    try:
        waiting = BatchRun.objects.filter(state=_WORKING).select_related("batch", "preparation")
        return sum(_work(run, clock) for run in waiting.order_by("asked_at", "id"))
    finally:
        with connection.cursor() as sql:
            sql.execute(_UNLOCK)


def _work(run: BatchRun, clock: Clock) -> bool:
    try:
        (_check if run.work == BatchWork.CHECK.value else _publish)(run, clock)
    except Stopped:
        return False
    except MoveRefused as refused:
        log.warning("batch %s: %s", run.batch_id, refused)
        _settle(run, BatchState.STOPPED, problem=str(refused)[:300])
        return False
    return True


def _check(run: BatchRun, clock: Clock) -> None:
    """逐行核对; what came of it is an entry of the batch's record."""

    def tell(looked: Looked) -> None:
        BatchRun.objects.filter(id=run.id).update(done_count=looked.rows)

    looked = look_through(batch=run.batch, watch=tell)
    if looked.rows_hash != run.batch.rows_hash:
        raise refusal(
            code="ROWS",
            message="批次各行的摘要与导入时的摘要不一致",
            remedy="请立即报告系统管理员核对数据库。",
        )
    seen = {"rows_hash": looked.rows_hash, "finding_count": looked.finding_count}
    at = clock()
    with transaction.atomic():
        _settle(run, BatchState.DONE, **seen, findings=looked.findings, done_count=looked.rows)
        record(
            stream_id=run.batch_id,
            kind="rows_checked",
            by=_person(run),
            at=at,
            on=timezone.localdate(at),
            payload={"rows": looked.rows, "hash": looked.rows_hash, "found": looked.finding_count},
        )


def _publish(run: BatchRun, clock: Clock) -> None:
    """成批公示: from the first row that is not public yet; a stop is looked for between chunks."""
    require_same_rows(batch=run.batch, preparation=run.preparation)
    by, after, done = _person(run), run.last_line, _published(run.batch)
    while True:
        at = clock()
        _tell(run, after, done)
        chunk = publish_chunk(
            preparation_id=run.preparation_id,
            on=timezone.localdate(at),
            by=by,
            at=at,
            after=after,
        )
        if chunk is None:
            break
        after, done = chunk.last_line, done + chunk.published
    _settle(run, BatchState.DONE, done_count=done)


def _tell(run: BatchRun, last_line: int, done: int) -> None:
    """How far it came; ends where the person has asked to stop."""
    own = BatchRun.objects.filter(id=run.id)
    own.update(last_line=last_line, done_count=done)
    if not own.filter(state=_WORKING).exists():
        raise Stopped


def _settle(run: BatchRun, state: BatchState, **changes: Any) -> None:
    """Only where nobody has asked for something else meanwhile."""
    still = BatchRun.objects.filter(id=run.id, state=_WORKING)
    still.update(state=state.value, **changes)


def _published(batch: ImportBatch) -> int:
    return Release.objects.filter(batch=batch, version=1).count()


def _person(run: BatchRun) -> Actor:
    agency_id = run.batch.agency_id
    return Actor(run.person_id, run.person_name, Role.DISCLOSURE_CLERK, agency_id, _PURPOSE)
