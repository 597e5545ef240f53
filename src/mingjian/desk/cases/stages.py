"""The stage bar (办案阶段): what is done and when, what is being done, what lies ahead."""

from __future__ import annotations

from datetime import date

from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.procedure import CaseFacts, StageStatus, served_notice, stages
from mingjian.law.procedure import Stage as LawStage
from mingjian.web.parts import Stage, StageState

_PLACES = {
    LawStage.OPENING: "#lead",
    LawStage.INVESTIGATION: "#proposal",
    LawStage.REVIEW: "#review",
    LawStage.NOTICE: "#heard",
    LawStage.HEARING: "#heard",
    LawStage.DECISION: "#decision",
    LawStage.SERVICE: "#decision",
    LawStage.EXECUTION: "#execution",
    LawStage.CLOSING: "#execution",
}


def stage_cells(file: CaseFile) -> list[Stage]:
    """The cells of the bar; only what should have been done before now is marked as owed."""
    found, now_was_seen = [], False
    days = _days(file.facts)
    for view in stages(file.facts):
        now_was_seen = now_was_seen or view.status is StageStatus.NOW
        state, note = _state(view.status, is_ahead=now_was_seen)
        is_done = state is StageState.DONE
        found.append(
            Stage(
                view.stage.title,
                state,
                on=days.get(view.stage) if is_done else None,
                note=note,
                url=_PLACES[view.stage] if is_done or state is StageState.NOW else "",
            )
        )
    return found


def _state(status: StageStatus, *, is_ahead: bool) -> tuple[StageState, str]:
    if status is StageStatus.DONE:
        return StageState.DONE, ""
    if status is StageStatus.NOW:
        return StageState.NOW, ""
    if status is StageStatus.OWED and not is_ahead:
        return StageState.OWED, StageStatus.OWED.title
    return StageState.AHEAD, "" if status is StageStatus.OWED else StageStatus.NOT_DUE.title


def _days(facts: CaseFacts) -> dict[LawStage, date | None]:
    review, hearing, decision = facts.current_review, facts.current_hearing, facts.decision
    notice = served_notice(facts)
    return {
        LawStage.OPENING: facts.opened_on,
        LawStage.INVESTIGATION: facts.proposal.made_on if facts.proposal else None,
        LawStage.REVIEW: review.concluded_on if review else None,
        LawStage.NOTICE: notice.served_on if notice else None,
        LawStage.HEARING: (hearing.held_on or hearing.waived_on) if hearing else None,
        LawStage.DECISION: decision.decided_on if decision else None,
        LawStage.SERVICE: decision.served_on if decision else None,
        LawStage.EXECUTION: facts.other_performed_on or facts.payment.last_paid_on,
        LawStage.CLOSING: facts.closed_on,
    }
