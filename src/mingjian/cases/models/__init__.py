"""Tables of the cases room, one module per stage of the procedure."""

from mingjian.cases.models.case import Case, Extension, Pause, Recusal
from mingjian.cases.models.decision import Decision, Deliberation
from mingjian.cases.models.enforcement import (
    CourtApplication,
    CourtEvent,
    Deferral,
    Demand,
    DemandResponse,
    Instalment,
    SurchargeReduction,
    Suspension,
    Termination,
)
from mingjian.cases.models.execution import (
    Closing,
    DecisionService,
    Dismissal,
    Payment,
    Performance,
)
from mingjian.cases.models.investigation import (
    Evidence,
    EvidenceCheck,
    Opening,
    Proposal,
    Verification,
)
from mingjian.cases.models.joint import Separation
from mingjian.cases.models.measures import GoodsTest, Measure, SeizedGoods
from mingjian.cases.models.notice import (
    Defence,
    DefenceAnswer,
    Hearing,
    HearingRecord,
    HearingRequest,
    Notice,
    NoticeService,
)
from mingjian.cases.models.party import (
    PartyIntake,
    PartyPass,
    PartyPassEnd,
    PartySubmission,
    PartyTry,
)
from mingjian.cases.models.proceedings import Proceeding, ProceedingItem, ProceedingStep
from mingjian.cases.models.proof import EvidenceExam, ExhibitFile, ProofLink
from mingjian.cases.models.remedy import Remedy, Reopening
from mingjian.cases.models.review import Review, ReviewSubmission
from mingjian.cases.models.review_rounds import (
    AdviceOpinion,
    FindingAnswer,
    ReviewFinding,
    Settlement,
    TriggerDeclaration,
    TriggerDowngrade,
)
from mingjian.cases.models.same_act import DistinctAct
from mingjian.cases.models.summary import CashFine, SummaryFiling, SummaryPenalty

__all__ = [
    "AdviceOpinion",
    "Case",
    "CashFine",
    "Closing",
    "CourtApplication",
    "CourtEvent",
    "Decision",
    "DecisionService",
    "Defence",
    "DefenceAnswer",
    "Deferral",
    "Deliberation",
    "Demand",
    "DemandResponse",
    "Dismissal",
    "DistinctAct",
    "Evidence",
    "EvidenceCheck",
    "EvidenceExam",
    "ExhibitFile",
    "Extension",
    "FindingAnswer",
    "GoodsTest",
    "Hearing",
    "HearingRecord",
    "HearingRequest",
    "Instalment",
    "Measure",
    "Notice",
    "NoticeService",
    "Opening",
    "PartyIntake",
    "PartyPass",
    "PartyPassEnd",
    "PartySubmission",
    "PartyTry",
    "Pause",
    "Payment",
    "Performance",
    "Proceeding",
    "ProceedingItem",
    "ProceedingStep",
    "ProofLink",
    "Proposal",
    "Recusal",
    "Remedy",
    "Reopening",
    "Review",
    "ReviewFinding",
    "ReviewSubmission",
    "SeizedGoods",
    "Separation",
    "Settlement",
    "SummaryFiling",
    "SummaryPenalty",
    "SurchargeReduction",
    "Suspension",
    "Termination",
    "TriggerDeclaration",
    "TriggerDowngrade",
    "Verification",
]
