"""Moves (办案行为): the legal acts of 普通程序, what an act says of itself, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.procedure.facts import (
    CaseFacts,
    EvidenceFacts,
    NoticeFacts,
    OfficerFacts,
    ProposalFacts,
)
from mingjian.law.procedure.facts_execution import RemedyFacts
from mingjian.law.procedure.facts_review import AnswerFacts, SettlementFacts
from mingjian.law.procedure.kinds import ClosingReason, DismissalReason, PaymentChannel
from mingjian.law.procedure.kinds_execution import (
    COMPULSION_LAW,
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
    CourtPaper,
    CourtStep,
    SuspensionGround,
    TerminationGround,
)
from mingjian.law.procedure.states import State
from mingjian.law.procedure.titles import Titled
from mingjian.law.roles import Actor, Role
from mingjian.law.surcharge import Instalment

PENALTY_LAW = "行政处罚法"
# 规则编号的法律：APL58 即《行政处罚法》第五十八条
LAW_OF_CODE = {
    "APL": PENALTY_LAW,
    "ACL": COMPULSION_LAW,
    "ARL": RECONSIDERATION_LAW,
    "ASL": LITIGATION_LAW,
}
_CODE_OF_LAW = {law: code for code, law in LAW_OF_CODE.items()}


class Move(Titled):
    """办案行为: one legal act; its title is what the button and the journal say."""

    REGISTER_LEAD = "register_lead", "登记案源"
    VERIFY_LEAD = "verify_lead", "核查"
    REQUEST_OPENING = "request_opening", "呈请立案"
    APPROVE_OPENING = "approve_opening", "批准立案"
    DECLINE_OPENING = "decline_opening", "不予立案"
    ADD_EVIDENCE = "add_evidence", "登记证据"
    VERIFY_EVIDENCE = "verify_evidence", "查证证据"
    REPORT = "report", "提交调查终结报告"
    SUBMIT_REVIEW = "submit_review", "送法制审核"
    RETURN_FOR_SUPPLEMENT = "return_for_supplement", "退回补充材料"
    FIND_PROBLEMS = "find_problems", "提出审核意见（存在问题）"
    AGREE = "agree", "审核同意"
    TAKE_ADVICE = "take_advice", "征求法律顾问、公职律师意见"
    SETTLE_DISAGREEMENT = "settle_disagreement", "协调审核分歧"
    DECLARE_TRIGGER = "declare_trigger", "补充认定审核情形"
    DROP_TRIGGER = "drop_trigger", "撤销认定的审核情形"
    REVISE_PROPOSAL = "revise_proposal", "修改拟处理意见"
    ISSUE_NOTICE = "issue_notice", "制作事先告知书"
    SERVE_NOTICE = "serve_notice", "送达告知书"
    RECORD_DEFENCE = "record_defence", "登记陈述申辩"
    ANSWER_DEFENCE = "answer_defence", "复核陈述申辩"
    WAIVE_DEFENCE = "waive_defence", "登记放弃陈述申辩"
    REQUEST_HEARING = "request_hearing", "登记听证申请"
    WAIVE_HEARING = "waive_hearing", "登记放弃听证"
    NOTIFY_HEARING = "notify_hearing", "通知听证"
    HOLD_HEARING = "hold_hearing", "登记听证笔录"
    DELIBERATE = "deliberate", "登记集体讨论"
    DECIDE = "decide", "作出决定"
    SERVE_DECISION = "serve_decision", "送达决定书"
    RECORD_PAYMENT = "record_payment", "登记缴款"
    RECORD_PERFORMANCE = "record_performance", "登记履行情况"
    REQUEST_DEFERRAL = "request_deferral", "登记延期、分期缴纳申请"
    APPROVE_DEFERRAL = "approve_deferral", "批准延期、分期缴纳"
    REFUSE_DEFERRAL = "refuse_deferral", "不批准延期、分期缴纳"
    REDUCE_SURCHARGE = "reduce_surcharge", "减免加处罚款"
    ISSUE_DEMAND = "issue_demand", "制作催告书"
    SERVE_DEMAND = "serve_demand", "送达催告书"
    RECORD_RESPONSE = "record_response", "登记并复核催告后的意见"
    APPLY_COURT = "apply_court", "申请人民法院强制执行"
    RECORD_COURT = "record_court", "登记人民法院办理情况"
    ACCEPT_REMEDY = "accept_remedy", "登记复议、诉讼受理"
    END_REMEDY = "end_remedy", "登记复议、诉讼结果"
    CORRECT_DECISION = "correct_decision", "自行纠正决定"
    SUSPEND_EXECUTION = "suspend_execution", "中止、停止执行"
    RESUME_EXECUTION = "resume_execution", "恢复执行"
    TERMINATE_EXECUTION = "terminate_execution", "终结执行"
    CLOSE = "close", "结案"
    REOPEN = "reopen", "重新办理"
    EXTEND = "extend", "延长办案期限"
    PAUSE = "pause", "中止计算期限"
    RESUME = "resume", "恢复计算期限"
    RECUSE = "recuse", "决定回避"
    REPLACE_OFFICER = "replace_officer", "更换承办人"
    DISMISS = "dismiss", "撤案"


@dataclass(frozen=True)
class Act:
    """What is to be done, with the details its rules need; the rest stays with the room.

    ``on`` is the business date (行为日期), ``entered_on`` the day it is entered (登记日期). Every
    field after them belongs to the moves named beside it and is left alone by the others.
    """

    move: Move
    on: date
    entered_on: date
    officers: tuple[OfficerFacts, ...] = ()  # VERIFY_LEAD, REQUEST_OPENING
    evidence: EvidenceFacts | None = None  # ADD_EVIDENCE
    proposal: ProposalFacts | None = None  # REPORT, REVISE_PROPOSAL, DECIDE
    reasons: str = ""  # every act that owes reasons; the opinion of a review
    not_heavier_because: str = ""  # REVISE_PROPOSAL after a defence, where goods or words change
    review_points: int = 0  # FIND_PROBLEMS, AGREE: points of the opinion that were answered
    reviewer_qualified: bool = False  # FIND_PROBLEMS, AGREE: 法律职业资格 where the law asks for it
    remarks: tuple[tuple[int, str], ...] = ()  # FIND_PROBLEMS, AGREE: number and words of a point
    findings_count: int = 0  # FIND_PROBLEMS: what the opinion objects to, one by one
    supplement_due_on: date | None = None  # RETURN_FOR_SUPPLEMENT
    answers: tuple[AnswerFacts, ...] = ()  # SUBMIT_REVIEW: to every finding that is open
    settlement: SettlementFacts | None = None  # SETTLE_DISAGREEMENT
    conflicts: tuple[str, ...] = ()  # TAKE_ADVICE: why this adviser may not be asked
    trigger: str = ""  # DECLARE_TRIGGER, DROP_TRIGGER
    notice: NoticeFacts | None = None  # ISSUE_NOTICE
    defence_due_on: date | None = None  # SERVE_NOTICE
    hearing_due_on: date | None = None  # SERVE_NOTICE
    in_writing: bool = False  # WAIVE_DEFENCE, WAIVE_HEARING: the party's own declaration is on file
    party_absent: bool = False  # WAIVE_HEARING: 无正当理由拒不出席或者中途退出
    accepted: bool | None = None  # ANSWER_DEFENCE, RECORD_RESPONSE
    scheduled_on: date | None = None  # NOTIFY_HEARING
    presiding_officer_id: UUID | None = None  # NOTIFY_HEARING
    record_hash: str = ""  # HOLD_HEARING
    member_count: int = 0  # DELIBERATE
    member_names: frozenset[str] = frozenset()  # DELIBERATE, SETTLE_DISAGREEMENT
    conclusion_agrees: bool = False  # DELIBERATE
    amount_yuan: Decimal = Decimal(0)  # RECORD_PAYMENT, REDUCE_SURCHARGE
    channel: PaymentChannel | None = None  # RECORD_PAYMENT
    schedule: tuple[Instalment, ...] = ()  # APPROVE_DEFERRAL
    papers: frozenset[CourtPaper] = frozenset()  # APPLY_COURT: what the package holds
    court_step: CourtStep | None = None  # RECORD_COURT
    remedy: RemedyFacts | None = None  # ACCEPT_REMEDY, END_REMEDY, CORRECT_DECISION
    suspension_ground: SuspensionGround | None = None  # SUSPEND_EXECUTION
    termination_ground: TerminationGround | None = None  # TERMINATE_EXECUTION
    educated: bool = False  # CLOSE of a case without penalty
    closing_reason: ClosingReason | None = None  # CLOSE
    dismissal_reason: DismissalReason | None = None  # DISMISS
    days: int = 0  # EXTEND
    basis: Citation | None = None  # EXTEND
    person_id: UUID | None = None  # RECUSE, REPLACE_OFFICER: who withdraws
    replacement: OfficerFacts | None = None  # RECUSE, REPLACE_OFFICER: who takes over


# A rule answers with the breach it sees, or None. Its docstring is the law's sentence.
Rule = Callable[[CaseFacts, Act, Actor], Breach | None]


@dataclass(frozen=True)
class Arrival:
    """A target that is reached only if this act completes something; else the state stays."""

    state: State
    completes: Callable[[CaseFacts, Act], bool]
    words: str  # 何时到达，for the diagram


@dataclass(frozen=True)
class Transition:
    """One line of the table: from where, to where, by whom, under which rules.

    ``sources`` empty: the move creates the case. ``target`` None: the state always stays.
    ``rules`` can be judged before anything is filled in (the desk shows them on a disabled button);
    ``details`` judge what was filled in. ``warnings`` are told and journaled, but do not refuse.
    """

    sources: frozenset[State]
    target: State | Arrival | tuple[Arrival, ...] | None
    roles: frozenset[Role]
    rules: tuple[Rule, ...] = ()
    details: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()


# 普通程序 as data: one Transition for every Move.
Table = Mapping[Move, Transition]


def refuse(
    article: str,
    message: str,
    remedy: str,
    *,
    paragraph: str = "",
    item: str = "",
    law: str = PENALTY_LAW,
) -> Breach:
    """A breach; its code is the law's mark and the article, as in the rule's name (APL58)."""
    cite = Citation(law, article, paragraph, item)
    return Breach(f"{_CODE_OF_LAW[law]}{article:0>2}", message, cite, remedy)
