"""Facts of a summary penalty (当场处罚的事实): the frozen pictures that the rules judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure.facts import OfficerFacts
from mingjian.law.procedure.kinds import EvidenceKind, PartyKind, PaymentChannel
from mingjian.law.procedure.states import State
from mingjian.law.summary.kinds import Leniency, PaymentWay, SummaryMove
from mingjian.law.summary.terms import SummaryTerms

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Enforcer:
    """执法人员 on the spot; ``area`` is printed on the card valid that day, "" without a card."""

    officer: OfficerFacts
    area: str


@dataclass(frozen=True)
class Scene:
    """当场情况: what the officers found, told and heard, and the penalty they mean to impose.

    ``told``: the content the party was told before it spoke. ``statement`` "": it had nothing to
    say. ``needs_order``: this violation is punished only after an order to correct was disobeyed.
    """

    division_code: str
    content: PenaltyContent
    told: PenaltyContent | None
    evidence: frozenset[EvidenceKind]
    facts_are_certain: bool
    cards_were_shown: bool
    party_was_heard: bool
    was_delivered: bool
    statement: str = ""
    answer: str = ""
    leniency: Leniency = Leniency.NONE
    way: PaymentWay = PaymentWay.BANK
    needs_order: bool = False
    order_was_disobeyed: bool = False
    is_complex: bool = False
    party_born_on: date | None = None


@dataclass(frozen=True)
class SpotDecision:
    """当场处罚决定 as it was made and handed over."""

    content: PenaltyContent
    decided_on: date
    way: PaymentWay


@dataclass(frozen=True)
class SummaryFacts:
    """一件当场处罚 at one moment. ``state`` None: nothing was decided yet."""

    terms: SummaryTerms
    party_kind: PartyKind
    state: State | None = None
    enforcers: tuple[Enforcer, ...] = ()
    decision: SpotDecision | None = None
    collected_on: date | None = None
    handed_in_on: date | None = None
    paid_yuan: Decimal = NOTHING
    last_paid_on: date | None = None
    filed_on: date | None = None
    latest_act_on: date | None = None


@dataclass(frozen=True)
class SummaryAct:
    """What is to be done; every field after the dates belongs to the moves named beside it."""

    move: SummaryMove
    on: date
    entered_on: date
    enforcers: tuple[Enforcer, ...] = ()  # IMPOSE
    scene: Scene | None = None  # IMPOSE
    amount_yuan: Decimal = NOTHING  # COLLECT, HAND_IN, BANK, PAY
    receipt_number: str = ""  # COLLECT, BANK, PAY
    channel: PaymentChannel | None = None  # PAY
