"""Runs (大文件导入): a large file of past decisions, uploaded, mapped, tried and imported as a job.

The person says what is wanted; the timetable does it, says how far it came in a file beside the
upload (the database is busy copying), stops between two blocks when asked to, and goes on with the
blocks that were judged when asked again or after a crash. The upload and what was judged are
working copies: gone when the rows are imported, or some days later.
"""

from __future__ import annotations

import csv
import json
import logging
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db import connection

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import require_clerk
from mingjian.disclosure.kinds import RowStatus, RunState
from mingjian.disclosure.models import ImportRun
from mingjian.disclosure.past_importing import (
    LargeFile,
    check_large_file,
    faults_of_block,
    import_large_file,
)
from mingjian.disclosure.past_mapping import suggest_columns
from mingjian.disclosure.past_reading import (
    LookedAt,
    UnreadableFile,
    look_at_file,
    read_first_rows,
    read_header,
    read_titles,
)
from mingjian.disclosure.past_report import HEADER, harmless
from mingjian.disclosure.preparing import PREPARERS
from mingjian.journal.ids import new_id
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor, Role

log = logging.getLogger(__name__)

KEPT_DAYS = 7
MOST_LISTED = 200
_SAMPLE = 3
_ACT, _PURPOSE = "导入历史决定", "大文件导入"
# One run at a time on the whole site: a second worker leaves it to the first.
_LOCK = "SELECT pg_try_advisory_lock(hashtext('disclosure_importrun'))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtext('disclosure_importrun'))"
_WORKING = {RunState.JUDGING.value, RunState.IMPORTING.value}


class Stopped(Exception):
    """Somebody asked the run to stop."""


