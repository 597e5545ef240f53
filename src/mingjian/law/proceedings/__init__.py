"""Proceedings inside a case (附随程序): preservation, referral, freezing and others, as rules."""

from mingjian.law.proceedings.choices import (
    CONFISCATED_WAYS,
    GROUNDS,
    CaseReceipt,
    CorrectionState,
    ItemOutcome,
    JusticeReply,
    PoliceAnswer,
    RecusalAnswer,
    ReleaseReason,
    TransferReceipt,
)
from mingjian.law.proceedings.deadlines import proceeding_deadlines
from mingjian.law.proceedings.facts import (
    ItemFacts,
    Matter,
    ProceedingAct,
    ProceedingFacts,
    ProceedingTerms,
    StepFacts,
)
from mingjian.law.proceedings.kinds import ProceedingKind, ProceedingMove
from mingjian.law.proceedings.moving import (
    awaits,
    find_proceeding_warnings,
    judge_proceeding,
    open_proceeding_steps,
)
from mingjian.law.proceedings.standing import excluded_days, items_undecided, waits_for_police
from mingjian.law.proceedings.table import TABLE

__all__ = [
    "CONFISCATED_WAYS",
    "GROUNDS",
    "TABLE",
    "CaseReceipt",
    "CorrectionState",
    "ItemFacts",
    "ItemOutcome",
    "JusticeReply",
    "Matter",
    "PoliceAnswer",
    "ProceedingAct",
    "ProceedingFacts",
    "ProceedingKind",
    "ProceedingMove",
    "ProceedingTerms",
    "RecusalAnswer",
    "ReleaseReason",
    "StepFacts",
    "TransferReceipt",
    "awaits",
    "excluded_days",
    "find_proceeding_warnings",
    "items_undecided",
    "judge_proceeding",
    "open_proceeding_steps",
    "proceeding_deadlines",
    "waits_for_police",
]
