"""A clerk (书记员) who does acts and keeps the facts, as the room `cases` does with its rows.

``Clerk.do`` fills in lawful details and the right person; a test changes the one thing it is about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import (
    TABLE,
    Act,
    CaseFacts,
    ClosingReason,
    CourtPaper,
    CourtStep,
    DismissalReason,
    EvidenceFacts,
    EvidenceKind,
    Move,
    NoticeFacts,
    OfficerFacts,
    Outcome,
    PartyFacts,
    PartyKind,
    PaymentChannel,
    ProposalFacts,
    RemedyFacts,
    RemedyKind,
    RemedyOutcome,
    SettlementFacts,
    SuspensionGround,
    Table,
    TerminationGround,
    is_overturned,
    money_owed,
    next_state,
    notice_periods,
    owes_hearing_offer,
    surcharge_owed_yuan,
)
from mingjian.law.roles import Actor
from mingjian.law.surcharge import Instalment
from tests.law.procedure.ledger import after
from tests.law.procedure.opinions import an_opinion, answers_to, next_settlement
from tests.law.procedure.people import (
    MONDAY,
    QIAN,
    SMALL,
    SUN,
    TEAM,
    TERMS,
    ZHANG,
    actor_in,
    an_officer,
)


def a_proposal(
    content: PenaltyContent | None = SMALL,
    *,
    outcome: Outcome = Outcome.PENALTY,
    revision: int = 1,
    **changes: Any,
) -> ProposalFacts:
    """拟处理意见; its hash covers the content and the revision."""
    text = f"{outcome.value}|{content.sentence() if content else ''}|{revision}"
    proposal = ProposalFacts(text, outcome, content, revision, made_on=MONDAY)
    return replace(proposal, **changes)


def a_case(**changes: Any) -> CaseFacts:
    """A case that does not exist yet."""
    facts = CaseFacts(
        terms=TERMS,
        party=PartyFacts(PartyKind.ORGANISATION),
        discovered_on=date(2026, 2, 2),
        act_ended_on=date(2026, 1, 5),
    )
    return replace(facts, **changes)


class Clerk:
    """书记员: the facts of one case and the day it is."""

    def __init__(
        self,
        facts: CaseFacts | None = None,
        *,
        today: date = MONDAY,
        proposal: ProposalFacts | None = None,
        table: Table = TABLE,
        team: tuple[OfficerFacts, ...] = TEAM,
    ) -> None:
        self.facts = facts or a_case()
        self.today = today
        self.proposal = proposal or a_proposal()
        self.table = table
        self.team = team

    def wait(self, days: int) -> Clerk:
        """Let days pass."""
        self.today += timedelta(days=days)
        return self

    def change(self, **changes: Any) -> Clerk:
        """Change facts behind the procedure's back."""
        self.facts = replace(self.facts, **changes)
        return self

    def do(self, *moves: Move, by: Actor | None = None, **changes: Any) -> Clerk:
        """Do lawful acts one after the other; MoveRefused if one is not."""
        for move in moves:
            act, actor = self.act(move, **changes), by or self.actor(move)
            state = next_state(facts=self.facts, act=act, by=actor, table=self.table)
            self.facts = after(self.facts, act, actor, state)
            self.today = act.on
        return self

    def actor(self, move: Move) -> Actor:
        """The usual person for that move."""
        roles = self.table[move].roles
        return ZHANG if ZHANG.role in roles else actor_in(min(roles))

    def act(self, move: Move, **changes: Any) -> Act:
        """The act with lawful details, but for ``changes``."""
        on = changes.pop("on", None) or self._day_of(move)
        details = {**self._details(move, on), **changes}
        return Act(move, on=on, entered_on=details.pop("entered_on", on), **details)

    def _day_of(self, move: Move) -> date:
        hearing = self.facts.current_hearing
        if move is Move.HOLD_HEARING and hearing and hearing.scheduled_on:
            return hearing.scheduled_on
        return self.today

    def _details(self, move: Move, on: date) -> dict[str, Any]:
        match move:
            case Move.VERIFY_LEAD | Move.REQUEST_OPENING:
                return {"officers": self.team}
            case Move.ADD_EVIDENCE:
                return {"evidence": EvidenceFacts(EvidenceKind.SCENE_RECORD, on, self.team)}
            case Move.REPORT:
                return {"proposal": self.proposal}
            case Move.REVISE_PROPOSAL:
                return {"proposal": self._revised(), "reasons": "采纳部分意见"}
            case Move.FIND_PROBLEMS | Move.AGREE:
                return an_opinion(move)
            case Move.SUBMIT_REVIEW:
                return {"answers": self.answers()}
            case Move.RETURN_FOR_SUPPLEMENT:
                return {"reasons": "缺少送达回证", "supplement_due_on": on + timedelta(days=5)}
            case Move.ISSUE_NOTICE:
                return {"notice": self.notice(on) if self.facts.proposal else None}
            case Move.SERVE_NOTICE:
                return self._periods(on)
            case Move.ANSWER_DEFENCE:
                return {"accepted": False, "reasons": "所提事实没有证据证明"}
            case Move.NOTIFY_HEARING:
                scheduled_on = self.facts.terms.calendar.add_workdays(on, 7)
                return {"scheduled_on": scheduled_on, "presiding_officer_id": QIAN.person_id}
            case _:
                return self._later_details(move, on)

    def _later_details(self, move: Move, on: date) -> dict[str, Any]:
        match move:
            case Move.WAIVE_DEFENCE | Move.WAIVE_HEARING:
                return {"in_writing": True}
            case Move.HOLD_HEARING:
                return {"record_hash": "a1"}
            case Move.DELIBERATE:
                return {"member_count": 3, "conclusion_agrees": True}
            case Move.DECIDE:
                return {"proposal": self.facts.proposal}
            case Move.RECORD_PAYMENT:
                amount = money_owed(facts=self.facts, on=on).total_yuan
                return {"amount_yuan": amount, "channel": PaymentChannel.BANK}
            case Move.CLOSE:
                return {"closing_reason": self._closing_reason(), "educated": True}
            case Move.EXTEND:
                basis = Citation("市场监督管理行政处罚程序规定", "64")
                return {"days": 30, "basis": basis, "reasons": "案情复杂"}
            case Move.RECUSE | Move.REPLACE_OFFICER:
                change = {"person_id": ZHANG.person_id, "replacement": an_officer(SUN)}
                return {**change, "reasons": "与当事人有亲属关系"}
            case Move.SETTLE_DISAGREEMENT:
                return {"reasons": "协商记录", "settlement": self.settlement(on)}
            case Move.DECLARE_TRIGGER | Move.DROP_TRIGGER:
                return {"reasons": "涉及两个法律关系", "trigger": "complex"}
            case Move.DISMISS:
                reason = DismissalReason.LIMITATION_PASSED
                return {"dismissal_reason": reason, "reasons": "查明行为发生在五年以前"}
            case _:
                return self._details_of_execution(move, on)

    def _details_of_execution(self, move: Move, on: date) -> dict[str, Any]:
        reasons = {"reasons": "按照规定办理"}
        match move:
            case Move.APPROVE_DEFERRAL:
                return {**reasons, "schedule": self.schedule(on)}
            case Move.REDUCE_SURCHARGE:
                return {**reasons, "amount_yuan": surcharge_owed_yuan(self.facts, on=on)}
            case Move.RECORD_RESPONSE:
                return {**reasons, "accepted": False}
            case Move.APPLY_COURT:
                return {"papers": frozenset(CourtPaper)}
            case Move.RECORD_COURT:
                opened = self.facts.open_court
                last = opened.steps[-1] if opened and opened.steps else None
                return {"court_step": next(step for step in CourtStep if step.follows is last)}
            case Move.ACCEPT_REMEDY:
                return {"remedy": RemedyFacts(RemedyKind.RECONSIDERATION, on)}
            case Move.END_REMEDY:
                return {"remedy": self.result(on, RemedyOutcome.UPHELD)}
            case Move.CORRECT_DECISION:
                fixed = RemedyFacts(RemedyKind.OWN_CORRECTION, on, RemedyOutcome.REVOKED, on)
                return {**reasons, "remedy": fixed}
            case Move.SUSPEND_EXECUTION:
                return {**reasons, "suspension_ground": SuspensionGround.NO_MEANS}
            case Move.TERMINATE_EXECUTION:
                return {**reasons, "termination_ground": TerminationGround.ENTITY_ENDED}
            case _:
                return reasons

    def answers(self, is_adopted: bool = True, text: str = "已经补充鉴定意见") -> Any:
        return answers_to(self.facts, is_adopted=is_adopted, text=text)

    def settlement(self, on: date, **changes: Any) -> SettlementFacts:
        """The next way of settling, in which the text is kept."""
        return replace(next_settlement(self.facts, on), **changes)

    def schedule(self, on: date, parts: int = 2) -> tuple[Instalment, ...]:
        """分期: equal parts, thirty days apart; the last takes what is left."""
        owed = money_owed(facts=self.facts, on=on).fine_yuan
        part = (owed / parts).quantize(Decimal("0.01"))
        amounts = [part] * (parts - 1) + [owed - part * (parts - 1)]
        return tuple(
            Instalment(on + timedelta(days=30 * serial), amount)
            for serial, amount in enumerate(amounts, start=1)
        )

    def result(self, on: date, outcome: RemedyOutcome, **changes: Any) -> RemedyFacts:
        """The result of the remedy that is open, effective on that day."""
        begun = self.facts.open_remedy or RemedyFacts(RemedyKind.RECONSIDERATION, on)
        return replace(begun, outcome=outcome, effective_on=on, **changes)

    def notice(self, on: date, **changes: Any) -> NoticeFacts:
        """告知书 of the proposal as it stands."""
        proposal = self.facts.proposal
        assert proposal is not None
        notice = NoticeFacts(
            proposal.hash,
            proposal.content or SMALL,
            issued_on=on,
            offers_hearing=owes_hearing_offer(facts=self.facts, proposal=proposal),
        )
        return replace(notice, **changes)

    def _revised(self) -> ProposalFacts:
        old = self.facts.proposal
        revision = old.revision + 1 if old else 1
        return a_proposal(self.proposal.content, outcome=self.proposal.outcome, revision=revision)

    def _periods(self, on: date) -> dict[str, Any]:
        notice = self.facts.current_notice
        offers = notice is not None and notice.offers_hearing
        periods = notice_periods(terms=self.facts.terms, served_on=on, offers_hearing=offers)
        return {
            "defence_due_on": periods.defence_due_on,
            "hearing_due_on": periods.hearing_due_on,
        }

    def _closing_reason(self) -> ClosingReason:
        outcome = self.facts.decision.outcome if self.facts.decision else Outcome.PENALTY
        if is_overturned(self.facts):
            return ClosingReason.DECISION_REVOKED
        if self.facts.terminated_on:
            return ClosingReason.EXECUTION_TERMINATED
        return {
            Outcome.PENALTY: ClosingReason.PERFORMED,
            Outcome.TRANSFER_JUDICIAL: ClosingReason.TRANSFERRED,
        }.get(outcome, ClosingReason.NO_PENALTY)


