"""行政处罚普通程序 (ordinary penalty procedure): a pure, versioned table of moves.

``next_state`` says whether an act is lawful and where it leads; every rule carries the article it
comes from. Facts in, state or refusal out: no database, no clock.
"""

from mingjian.law.procedure.duties import (
    deliberation_reasons,
    has_deliberated,
    has_passed_review,
    money_owed_yuan,
    owes_hearing_offer,
    owes_other_performance,
    owes_review,
    review_triggers,
    served_notice,
)
from mingjian.law.procedure.facts import (
    CaseFacts,
    DecisionFacts,
    DefenceFacts,
    DeliberationFacts,
    EvidenceFacts,
    ExtensionFacts,
    HearingFacts,
    NoticeFacts,
    OfficerFacts,
    PartyFacts,
    PaymentFacts,
    ProposalFacts,
    ReviewFacts,
)
from mingjian.law.procedure.kinds import (
    ClosingReason,
    DismissalReason,
    EvidenceKind,
    NoticeElement,
    Outcome,
    PartyKind,
    PaymentChannel,
    ReviewOutcome,
)
from mingjian.law.procedure.moves import Act, Move, Rule, Table, Transition
from mingjian.law.procedure.moving import MoveOption, find_warnings, next_state, open_moves
from mingjian.law.procedure.next_step import next_step
from mingjian.law.procedure.ordinary import TABLE, VERSION
from mingjian.law.procedure.stages import StageView, stages
from mingjian.law.procedure.states import Stage, StageStatus, State
from mingjian.law.procedure.terms import LegalTerms, NoticePeriods, legal_terms, notice_periods
from mingjian.law.procedure.versions import UnknownProcedure, table_of

__all__ = [
    "TABLE",
    "VERSION",
    "Act",
    "CaseFacts",
    "ClosingReason",
    "DecisionFacts",
    "DefenceFacts",
    "DeliberationFacts",
    "DismissalReason",
    "EvidenceFacts",
    "EvidenceKind",
    "ExtensionFacts",
    "HearingFacts",
    "LegalTerms",
    "Move",
    "MoveOption",
    "NoticeElement",
    "NoticeFacts",
    "NoticePeriods",
    "OfficerFacts",
    "Outcome",
    "PartyFacts",
    "PartyKind",
    "PaymentChannel",
    "PaymentFacts",
    "ProposalFacts",
    "ReviewFacts",
    "ReviewOutcome",
    "Rule",
    "Stage",
    "StageStatus",
    "StageView",
    "State",
    "Table",
    "Transition",
    "UnknownProcedure",
    "deliberation_reasons",
    "find_warnings",
    "has_deliberated",
    "has_passed_review",
    "legal_terms",
    "money_owed_yuan",
    "next_state",
    "next_step",
    "notice_periods",
    "open_moves",
    "owes_hearing_offer",
    "owes_other_performance",
    "owes_review",
    "review_triggers",
    "served_notice",
    "stages",
    "table_of",
]
