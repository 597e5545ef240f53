"""What reviewers and handlers say in the procedure tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.law.procedure import (
    AnswerFacts,
    CaseFacts,
    Move,
    SettlementFacts,
    SettlementResult,
)
from mingjian.law.review_points import JUDGED_POINTS


def an_opinion(move: Move) -> dict[str, Any]:
    """审核意见 on all seven points; one problem where it objects."""
    remarks = tuple((number, "已经核对全部证据，没有疑点") for number in JUDGED_POINTS)
    given = {"reasons": "逐项审核，意见附后", "review_points": 7, "remarks": remarks}
    found = 1 if move is Move.FIND_PROBLEMS else 0
    return {**given, "reviewer_qualified": True, "findings_count": found}


def answers_to(facts: CaseFacts, *, is_adopted: bool, text: str) -> tuple[AnswerFacts, ...]:
    """An answer to every finding that is open."""
    owed = [one for review in facts.reviews for one in sorted(review.open_findings)]
    return tuple(AnswerFacts(one, is_adopted, text) for one in owed)


def next_settlement(facts: CaseFacts, on: date) -> SettlementFacts:
    """The way that comes next, in which the text is kept."""
    tried = len(facts.reviews[-1].settlements) if facts.reviews else 0
    way = facts.terms.settlement_ways[min(tried, 1)]
    return SettlementFacts(way, SettlementResult.KEEP_TEXT, on, 3)
