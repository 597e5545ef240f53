"""The next legal step (下一步): the one move the law expects, whoever has to make it."""

from __future__ import annotations

from mingjian.law.procedure.duties import (
    content_in_force,
    deliberation_reasons,
    has_deliberated,
    money_owed_yuan,
    owes_other_performance,
    owes_redo,
    owes_review,
    served_notice,
)
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.kinds import Outcome
from mingjian.law.procedure.moves import Move
from mingjian.law.procedure.ordinary_parts import UNDECIDED
from mingjian.law.procedure.states import State

_FIXED: dict[State | None, Move | None] = {
    None: Move.REGISTER_LEAD,
    State.REGISTERED: Move.VERIFY_LEAD,
    State.VERIFIED: Move.REQUEST_OPENING,
    State.OPENING_REQUESTED: Move.APPROVE_OPENING,
    State.IN_REVIEW: Move.AGREE,
    State.RETURNED: Move.SUBMIT_REVIEW,
    State.REVIEW_PROBLEMS: Move.REVISE_PROPOSAL,
    State.PERFORMED: Move.CLOSE,
    State.DECLINED: None,
    State.CLOSED: None,
    State.DISMISSED: None,
}


def next_step(facts: CaseFacts) -> Move | None:
    """The move that leads on; None when the case is at its end.

    It may have to wait (申辩期限未满): ``open_moves`` then shows it with the reason.
    """
    is_stopped = facts.state in UNDECIDED and facts.open_pause is not None
    return Move.RESUME if is_stopped else next_step_when_running(facts)


def next_step_when_running(facts: CaseFacts) -> Move | None:
    """The next step as if no pause (中止) were open: what the stage bar points at."""
    if facts.state in _FIXED:
        return _FIXED[facts.state]
    if facts.state is State.INVESTIGATING:
        return _in_investigation(facts)
    if facts.state is State.HEARING:
        return _in_hearing(facts)
    if facts.state in (State.DECIDED, State.SERVED):
        return _after_decision(facts)
    if facts.state is State.REVOKED:
        return Move.REOPEN if owes_redo(facts) else Move.CLOSE
    return _before_decision(facts)


def _in_investigation(facts: CaseFacts) -> Move:
    has_record = facts.has_interview_record or facts.has_scene_record
    if not facts.evidence or not has_record:
        return Move.ADD_EVIDENCE
    return Move.VERIFY_EVIDENCE if _awaits_verification(facts) else Move.REPORT


def _awaits_verification(facts: CaseFacts) -> bool:
    return any(not (evidence.verified or evidence.excluded) for evidence in facts.evidence)


def _in_hearing(facts: CaseFacts) -> Move:
    hearing = facts.current_hearing
    is_scheduled = hearing is not None and hearing.scheduled_on is not None
    return Move.HOLD_HEARING if is_scheduled else Move.NOTIFY_HEARING


def _before_decision(facts: CaseFacts) -> Move:
    """调查终结 to 决定: review, notice, defence, review after hearing, deliberation, decision."""
    is_penalty = facts.proposal is not None and facts.proposal.is_penalty
    if any(defence.awaits_answer for defence in facts.defences):
        return Move.ANSWER_DEFENCE
    if owes_review(facts):
        return Move.SUBMIT_REVIEW
    if is_penalty and served_notice(facts) is None:
        return Move.SERVE_NOTICE if facts.current_notice else Move.ISSUE_NOTICE
    if _awaits_verification(facts):
        return Move.VERIFY_EVIDENCE
    if deliberation_reasons(facts) and not has_deliberated(facts):
        return Move.DELIBERATE
    return Move.DECIDE


def _after_decision(facts: CaseFacts) -> Move:
    outcome = facts.decision.outcome if facts.decision else None
    if facts.state is State.DECIDED:
        return Move.CLOSE if outcome is Outcome.TRANSFER_JUDICIAL else Move.SERVE_DECISION
    return _in_execution(facts)


def _in_execution(facts: CaseFacts) -> Move:
    """What is asked of the agency first; else what the party owes, surcharge last of all."""
    if facts.terminated_on is not None:
        return Move.CLOSE
    if facts.open_deferral is not None:
        return Move.APPROVE_DEFERRAL
    if facts.open_suspension is not None:
        return Move.RESUME_EXECUTION
    demand = facts.last_demand
    if demand is not None and demand.served_on is None:
        return Move.SERVE_DEMAND
    if facts.open_court is not None:
        return Move.RECORD_COURT
    if money_owed_yuan(facts) > NOTHING:
        return Move.RECORD_PAYMENT
    if owes_other_performance(facts):
        return Move.RECORD_PERFORMANCE
    # 已送达而款项缴清、没有其他内容的：有罚款的只可能尚欠加处罚款
    content = content_in_force(facts)
    owes_surcharge = content is not None and content.fine_yuan > NOTHING
    return Move.RECORD_PAYMENT if owes_surcharge else Move.CLOSE