@dataclass
class RunProgress:
    """How far a run came: rows by result, and the first that cannot be published."""

    counts: Counter[str] = field(default_factory=Counter)
    written: int = 0
    problems: list[list[Any]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Rows judged so far."""
        return self.counts.total()


def begin_run(
    *, agency_id: UUID, name: str, pieces: Iterable[bytes], by: Actor, at: datetime
) -> ImportRun:
    """收下文件: keep the upload, look at its columns; raises UnreadableFile and keeps nothing."""
    require_clerk(by=by, agency_id=agency_id, roles=PREPARERS, act=_ACT)
    run = ImportRun(id=new_id(), agency_id=agency_id, person_id=by.person_id, person_name=by.name)
    folder = _folder(run)
    folder.mkdir(parents=True, mode=0o700)
    try:
        with file_of_run(run).open("xb") as kept:
            for piece in pieces:
                kept.write(piece)
        looked_at = look_at_file(file_of_run(run))
        titles = read_titles(looked_at)
    except UnreadableFile:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    run.file_name, run.byte_count, run.asked_at = name[:200], looked_at.byte_count, at
    run.encoding, run.state = looked_at.encoding, RunState.MAPPING.value
    run.columns = suggest_columns(titles)
    run.save(force_insert=True)
    return run


def map_columns(*, run_id: UUID, columns: Mapping[str, str], by: Actor, at: datetime) -> ImportRun:
    """列的对应 as the person set it, and the trial is asked for; raises UnreadableFile."""
    run = _own(run_id, by)
    _require(run, RunState.MAPPING, RunState.STOPPED, RunState.FAILED, RunState.JUDGED)
    chosen = {title: columns.get(title, "") for title in run.columns}
    read_header(list(chosen), columns=chosen)
    return _ask(run, RunState.JUDGING, at, columns=chosen)


def ask_import(*, run_id: UUID, by: Actor, at: datetime) -> ImportRun:
    """确认导入 of what was tried."""
    run = _own(run_id, by)
    _require(run, RunState.JUDGED)
    if not progress_of_run(run).counts[RowStatus.GOOD.value]:
        raise refusal(
            code="RUN_EMPTY",
            message="没有可以公示的行，不能导入",
            remedy="请按照导入报告修改文件后重新上传。",
        )
    return _ask(run, RunState.IMPORTING, at)


def stop_run(*, run_id: UUID, by: Actor, at: datetime) -> ImportRun:
    """停下 after the block that is being done; judged rows stay judged, none is half imported."""
    run = _own(run_id, by)
    _require(run, RunState.JUDGING, RunState.IMPORTING)
    judged = run.state == RunState.IMPORTING.value
    stopped = _ask(run, RunState.JUDGED if judged else RunState.STOPPED, at)
    _stop_file(run).touch()
    return stopped


def drop_run(*, run_id: UUID, by: Actor) -> None:
    """放弃: the upload and everything that was judged."""
    run = _own(run_id, by)
    _require(run, *(state for state in RunState if state.value not in _WORKING))
    shutil.rmtree(_folder(run), ignore_errors=True)
    run.delete()


def work_on_runs(*, on: date, at: datetime) -> int:
    """办理等待的导入, the oldest first; returns how many were brought to an end. For the job."""
    with connection.cursor() as sql:
        sql.execute(_LOCK)
        if not sql.fetchone()[0]:
            return 0
    try:
        return sum(_work(run, on, at) for run in _waiting())
    finally:
        with connection.cursor() as sql:
            sql.execute(_UNLOCK)


def drop_old_import_runs(*, at: datetime) -> int:
    """清理导入文件: they hold what people typed about people."""
    old = list(ImportRun.objects.filter(asked_at__lt=at - timedelta(days=KEPT_DAYS)))
    for run in old:
        shutil.rmtree(_folder(run), ignore_errors=True)
        run.delete()
    return len(old)


def progress_of_run(run: ImportRun) -> RunProgress:
    """As the job told it last."""
    try:
        said = json.loads((_folder(run) / "progress.json").read_text("utf-8"))
    except FileNotFoundError:
        return RunProgress()
    return RunProgress(Counter(said["counts"]), said["written"], said["problems"])


def file_of_run(run: ImportRun) -> Path:
    """The upload."""
    return _folder(run) / "upload"


def sample_of_run(run: ImportRun) -> dict[str, list[str]]:
    """The first rows by column in the file's order, so that a person sees what a column holds."""
    looked_at = LookedAt(file_of_run(run), "", run.encoding, run.byte_count)
    rows = read_first_rows(looked_at, count=_SAMPLE)
    titles = rows[0] if rows else run.columns
    return {title: [row[title] for row in rows if row.get(title)] for title in titles}


def report_of_run(run: ImportRun) -> Path:
    """导入报告: a line for every fault, as CSV."""
    return _folder(run) / "report.csv"


def _folder(run: ImportRun) -> Path:
    return Path(settings.DATA_DIR) / "imports" / "runs" / run.id.hex


def _stop_file(run: ImportRun) -> Path:
    """A sign that can be read while the database is busy copying."""
    return _folder(run) / "stop"


def _own(run_id: UUID, by: Actor) -> ImportRun:
    run = ImportRun.objects.get(id=run_id)
    require_clerk(by=by, agency_id=run.agency_id, roles=PREPARERS, act=_ACT)
    return run


def _require(run: ImportRun, *states: RunState) -> None:
    if run.state not in {state.value for state in states}:
        raise refusal(
            code="RUN_STATE",
            message=f"“{run.file_name}”{RunState(run.state).title}，不能这样办理",
            remedy="请刷新页面查看最新情况。",
        )


def _ask(run: ImportRun, state: RunState, at: datetime, **changes: Any) -> ImportRun:
    _stop_file(run).unlink(missing_ok=True)
    for name, value in {**changes, "state": state.value, "asked_at": at, "problem": ""}.items():
        setattr(run, name, value)
    run.save()
    return run


def _waiting() -> list[ImportRun]:
    return list(ImportRun.objects.filter(state__in=_WORKING).order_by("asked_at", "id"))


def _work(run: ImportRun, on: date, at: datetime) -> bool:
    """Bring one run to the end of what was asked; told in words where it cannot."""
    judging = run.state == RunState.JUDGING.value
    try:
        (_judge if judging else _import)(run, on, at)
    except Stopped:
        return False
    except (UnreadableFile, MoveRefused, OSError) as error:
        log.warning("import run %s: %s", run.id, error)
        left = RunState.FAILED if judging else RunState.JUDGED
        _settle(run, left, problem=str(error)[:300])
        return False
    return True


def _judge(run: ImportRun, on: date, _at: datetime) -> None:
    """试导入: block by block, those of an earlier run first; the report is written anew."""
    told = RunProgress()
    with report_of_run(run).open("w", encoding="utf-8-sig", newline="") as file:
        report = csv.writer(file)
        report.writerow(HEADER)
        for tally, rows in check_large_file(file=_large(run), on=on):
            told.counts = tally.counts
            _report(report, rows, told)
            _tell(run, told)
    _settle(run, RunState.JUDGED)


def _import(run: ImportRun, on: date, at: datetime) -> None:
    """确认导入: judged blocks are copied, all in one transaction; the upload goes afterwards."""
    told = progress_of_run(run)

    def count(written: int) -> None:
        told.written = written
        _tell(run, told)

    by = Actor(run.person_id, run.person_name, Role.DISCLOSURE_CLERK, run.agency_id, _PURPOSE)
    batch = import_large_file(file=_large(run), on=on, by=by, at=at, progress=count)
    _settle(run, RunState.DONE, batch=batch)
    file_of_run(run).unlink(missing_ok=True)


def _report(report: Any, rows: pl.DataFrame, told: RunProgress) -> None:
    for line in faults_of_block(rows):
        report.writerow([harmless(str(cell)) for cell in line])
        if len(told.problems) < MOST_LISTED:
            told.problems.append(list(line))


def _tell(run: ImportRun, told: RunProgress) -> None:
    """How far it came; ends where the person has asked to stop."""
    _write_progress(run, told)
    if _stop_file(run).exists():
        raise Stopped


def _write_progress(run: ImportRun, told: RunProgress) -> None:
    said = {"counts": told.counts, "written": told.written, "problems": told.problems}
    scratch = _folder(run) / "progress.part"
    scratch.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    scratch.replace(_folder(run) / "progress.json")


def _settle(run: ImportRun, state: RunState, **changes: Any) -> None:
    """Only where nobody has asked for something else meanwhile."""
    still = ImportRun.objects.filter(id=run.id, state=run.state)
    still.update(state=state.value, **changes)


def _large(run: ImportRun) -> LargeFile:
    return LargeFile(run.agency_id, file_of_run(run), run.file_name, run.columns)
