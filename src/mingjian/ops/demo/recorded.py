"""Recordings of the demo's cases: what a step owes is answered before the case is closed."""

from __future__ import annotations

from mingjian.cases.models import Case
from mingjian.cases.recordings import except_step, recording_duties_of, rule_on_exception
from mingjian.law.roles import Role
from mingjian.ops.demo.telling import Telling

_WHY = "执法记录仪当日故障，已由两名执法人员制作文字记录并由见证人签名，文字记录全面有效。"


def except_what_is_owed(story: Telling) -> Case:
    """例外: every step without a recording gets its reasons, in full ones the head's ruling too."""
    case = story.case
    for duty in recording_duties_of(case):
        if duty.is_met:
            continue
        record = except_step(
            case_id=case.id,
            step_id=duty.done.id,
            reasons=_WHY,
            by=story.cast.actor(Role.CASE_OFFICER),
            at=story.at,
        )
        if duty.is_full:
            rule_on_exception(
                record_id=record.id,
                approved=True,
                opinion="情况属实，同意。",
                by=story.cast.actor(Role.AGENCY_HEAD),
                at=story.at,
            )
    return case
