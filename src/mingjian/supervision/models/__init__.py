"""Tables of supervision: campaign and draw, who appraises, what was found."""

from mingjian.supervision.models.campaign import Campaign, Draw, Roster, RosterEntry, Sampled
from mingjian.supervision.models.results import (
    Appeal,
    AppealAnswer,
    Assignment,
    FinalResult,
    Finding,
    Sheet,
    Withdrawal,
)

__all__ = [
    "Appeal",
    "AppealAnswer",
    "Assignment",
    "Campaign",
    "Draw",
    "FinalResult",
    "Finding",
    "Roster",
    "RosterEntry",
    "Sampled",
    "Sheet",
    "Withdrawal",
]