UP_TO_INVESTIGATION = (
    Move.REGISTER_LEAD,
    Move.VERIFY_LEAD,
    Move.REQUEST_OPENING,
    Move.APPROVE_OPENING,
)
UP_TO_REPORT = (*UP_TO_INVESTIGATION, Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE, Move.REPORT)
UP_TO_NOTICE = (*UP_TO_REPORT, Move.ISSUE_NOTICE, Move.SERVE_NOTICE)
REVIEW = (Move.SUBMIT_REVIEW, Move.AGREE)
DEFENCE_PERIOD = 14  # calendar days that are surely more than five workdays


def investigating(**options: Any) -> Clerk:
    """A case in 调查取证."""
    return Clerk(**options).do(*UP_TO_INVESTIGATION)


def reported(content: PenaltyContent = SMALL, **options: Any) -> Clerk:
    """A case with 调查终结报告 and a proposed penalty."""
    return Clerk(proposal=a_proposal(content), **options).do(*UP_TO_REPORT)


def without_penalty(outcome: Outcome, **changes: Any) -> Clerk:
    """A case whose report proposes no penalty."""
    grounds = frozenset({"first-violation"} if outcome is Outcome.NO_PENALTY_MINOR else ())
    proposal = a_proposal(None, outcome=outcome, grounds=grounds)
    return Clerk(a_case(**changes), proposal=proposal).do(*UP_TO_REPORT)


