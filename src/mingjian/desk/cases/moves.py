"""Every move with its form and its act (办案行为对照表): the one place where they meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mingjian.cases import (
    clock,
    court,
    decision,
    defence,
    deferral,
    deliberation,
    demand,
    execution,
    hearing,
    investigation,
    leads,
    notice,
    opening,
    recusal,
    remedies,
    reopening,
    review,
    review_rounds,
    suspension,
    triggers,
)
from mingjian.cases.models import Case
from mingjian.desk.cases.forms import clock as clock_forms
from mingjian.desk.cases.forms import decision as decision_forms
from mingjian.desk.cases.forms import enforcement as enforcement_forms
from mingjian.desk.cases.forms import execution as execution_forms
from mingjian.desk.cases.forms import hearing as hearing_forms
from mingjian.desk.cases.forms import investigation as investigation_forms
from mingjian.desk.cases.forms import notice as notice_forms
from mingjian.desk.cases.forms import opening as opening_forms
from mingjian.desk.cases.forms import remedy as remedy_forms
from mingjian.desk.cases.forms import review_rounds as rounds_forms
from mingjian.desk.cases.forms.base import ActForm
from mingjian.desk.cases.forms.proposal import ProposalForm
from mingjian.desk.cases.forms.review import ReviewForm
from mingjian.law.procedure import Move

PLAIN = "desk/cases/act.html"
REPORT = "desk/cases/report.html"
REVIEW = "desk/cases/review.html"
SUBMISSION = "desk/cases/submit.html"
DELIBERATION = "desk/cases/deliberate.html"
DECISION = "desk/cases/decide.html"


@dataclass(frozen=True)
class Doing:
    """How a move is done on the desk."""

    form: type[ActForm]
    act: Callable[..., Case]
    template: str = PLAIN


DOINGS: dict[Move, Doing] = {
    Move.VERIFY_LEAD: Doing(opening_forms.VerifyLeadForm, leads.verify_lead),
    Move.REQUEST_OPENING: Doing(opening_forms.RequestOpeningForm, opening.request_opening),
    Move.APPROVE_OPENING: Doing(
        opening_forms.ApproveOpeningForm, opening.approve_opening, DECISION
    ),
    Move.DECLINE_OPENING: Doing(
        opening_forms.DeclineOpeningForm, opening.decline_opening, DECISION
    ),
    Move.ADD_EVIDENCE: Doing(investigation_forms.AddEvidenceForm, investigation.add_evidence),
    Move.VERIFY_EVIDENCE: Doing(
        investigation_forms.VerifyEvidenceForm, investigation.verify_evidence
    ),
    Move.REPORT: Doing(ProposalForm, investigation.submit_report, REPORT),
    Move.REVISE_PROPOSAL: Doing(ProposalForm, investigation.revise_proposal, REPORT),
    Move.SUBMIT_REVIEW: Doing(rounds_forms.SubmitReviewForm, review.submit_for_review, SUBMISSION),
    Move.TAKE_ADVICE: Doing(rounds_forms.AdviceForm, review_rounds.take_advice, DECISION),
    Move.SETTLE_DISAGREEMENT: Doing(
        rounds_forms.SettleForm, review_rounds.settle_disagreement, DECISION
    ),
    Move.DECLARE_TRIGGER: Doing(rounds_forms.DeclareTriggerForm, triggers.declare_trigger),
    Move.DROP_TRIGGER: Doing(rounds_forms.DropTriggerForm, triggers.drop_trigger, DECISION),
    Move.AGREE: Doing(ReviewForm, review.agree_review, REVIEW),
    Move.FIND_PROBLEMS: Doing(ReviewForm, review.find_problems, REVIEW),
    Move.RETURN_FOR_SUPPLEMENT: Doing(ReviewForm, review.return_for_supplement, REVIEW),
    Move.ISSUE_NOTICE: Doing(notice_forms.IssueNoticeForm, notice.issue_notice),
    Move.SERVE_NOTICE: Doing(notice_forms.DeliveryForm, notice.serve_notice),
    Move.RECORD_DEFENCE: Doing(notice_forms.RecordDefenceForm, defence.record_defence),
    Move.ANSWER_DEFENCE: Doing(notice_forms.AnswerDefenceForm, defence.answer_defence),
    Move.WAIVE_DEFENCE: Doing(notice_forms.WaiveDefenceForm, defence.waive_defence),
    Move.REQUEST_HEARING: Doing(hearing_forms.RequestHearingForm, hearing.request_hearing),
    Move.WAIVE_HEARING: Doing(hearing_forms.WaiveHearingForm, hearing.waive_hearing),
    Move.NOTIFY_HEARING: Doing(hearing_forms.NotifyHearingForm, hearing.notify_hearing),
    Move.HOLD_HEARING: Doing(hearing_forms.HoldHearingForm, hearing.hold_hearing),
    Move.DELIBERATE: Doing(decision_forms.DeliberateForm, deliberation.deliberate, DELIBERATION),
    Move.DECIDE: Doing(decision_forms.DecideForm, decision.decide, DECISION),
    Move.SERVE_DECISION: Doing(notice_forms.DeliveryForm, decision.serve_decision),
    Move.RECORD_PAYMENT: Doing(execution_forms.RecordPaymentForm, execution.record_payment),
    Move.RECORD_PERFORMANCE: Doing(
        execution_forms.RecordPerformanceForm, execution.record_performance
    ),
    Move.REQUEST_DEFERRAL: Doing(enforcement_forms.RequestDeferralForm, deferral.request_deferral),
    Move.APPROVE_DEFERRAL: Doing(
        enforcement_forms.ApproveDeferralForm, deferral.approve_deferral, DECISION
    ),
    Move.REFUSE_DEFERRAL: Doing(enforcement_forms.ReasonedForm, deferral.refuse_deferral, DECISION),
    Move.REDUCE_SURCHARGE: Doing(
        enforcement_forms.ReduceSurchargeForm, deferral.reduce_surcharge, DECISION
    ),
    Move.ISSUE_DEMAND: Doing(enforcement_forms.IssueDemandForm, demand.issue_demand),
    Move.SERVE_DEMAND: Doing(notice_forms.DeliveryForm, demand.serve_demand),
    Move.RECORD_RESPONSE: Doing(enforcement_forms.RecordResponseForm, demand.record_response),
    Move.APPLY_COURT: Doing(enforcement_forms.ApplyCourtForm, court.apply_to_court, DECISION),
    Move.RECORD_COURT: Doing(enforcement_forms.RecordCourtForm, court.record_court),
    Move.ACCEPT_REMEDY: Doing(remedy_forms.AcceptRemedyForm, remedies.accept_remedy),
    Move.END_REMEDY: Doing(remedy_forms.EndRemedyForm, remedies.end_remedy),
    Move.CORRECT_DECISION: Doing(
        remedy_forms.CorrectDecisionForm, remedies.correct_decision, DECISION
    ),
    Move.SUSPEND_EXECUTION: Doing(
        enforcement_forms.SuspendForm, suspension.suspend_execution, DECISION
    ),
    Move.RESUME_EXECUTION: Doing(
        enforcement_forms.ReasonedForm, suspension.resume_execution, DECISION
    ),
    Move.TERMINATE_EXECUTION: Doing(
        enforcement_forms.TerminateForm, suspension.terminate_execution, DECISION
    ),
    Move.REOPEN: Doing(enforcement_forms.ReasonedForm, reopening.reopen_case, DECISION),
    Move.CLOSE: Doing(execution_forms.CloseForm, execution.close_case, DECISION),
    Move.DISMISS: Doing(execution_forms.DismissForm, execution.dismiss_case, DECISION),
    Move.EXTEND: Doing(clock_forms.ExtendForm, clock.extend_time),
    Move.PAUSE: Doing(clock_forms.PauseForm, clock.pause_clock),
    Move.RESUME: Doing(clock_forms.ResumeForm, clock.resume_clock),
    Move.RECUSE: Doing(clock_forms.ExchangeForm, recusal.recuse_officer),
    Move.REPLACE_OFFICER: Doing(clock_forms.ExchangeForm, recusal.replace_officer),
}

# 主按钮之外的次要按钮：同一表单，由按下的按钮决定办理哪一项。
COMPANIONS: dict[Move, tuple[Move, ...]] = {
    Move.AGREE: (Move.FIND_PROBLEMS, Move.RETURN_FOR_SUPPLEMENT),
}
