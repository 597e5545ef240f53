"""The summary procedure (简易程序、当场处罚): 行政处罚法 arts. 51–53 and 68–71, as a table.

Small on purpose: one act makes, tells and serves the penalty; what follows is money and filing.
"""

from mingjian.law.summary.deadlines import next_summary_deadline, summary_deadlines
from mingjian.law.summary.disclosure import NotDue, why_not_published
from mingjian.law.summary.facts import (
    Enforcer,
    Scene,
    SpotDecision,
    SummaryAct,
    SummaryFacts,
)
from mingjian.law.summary.kinds import Leniency, PaymentWay, SummaryMove
from mingjian.law.summary.moving import find_summary_warnings, next_summary_state, open_steps
from mingjian.law.summary.owing import money_owed, owed_moves
from mingjian.law.summary.table import TABLE, VERSION, is_summary, summary_table_of
from mingjian.law.summary.terms import SummaryTerms, summary_terms

__all__ = [
    "TABLE",
    "VERSION",
    "Enforcer",
    "Leniency",
    "NotDue",
    "PaymentWay",
    "Scene",
    "SpotDecision",
    "SummaryAct",
    "SummaryFacts",
    "SummaryMove",
    "SummaryTerms",
    "find_summary_warnings",
    "is_summary",
    "money_owed",
    "next_summary_deadline",
    "next_summary_state",
    "open_steps",
    "owed_moves",
    "summary_deadlines",
    "summary_table_of",
    "summary_terms",
    "why_not_published",
]