def notified(content: PenaltyContent = SMALL, **options: Any) -> Clerk:
    """A case whose notice was served today; reviewed before if that is owed."""
    clerk = reported(content, **options)
    if owes_hearing_offer(facts=clerk.facts, proposal=clerk.facts.proposal):
        clerk.do(*REVIEW)
    return clerk.do(Move.ISSUE_NOTICE, Move.SERVE_NOTICE)


def in_hearing(content: PenaltyContent) -> Clerk:
    """A case whose hearing was asked for and notified."""
    return notified(content).do(Move.REQUEST_HEARING, Move.NOTIFY_HEARING)


def heard(content: PenaltyContent) -> Clerk:
    """A case after its hearing, everything else still to do."""
    return in_hearing(content).do(Move.HOLD_HEARING)


def decidable(content: PenaltyContent = SMALL, **options: Any) -> Clerk:
    """A case that can be decided today."""
    clerk = notified(content, **options).wait(DEFENCE_PERIOD)
    if owes_hearing_offer(facts=clerk.facts, proposal=clerk.facts.proposal):
        clerk.do(Move.DELIBERATE)
    return clerk


def decided(content: PenaltyContent = SMALL) -> Clerk:
    """A case that was decided today."""
    return decidable(content).do(Move.DECIDE)


def served(content: PenaltyContent = SMALL) -> Clerk:
    """A case whose decision was served today."""
    return decided(content).do(Move.SERVE_DECISION)


def overdue(content: PenaltyContent = SMALL, days: int = 20) -> Clerk:
    """A case whose fine is not paid in time."""
    return served(content).wait(15 + days)


def demanded(content: PenaltyContent = SMALL) -> Clerk:
    """A case in which the demand was served today."""
    return overdue(content).do(Move.ISSUE_DEMAND, Move.SERVE_DEMAND)


def applicable(content: PenaltyContent = SMALL) -> Clerk:
    """A case in which the agency may apply to the court today."""
    return demanded(content).wait(190 - 35)


def revoked(content: PenaltyContent = SMALL, **changes: Any) -> Clerk:
    """A case whose decision reconsideration has revoked today."""
    clerk = served(content).do(Move.ACCEPT_REMEDY).wait(30)
    result = clerk.result(clerk.today, RemedyOutcome.REVOKED, **changes)
    return clerk.do(Move.END_REMEDY, remedy=result)


def performed(content: PenaltyContent = SMALL) -> Clerk:
    """A case whose fine is paid."""
    return served(content).do(Move.RECORD_PAYMENT)
