"""Rows of a file that was looked at, and of steps answered for, without any program run."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from mingjian.evidence.exporting import approve_export, ask_for_export, deny_export
from mingjian.evidence.kinds import DerivativeKind
from mingjian.evidence.markers import add_marker
from mingjian.evidence.models import (
    Clip,
    ClipCopy,
    Derivative,
    EvidenceFile,
    ExceptionRuling,
    ExportTaken,
    StepRecord,
)
from mingjian.evidence.recording import record
from mingjian.evidence.vaulting import raise_alarm
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.recordings import Step
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.telling import Telling
from tests.evidence.make import AT, OFFICER


def look_at(file: EvidenceFile) -> None:
    """A preview, a thumbnail that could not be made, a marker and its correction."""
    common = {"file": file, "source_sha256": file.sha256, "made_at": AT}
    sha256 = hashlib.sha256(b"copy").hexdigest()
    made = {"sha256": sha256, "size": 4, "content_type": "video/mp4"}
    Derivative.objects.create(kind=DerivativeKind.PREVIEW, **made, **common)
    Derivative.objects.create(kind=DerivativeKind.THUMBNAIL, why_not="没有画面", **common)
    said = {"file_id": file.id, "second": 12, "speaker": "张三", "by": OFFICER, "at": AT}
    first = add_marker(content="出示证件。", **said)
    add_marker(content="出示执法证件。", replaces=first.id, **said)


def mask(file: EvidenceFile) -> None:
    """A masked copy that is done, and one that waits."""
    common = {"file": file, "source_sha256": file.sha256, "plan": {}, "purpose": "出示"}
    asked = {"asked_at": AT, "asked_by_person_id": OFFICER.person_id, "asked_by_name": "张三"}
    digest = hashlib.sha256(b"masked").hexdigest()
    made = {"sha256": digest, "sm3": digest, "size": 6, "content_type": "video/mp4"}
    with transaction.atomic():
        record(file_id=file.id, kind="clip_made", by=OFFICER, at=AT, payload={})
        done = {"state": "done", "ended_at": AT, "watermark": "张三", **made}
        for ended in (done, {"state": "waiting", "watermark": "李四"}):
            clip = Clip.objects.create(**ended, **common, **asked)
            if clip.sha256:
                keep_copies(clip)


def keep_copies(clip: Clip) -> None:
    """In two places, one of which gave other bytes back later."""
    for store in ("folder-1", "folder-2"):
        stood = {"sha256": clip.sha256, "stored_at": AT, "checked_at": AT}
        ClipCopy.objects.create(clip=clip, store=store, **stood)
    raise_alarm(clip.file, "folder-2", "缺失", AT, clip)


def take_out(file: EvidenceFile, head: Actor, at: datetime) -> None:
    """One original asked for, approved, taken; another request denied."""
    by = OFFICER
    asked = {"file_id": file.id, "recipient": "县人民法院", "by": by, "at": at}
    first = ask_for_export(purpose="举证", **asked)
    approve_export(export_id=first.id, hours=1, opinion="同意。", by=head, at=at)
    with transaction.atomic():
        ExportTaken.objects.create(
            export=first, file=file, taken_at=at, taken_by_person_id=by.person_id
        )
        record(file_id=file.id, kind="exported", by=by, at=at, payload={})
    second = ask_for_export(purpose="自用", **asked)
    deny_export(export_id=second.id, opinion="改用遮挡副本。", by=head, at=at)


def answer_for_steps(story: Telling, file: EvidenceFile) -> None:
    """One step with its recording, one with reasons and a ruling."""
    head = story.cast.actor(Role.AGENCY_HEAD)
    entered = {
        "case_id": story.case_id,
        "step": Step.MEASURE,
        "entered_at": story.at,
        "entered_by_person_id": story.cast.lead.person_id,
        "entered_by_name": story.cast.lead.name,
    }
    with transaction.atomic():
        told = {"stream_id": story.case_id, "stream_kind": "case", "by": head, "at": story.at}
        write_entry(kind="case.record_step", **told)
        StepRecord.objects.create(step_id=new_id(), file=file, **entered)
        excepted = StepRecord.objects.create(step_id=new_id(), reasons="设备故障。", **entered)
        ExceptionRuling.objects.create(
            record=excepted,
            case_id=story.case_id,
            asked_by_person_id=excepted.entered_by_person_id,
            approved=True,
            opinion="同意。",
            decided_at=story.at,
            decided_by_person_id=head.person_id,
            decided_by_name=head.name,
        )
