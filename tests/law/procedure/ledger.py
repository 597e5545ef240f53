"""What an accepted act leaves in the facts: the rows the room `cases` would save."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from mingjian.law.procedure import (
    Act,
    CaseFacts,
    CourtFacts,
    DecisionFacts,
    DefenceFacts,
    DeferralFacts,
    DeliberationFacts,
    DemandFacts,
    EvidenceKind,
    ExtensionFacts,
    HearingFacts,
    Move,
    PaymentFacts,
    ReviewFacts,
    ReviewOutcome,
    State,
    SuspensionFacts,
    money_owed,
    next_review_level,
    split_payment,
)
from mingjian.law.roles import Actor
from mingjian.law.time_limits import Pause, due_date

_LONG_BEFORE = timedelta(days=30)
_OUTCOMES = {
    Move.RETURN_FOR_SUPPLEMENT: ReviewOutcome.RETURNED,
    Move.FIND_PROBLEMS: ReviewOutcome.PROBLEMS,
    Move.AGREE: ReviewOutcome.AGREED,
}


def after(facts: CaseFacts, act: Act, by: Actor, state: State) -> CaseFacts:
    """The facts once the act is saved."""
    changes = _opening(facts, act, by) | _investigation(facts, act) | _review(facts, act, by)
    changes |= (
        _triggers(facts, act, by)
        | _notice(facts, act)
        | _hearing(facts, act)
        | _decision(facts, act)
    )
    changes |= _clock(facts, act) | _people(facts, act)
    changes |= _execution(facts, act) | _remedies(facts, act) | _ending(facts, act)
    return replace(facts, state=state, latest_act_on=act.on, **changes)


def _opening(facts: CaseFacts, act: Act, by: Actor) -> dict[str, Any]:
    match act.move:
        case Move.REGISTER_LEAD:
            return {"registered_on": act.on}
        case Move.VERIFY_LEAD:
            return {"verified_on": act.on}
        case Move.REQUEST_OPENING:
            return {"opening_requested_by": by.person_id, "officers": act.officers}
        case Move.APPROVE_OPENING:
            return {"opening_approved_by": by.person_id, "opened_on": act.on}
    return {}


def _investigation(facts: CaseFacts, act: Act) -> dict[str, Any]:
    if act.move is Move.ADD_EVIDENCE and act.evidence is not None:
        is_scene = act.evidence.kind is EvidenceKind.SCENE_RECORD
        return {
            "evidence": (*facts.evidence, act.evidence),
            "has_scene_record": facts.has_scene_record or is_scene,
        }
    if act.move is Move.VERIFY_EVIDENCE:
        return {"evidence": tuple(replace(item, verified=True) for item in facts.evidence)}
    if act.move in (Move.REPORT, Move.REVISE_PROPOSAL):
        return {"proposal": act.proposal}
    return {}


def _review(facts: CaseFacts, act: Act, by: Actor) -> dict[str, Any]:
    if act.move is Move.SUBMIT_REVIEW and facts.proposal is not None:
        answered = tuple(replace(one, open_findings=frozenset()) for one in facts.reviews)
        level = next_review_level(facts)
        return {"reviews": (*answered, ReviewFacts(facts.proposal.hash, act.on, level=level))}
    if act.move is Move.SETTLE_DISAGREEMENT:
        last = facts.reviews[-1]
        settled = replace(last, settlements=(*last.settlements, act.settlement))
        return {"reviews": (*facts.reviews[:-1], settled)}
    if act.move in _OUTCOMES:
        found = {UUID(int=900 + len(facts.reviews) + n) for n in range(act.findings_count)}
        end = {"reviewer_id": by.person_id, "concluded_on": act.on}
        end["open_findings"] = frozenset(found)
        done = replace(facts.reviews[-1], outcome=_OUTCOMES[act.move], **end)
        return {"reviews": (*facts.reviews[:-1], done)}
    return {}


def _triggers(facts: CaseFacts, act: Act, by: Actor) -> dict[str, Any]:
    match act.move:
        case Move.DECLARE_TRIGGER:
            declarers = facts.trigger_declarers | {by.person_id}
            declared = facts.declared_triggers | {act.trigger}
            return {"declared_triggers": declared, "trigger_declarers": declarers}
        case Move.DROP_TRIGGER:
            return {"declared_triggers": facts.declared_triggers - {act.trigger}}
    return {}


def _notice(facts: CaseFacts, act: Act) -> dict[str, Any]:
    match act.move:
        case Move.ISSUE_NOTICE:
            return {"notices": (*facts.notices, act.notice)}
        case Move.SERVE_NOTICE:
            due = {"defence_due_on": act.defence_due_on, "hearing_due_on": act.hearing_due_on}
            return {
                "notices": (
                    *facts.notices[:-1],
                    replace(facts.notices[-1], served_on=act.on, **due),
                )
            }
        case Move.RECORD_DEFENCE | Move.WAIVE_DEFENCE:
            told = [notice for notice in facts.notices if notice.served_on][-1]
            waived = act.move is Move.WAIVE_DEFENCE
            return {"defences": (*facts.defences, DefenceFacts(told.proposal_hash, act.on, waived))}
        case Move.ANSWER_DEFENCE:
            answer = {"answered_on": act.on, "accepted": act.accepted}
            return {
                "defences": tuple(
                    replace(d, **answer) if d.awaits_answer else d for d in facts.defences
                )
            }
    return {}


def _hearing(facts: CaseFacts, act: Act) -> dict[str, Any]:
    text = facts.proposal.hash if facts.proposal else ""
    match act.move:
        case Move.REQUEST_HEARING:
            return {"hearings": (*facts.hearings, HearingFacts(text, requested_on=act.on))}
        case Move.WAIVE_HEARING if facts.state is State.NOTIFIED:
            return {"hearings": (*facts.hearings, HearingFacts(text, waived_on=act.on))}
        case Move.WAIVE_HEARING:
            return _last_hearing(facts, waived_on=act.on)
        case Move.NOTIFY_HEARING:
            # 送达另有规则：无论何时通知，听证通知书都早已送达，一条规则不遮住另一条
            told = act.scheduled_on - _LONG_BEFORE if act.scheduled_on else None
            host = {"presiding_officer_id": act.presiding_officer_id, "served_on": told}
            return _last_hearing(facts, notified_on=act.on, scheduled_on=act.scheduled_on, **host)
        case Move.HOLD_HEARING:
            return _last_hearing(facts, held_on=act.on, record_hash=act.record_hash)
    return {}


def _last_hearing(facts: CaseFacts, **changes: Any) -> dict[str, Any]:
    return {"hearings": (*facts.hearings[:-1], replace(facts.hearings[-1], **changes))}


def _decision(facts: CaseFacts, act: Act) -> dict[str, Any]:
    match act.move:
        case Move.DELIBERATE if facts.proposal is not None:
            held = DeliberationFacts(
                facts.proposal.hash, act.on, act.member_count, act.conclusion_agrees
            )
            return {"deliberations": (*facts.deliberations, held)}
        case Move.DECIDE if act.proposal is not None:
            text = act.proposal
            return {"decision": DecisionFacts(text.hash, text.outcome, text.content, act.on)}
        case Move.SERVE_DECISION if facts.decision is not None:
            return {"decision": replace(facts.decision, served_on=act.on)}
        case Move.RECORD_PAYMENT:
            owed = money_owed(facts=facts, on=act.on)
            booked = split_payment(amount=act.amount_yuan, owed=owed, on=act.on)
            paid = facts.payment.total_paid_yuan + booked.fine_yuan + booked.gains_yuan
            return {"payment": PaymentFacts(paid, act.on, (*facts.payment.bookings, booked))}
        case Move.RECORD_PERFORMANCE:
            return {"other_performed_on": act.on}
        case Move.CLOSE:
            return {"closed_on": act.on}
    return {}


def _clock(facts: CaseFacts, act: Act) -> dict[str, Any]:
    match act.move:
        case Move.EXTEND:
            return {"extensions": (*facts.extensions, ExtensionFacts(act.days, act.on))}
        case Move.PAUSE:
            return {"pauses": (*facts.pauses, Pause(act.on, None, act.reasons))}
        case Move.RESUME:
            return {"pauses": (*facts.pauses[:-1], replace(facts.pauses[-1], until=act.on))}
    return {}


def _people(facts: CaseFacts, act: Act) -> dict[str, Any]:
    if act.move not in (Move.RECUSE, Move.REPLACE_OFFICER) or act.person_id is None:
        return {}
    successors = (act.replacement,) if act.replacement else ()
    left = {act.person_id} & {officer.person_id for officer in facts.officers}
    stay = tuple(officer for officer in facts.officers if officer.person_id not in left)
    recused = {act.person_id} if act.move is Move.RECUSE else set()
    return {
        "officers": (*stay, *successors),
        "former_officer_ids": facts.former_officer_ids | left,
        "recused_person_ids": facts.recused_person_ids | recused,
    }


def _execution(facts: CaseFacts, act: Act) -> dict[str, Any]:
    match act.move:
        case Move.REQUEST_DEFERRAL:
            return {"deferrals": (*facts.deferrals, DeferralFacts(act.on))}
        case Move.APPROVE_DEFERRAL | Move.REFUSE_DEFERRAL:
            approved = act.move is Move.APPROVE_DEFERRAL
            answer = {"decided_on": act.on, "approved": approved, "schedule": act.schedule}
            return {"deferrals": (*facts.deferrals[:-1], replace(facts.deferrals[-1], **answer))}
        case Move.REDUCE_SURCHARGE:
            return {"surcharge_reduced_yuan": facts.surcharge_reduced_yuan + act.amount_yuan}
        case Move.ISSUE_DEMAND:
            return {"demands": (*facts.demands, DemandFacts(act.on))}
        case Move.SERVE_DEMAND:
            terms = facts.terms
            due = due_date(limit=terms.await_demand, start=act.on, calendar=terms.calendar)
            served = replace(facts.demands[-1], served_on=act.on, due_on=due.on)
            return {"demands": (*facts.demands[:-1], served)}
        case Move.APPLY_COURT:
            return {"court": (*facts.court, CourtFacts(act.on))}
        case Move.RECORD_COURT if act.court_step is not None:
            steps = (*facts.court[-1].steps, act.court_step)
            return {"court": (*facts.court[:-1], replace(facts.court[-1], steps=steps))}
    return {}


def _remedies(facts: CaseFacts, act: Act) -> dict[str, Any]:
    if act.remedy is None:
        return {}
    ends = act.move is Move.END_REMEDY
    kept = tuple(one for one in facts.remedies if not (ends and one.is_open))
    return {"remedies": (*kept, act.remedy)}


def _ending(facts: CaseFacts, act: Act) -> dict[str, Any]:
    match act.move:
        case Move.SUSPEND_EXECUTION if act.suspension_ground is not None:
            stopped = SuspensionFacts(act.on, act.suspension_ground)
            return {"suspensions": (*facts.suspensions, stopped)}
        case Move.RESUME_EXECUTION:
            ended = replace(facts.suspensions[-1], until=act.on)
            return {"suspensions": (*facts.suspensions[:-1], ended)}
        case Move.TERMINATE_EXECUTION:
            return {"terminated_on": act.on}
        case Move.REOPEN if facts.state is State.REVOKED:
            return {"redo_opened_on": act.on}
        case Move.REOPEN:
            return {"closed_on": None, "terminated_on": None}
    return {}
