"""Facts of execution and remedies (执行、救济事实), in the order of events like all facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure.kinds_execution import (
    CourtStep,
    RemedyKind,
    RemedyOutcome,
    SuspensionGround,
)
from mingjian.law.surcharge import Instalment

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Booking:
    """一笔缴款记入何处: fine, confiscated gains, surcharge."""

    on: date
    fine_yuan: Decimal = NOTHING
    gains_yuan: Decimal = NOTHING
    surcharge_yuan: Decimal = NOTHING


@dataclass(frozen=True)
class DeferralFacts:
    """延期、分期缴纳申请; ``approved`` None = the agency has not answered yet."""

    requested_on: date
    decided_on: date | None = None
    approved: bool | None = None
    schedule: tuple[Instalment, ...] = ()

    @property
    def awaits_answer(self) -> bool:
        """Whether the application is still open."""
        return self.approved is None


@dataclass(frozen=True)
class DemandFacts:
    """催告书; ``due_on`` is the last of the ten workdays after its service."""

    issued_on: date
    served_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class CourtFacts:
    """强制执行申请 and what the court did with it."""

    applied_on: date
    steps: tuple[CourtStep, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the court has not done with it."""
        return not any(step.is_last for step in self.steps)


@dataclass(frozen=True)
class RemedyFacts:
    """复议、诉讼 or 自行纠正. ``effective_on``: the day the result took effect (复议法 art. 75).

    ``fine_yuan``: what is left of the fine where the result sets it. ``on_procedure``: revoked for
    breach of procedure alone (复议法 art. 64 second paragraph).
    """

    kind: RemedyKind
    applied_on: date
    outcome: RemedyOutcome | None = None
    effective_on: date | None = None
    fine_yuan: Decimal | None = None
    orders_redo: bool = False
    on_procedure: bool = False

    @property
    def is_open(self) -> bool:
        """Whether no result has been recorded."""
        return self.outcome is None

    @property
    def stops_surcharge(self) -> bool:
        """Whether its days are not counted (行政处罚法 art. 73 third paragraph)."""
        return self.kind is not RemedyKind.OWN_CORRECTION


@dataclass(frozen=True)
class SuspensionFacts:
    """中止、停止执行; ``until`` None = still so."""

    since: date
    ground: SuspensionGround
    until: date | None = None


@dataclass(frozen=True)
class RedoneFacts:
    """被撤销的决定, which this case handles again. ``grounding``: its facts and reasons."""

    content: PenaltyContent | None
    grounding: str
    on_procedure: bool
