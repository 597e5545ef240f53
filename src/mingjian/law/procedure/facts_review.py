"""Facts of legal review (法制审核事实): submissions, findings, answers, settled disagreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.law.procedure.kinds import ReviewOutcome, SettlementResult, SettlementWay

FIRST_LEVEL, SECOND_LEVEL = 1, 2


@dataclass(frozen=True)
class AnswerFacts:
    """对审核意见的处理情况: one finding, taken up (采纳) or not, with words."""

    finding_id: UUID
    is_adopted: bool
    text: str


@dataclass(frozen=True)
class SettlementFacts:
    """审核分歧的处理: by which way, with which result."""

    way: SettlementWay
    result: SettlementResult
    settled_on: date
    member_count: int = 0


@dataclass(frozen=True)
class ReviewFacts:
    """法制审核: one submission and how it ended (outcome None = still in review).

    ``level`` 2 is the government's legal body. ``open_findings`` still await the handler's answer;
    ``settlements`` are about the problems of this opinion, in order.
    """

    proposal_hash: str
    submitted_on: date
    outcome: ReviewOutcome | None = None
    reviewer_id: UUID | None = None
    concluded_on: date | None = None
    level: int = FIRST_LEVEL
    open_findings: frozenset[UUID] = frozenset()
    settlements: tuple[SettlementFacts, ...] = ()

    @property
    def last_result(self) -> SettlementResult | None:
        """How the last attempt to settle the disagreement ended."""
        return self.settlements[-1].result if self.settlements else None
