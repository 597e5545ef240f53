"""The stage bar (阶段进度): what is done, what is being done, what the law still owes."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.law.procedure.duties import (
    has_passed_review,
    money_owed_yuan,
    owes_hearing_offer,
    owes_other_performance,
    review_triggers,
    served_notice,
)
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.kinds import Outcome
from mingjian.law.procedure.moves import Move
from mingjian.law.procedure.next_step import next_step_when_running
from mingjian.law.procedure.states import Stage, StageStatus, State


@dataclass(frozen=True)
class StageView:
    """One part of the stage bar."""

    stage: Stage
    status: StageStatus


# 下一步属于哪一阶段，案件就在哪一阶段
_STAGE_OF = {
    Move.REGISTER_LEAD: Stage.OPENING,
    Move.VERIFY_LEAD: Stage.OPENING,
    Move.REQUEST_OPENING: Stage.OPENING,
    Move.APPROVE_OPENING: Stage.OPENING,
    Move.ADD_EVIDENCE: Stage.INVESTIGATION,
    Move.VERIFY_EVIDENCE: Stage.INVESTIGATION,
    Move.REPORT: Stage.INVESTIGATION,
    Move.SUBMIT_REVIEW: Stage.REVIEW,
    Move.AGREE: Stage.REVIEW,
    Move.REVISE_PROPOSAL: Stage.REVIEW,
    Move.ISSUE_NOTICE: Stage.NOTICE,
    Move.SERVE_NOTICE: Stage.NOTICE,
    Move.ANSWER_DEFENCE: Stage.NOTICE,
    Move.NOTIFY_HEARING: Stage.HEARING,
    Move.HOLD_HEARING: Stage.HEARING,
    Move.DELIBERATE: Stage.DECISION,
    Move.DECIDE: Stage.DECISION,
    Move.SERVE_DECISION: Stage.SERVICE,
    Move.RECORD_PAYMENT: Stage.EXECUTION,
    Move.RECORD_PERFORMANCE: Stage.EXECUTION,
    Move.APPROVE_DEFERRAL: Stage.EXECUTION,
    Move.RESUME_EXECUTION: Stage.EXECUTION,
    Move.SERVE_DEMAND: Stage.EXECUTION,
    Move.RECORD_COURT: Stage.EXECUTION,
    Move.REOPEN: Stage.CLOSING,
    Move.CLOSE: Stage.CLOSING,
}


def stages(facts: CaseFacts) -> tuple[StageView, ...]:
    """All stages in the order of the law, one of them ``now`` unless the case is at its end."""
    step = next_step_when_running(facts)
    now = _STAGE_OF[step] if step else None
    return tuple(
        StageView(stage, StageStatus.NOW if stage is now else _status(stage, facts))
        for stage in Stage
    )


def _status(stage: Stage, facts: CaseFacts) -> StageStatus:
    if _is_done(stage, facts):
        return StageStatus.DONE
    is_ended = facts.state is not None and facts.state.is_final
    return StageStatus.OWED if not is_ended and _is_due(stage, facts) else StageStatus.NOT_DUE


def _is_done(stage: Stage, facts: CaseFacts) -> bool:
    hearing, decision = facts.current_hearing, facts.decision
    return {
        Stage.OPENING: facts.opened_on is not None,
        Stage.INVESTIGATION: facts.proposal is not None,
        Stage.REVIEW: has_passed_review(facts),
        Stage.NOTICE: served_notice(facts) is not None,
        Stage.HEARING: hearing is not None and bool(hearing.held_on or hearing.waived_on),
        Stage.DECISION: decision is not None,
        Stage.SERVICE: decision is not None and decision.served_on is not None,
        Stage.EXECUTION: _has_performed(facts),
        Stage.CLOSING: facts.state is State.CLOSED,
    }[stage]


def _is_due(stage: Stage, facts: CaseFacts) -> bool:
    outcome = facts.proposal.outcome if facts.proposal else Outcome.PENALTY
    may_be_heard = facts.decision is None
    return {
        Stage.REVIEW: bool(review_triggers(facts)),
        Stage.NOTICE: outcome is Outcome.PENALTY,
        Stage.HEARING: may_be_heard and owes_hearing_offer(facts=facts, proposal=facts.proposal),
        Stage.SERVICE: outcome is not Outcome.TRANSFER_JUDICIAL,
        Stage.EXECUTION: outcome is Outcome.PENALTY
        and (facts.decision is None or _owes_performance(facts)),
    }.get(stage, True)


def _has_performed(facts: CaseFacts) -> bool:
    has_begun = facts.payment.last_paid_on is not None or facts.other_performed_on is not None
    return has_begun and not _owes_performance(facts)


def _owes_performance(facts: CaseFacts) -> bool:
    return money_owed_yuan(facts) > NOTHING or owes_other_performance(facts)
