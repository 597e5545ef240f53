"""Rows of recorded steps (音像记录事项): written for the room that knows and judges the steps."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mingjian.evidence.models import EvidenceFile, ExceptionRuling, StepRecord
from mingjian.law.recordings import StepDone
from mingjian.law.roles import Actor


def enter_step(
    *,
    case_id: UUID,
    done: StepDone,
    file: EvidenceFile | None,
    reasons: str,
    by: Actor,
    at: datetime,
) -> tuple[StepRecord, bool]:
    """A recording or the reasons for none; the same answer twice is one, and then False."""
    entered = {
        "entered_at": at,
        "entered_by_person_id": by.person_id,
        "entered_by_name": by.name,
    }
    return StepRecord.objects.get_or_create(
        case_id=case_id,
        step=done.step.value,
        step_id=done.id,
        file=file,
        reasons=reasons,
        defaults=entered,
    )


def enter_ruling(
    *, record: StepRecord, approved: bool, opinion: str, by: Actor, at: datetime
) -> ExceptionRuling:
    """What the head said."""
    return ExceptionRuling.objects.create(
        record=record,
        case_id=record.case_id,
        asked_by_person_id=record.entered_by_person_id,
        approved=approved,
        opinion=opinion,
        decided_at=at,
        decided_by_person_id=by.person_id,
        decided_by_name=by.name,
    )
