"""Rows of a file that was looked at, and of steps answered for, without any program run."""

from __future__ import annotations

import hashlib

from django.db import transaction

from mingjian.evidence.kinds import DerivativeKind
from mingjian.evidence.markers import add_marker
from mingjian.evidence.models import Clip, Derivative, EvidenceFile, ExceptionRuling, StepRecord
from mingjian.evidence.recording import record
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.recordings import Step
from mingjian.law.roles import Role
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
            Clip.objects.create(**ended, **common, **asked)


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
