"""The timetable (定时任务). Every job may run more than once, so every job is safe to repeat.

A worker that dies leaves its job "doing"; ``retry_stalled`` gives it back after the heartbeat is
older than any that a live worker can have.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from mingjian.access.drafts import drop_old_drafts
from mingjian.archive.tending import tend_archive
from mingjian.cases.party.passes import forget_old_tries
from mingjian.disclosure.accounting import count_numbers
from mingjian.disclosure.duties import catch_up
from mingjian.disclosure.following.telling import keep_followers_informed, tell_followers
from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.open_data import keep_open_data
from mingjian.disclosure.past_jobs import work_on_batches
from mingjian.disclosure.past_runs import drop_old_import_runs, work_on_runs
from mingjian.disclosure.requests.taking_in import take_in_requests
from mingjian.disclosure.withdrawing import expire_publications
from mingjian.dossier.printing import drop_old_runs
from mingjian.evidence.clips import make_clips
from mingjian.evidence.previews import derive_waiting
from mingjian.evidence.receiving import finish_waiting
from mingjian.evidence.recording import VAULT
from mingjian.evidence.scrubbing import scrub
from mingjian.evidence.vaulting import release_held, vault_waiting
from mingjian.law.roles import Actor, Role
from mingjian.ops.serving import IMPORTS
from mingjian.ops.verifying import verify_everything

log = logging.getLogger(__name__)

# The timetable acts as the clerk would, under a name that says what it is.
TIMETABLE = Actor(UUID(int=2), "定时任务", Role.DISCLOSURE_CLERK, None, "公示期届满")
ARCHIVE_TIMETABLE = Actor(UUID(int=2), "定时任务", Role.ARCHIVIST, None, "封装、检测电子档案")
# procrastinate's workers beat every 10 s; a limit below that would run live jobs twice.
STALLED_AFTER_SECONDS = 60


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="disclosure_duties", pass_context=False)
def follow_decisions(timestamp: int) -> None:
    """生成公示义务, 收取公示申请: decisions become duties, what people handed in gets its clock."""
    catch_up()
    take_in_requests(at=timezone.now())


@app.periodic(cron="5 0 * * *")
@app.task(queueing_lock="disclosure_terms", pass_context=False)
def end_terms(timestamp: int) -> None:
    """期满下架: publications whose term ended yesterday."""
    now = timezone.now()
    expire_publications(on=timezone.localdate(now), by=TIMETABLE, at=now)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="public_log", pass_context=False)
def advance_public_log(timestamp: int) -> None:
    """推进公开日志: what publications and withdrawals could not do at once; then they are seen."""
    keep_log(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="follower_data", pass_context=False)
def refresh_follower_data(timestamp: int) -> None:
    """更新随录数据: digests of what nodes take in, and a notice signed anew."""
    keep_followers_informed(at=timezone.now())


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="follower_notice", pass_context=False)
def renew_notice(timestamp: int) -> None:
    """续签通告: a withdrawal whose process died before telling is told all the same."""
    tell_followers(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="open_data", pass_context=False)
def refresh_open_data(timestamp: int) -> None:
    """更新开放数据: once a day, and at once when something was withdrawn or corrected."""
    now = timezone.now()
    keep_open_data(on=timezone.localdate(now), at=now)


@app.periodic(cron="* * * * * */5")
@app.task(queue=IMPORTS, queueing_lock="import_runs", pass_context=False)
def work_on_imports(timestamp: int) -> None:
    """办理大文件导入: what was asked for at the desk, and what a dead worker left."""
    now = timezone.now()
    work_on_runs(on=timezone.localdate(now), at=now)


@app.periodic(cron="* * * * * */5")
@app.task(queue=IMPORTS, queueing_lock="batch_runs", pass_context=False)
def work_on_large_batches(timestamp: int) -> None:
    """逐行核对、成批公示: what was asked for at the desk, and what a dead worker left."""
    work_on_batches(clock=timezone.now)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="evidence_vault", pass_context=False)
def vault_evidence(timestamp: int) -> None:
    """证据入库: finish what died, vault what is durable, release what was read again after 72 h."""
    now = timezone.now()
    finish_waiting(by=VAULT, at=now)
    vault_waiting(at=now)
    release_held(at=now)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="evidence_previews", pass_context=False)
def derive_previews(timestamp: int) -> None:
    """制作预览: small copies of what came in, made behind walls."""
    derive_waiting(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="evidence_clips", pass_context=False)
def make_masked_copies(timestamp: int) -> None:
    """制作遮挡副本: what waits, from where it was left."""
    make_clips(at=timezone.now())


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="evidence_scrub", pass_context=False)
def scrub_evidence(timestamp: int) -> None:
    """证据巡检: the day's part of the copies is read again; what differs is an alarm."""
    scrub(at=timezone.now())


@app.periodic(cron="45 1 * * *")
@app.task(queueing_lock="drafts_nightly", pass_context=False)
def forget_drafts(timestamp: int) -> None:
    """清理草稿、输错记录和打印批次: working copies that nobody needs any more."""
    now = timezone.now()
    drop_old_drafts(at=now)
    forget_old_tries(at=now)
    drop_old_runs(at=now)
    drop_old_import_runs(at=now)


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="number_accounts", pass_context=False)
def account_for_numbers(timestamp: int) -> None:
    """记文号公开账: issued, published, withheld, void, overdue; each change goes to the log."""
    now = timezone.now()
    if count_numbers(on=timezone.localdate(now), at=now):
        keep_log(at=now)


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="archive_nightly", pass_context=False)
def tend_archive_nightly(timestamp: int) -> None:
    """归档夜班: packages not built yet, the yearly checks, what destroyed dossiers left behind."""
    for fault in tend_archive(by=ARCHIVE_TIMETABLE, at=timezone.now()).faults:
        log.error("archive: %s", fault)


@app.periodic(cron="15 2 * * *")
@app.task(queueing_lock="verify_nightly", pass_context=False)
def verify_nightly(timestamp: int) -> None:
    """每夜核验: chains, documents, guards; what does not hold is an error in the server's log."""
    for check in verify_everything():
        for fault in check.faults:
            log.error("verify: %s: %s", check.title, fault)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """重做中断的任务: jobs whose worker stopped beating."""
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    for job in stalled:
        await manager.retry_job(job)
