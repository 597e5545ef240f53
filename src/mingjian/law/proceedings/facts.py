"""Facts of a proceeding (附随程序的事实): its steps in order, its items, the act to judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from mingjian.law.lawbook import LawBook
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.proceedings.choices import ItemOutcome
from mingjian.law.proceedings.kinds import ProceedingKind, ProceedingMove
from mingjian.law.time_limits import TimeLimit
from mingjian.law.workdays import Calendar


@dataclass(frozen=True)
class ProceedingTerms:
    """法律参数 as the law book states them on one day; no number stands in code."""

    lawbook: LawBook
    on: date
    calendar: Calendar

    def limit(self, act: str) -> TimeLimit:
        """期限."""
        return self.lawbook.time_limit(act, on=self.on)

    def find_limit(self, act: str) -> TimeLimit | None:
        """期限, or None where the law book of the case does not know it."""
        return self.lawbook.find_time_limit(act, on=self.on)

    def value(self, key: str) -> Any:
        """参数."""
        return self.lawbook.value(key, on=self.on).value


@dataclass(frozen=True)
class StepFacts:
    """一步. ``at`` is the moment the act states (移送、实施), else the moment of entry."""

    move: ProceedingMove
    on: date
    person_id: UUID
    at: datetime
    choice: str = ""
    due_on: date | None = None
    amount_yuan: Decimal | None = None
    days: int = 0
    was_told: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """一项登记保存的证据."""

    id: UUID
    name: str
    outcome: ItemOutcome | None = None


@dataclass(frozen=True)
class ProceedingFacts:
    """一项附随程序 at one moment."""

    kind: ProceedingKind
    steps: tuple[StepFacts, ...]
    items: tuple[ItemFacts, ...] = ()

    @property
    def last(self) -> StepFacts:
        """The newest step."""
        return self.steps[-1]

    @property
    def held(self) -> tuple[ItemFacts, ...]:
        """Items without an outcome."""
        return tuple(one for one in self.items if one.outcome is None)

    def latest(self, *moves: ProceedingMove) -> StepFacts | None:
        """The newest step of these moves."""
        return next((one for one in reversed(self.steps) if one.move in moves), None)


@dataclass(frozen=True)
class ProceedingAct:
    """What is to be done; which fields a move needs is said by its rules and its form."""

    move: ProceedingMove
    on: date
    entered_on: date
    entered_at: datetime | None = None
    at: datetime | None = None  # 移送、实施的时刻
    subject: str = ""  # 标的：证据、事项、账号
    reasons: str = ""
    organ: str = ""  # 受移送机关、检验机构、金融机构、代履行人
    basis: str = ""  # 法律依据
    choice: str = ""
    due_on: date | None = None
    days: int = 0
    amount_yuan: Decimal | None = None
    items_count: int = 0
    items: tuple[UUID, ...] = ()
    was_told: bool = False  # 当场交付、送达或者书面告知
    is_urgent: bool = False
    ticks: frozenset[str] = frozenset()
    person_id: UUID | None = None  # 被申请回避的人
    party_pays: bool = False  # 保管费用的付款单位是当事人
    frozen_elsewhere: str = ""  # 同一账户已被冻结：何机关、何时


@dataclass(frozen=True)
class Matter:
    """The case, the proceeding (None: it is to begin), and the others of the same case."""

    case: CaseFacts
    terms: ProceedingTerms
    proceeding: ProceedingFacts | None = None
    others: tuple[ProceedingFacts, ...] = ()

    @property
    def begun(self) -> ProceedingFacts:
        """The proceeding an act goes on with."""
        if self.proceeding is None:
            raise ValueError("this step needs its proceeding")
        return self.proceeding
