"""Tables of the cases room, one module per stage of the procedure."""

from mingjian.cases.models.case import Case, Extension, Pause, Recusal
from mingjian.cases.models.decision import Decision, Deliberation
from mingjian.cases.models.execution import Closing, DecisionService, Payment, Performance
from mingjian.cases.models.investigation import (
    Evidence,
    EvidenceCheck,
    Opening,
    Proposal,
    Verification,
)
from mingjian.cases.models.notice import (
    Defence,
    DefenceAnswer,
    Hearing,
    HearingRecord,
    HearingRequest,
    Notice,
    NoticeService,
)
from mingjian.cases.models.review import Review, ReviewSubmission
from mingjian.cases.models.summary import CashFine, SummaryFiling, SummaryPenalty

__all__ = [
    "Case",
    "CashFine",
    "Closing",
    "Decision",
    "DecisionService",
    "Defence",
    "DefenceAnswer",
    "Deliberation",
    "Evidence",
    "EvidenceCheck",
    "Extension",
    "Hearing",
    "HearingRecord",
    "HearingRequest",
    "Notice",
    "NoticeService",
    "Opening",
    "Pause",
    "Payment",
    "Performance",
    "Proposal",
    "Recusal",
    "Review",
    "ReviewSubmission",
    "SummaryFiling",
    "SummaryPenalty",
    "Verification",
]
