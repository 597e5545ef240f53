"""A case whose figure passes a criminal threshold: expired food worth sixty thousand yuan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at

CONFISCATED = PenaltyContent(
    (PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_PROPERTY),
    fine_yuan=Decimal(60_000),
    confiscated_items="超过保质期的食品一批",
)
FINE = PenaltyContent(
    (PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_PROPERTY),
    fine_yuan=Decimal(600_000),
    confiscated_items="超过保质期的食品一批",
)
# 所载《食品安全法》文本的施行期间至2025年11月30日：行为在此以前终了，今年才立案。
_BEFORE_THE_NEW_TEXT = 120


def expired_food(move: Move = Move.ADD_EVIDENCE) -> Telling:
    """Told until that move; the proposal states 货值金额, as the fine is a multiple of it."""
    return story_at(
        move,
        violation_id="food-expired",
        facts="当事人销售超过保质期的食品，货值金额六万元。",
        content=FINE,
        days_since=_BEFORE_THE_NEW_TEXT,
        circumstances=Circumstances(measures={"货值金额": Decimal(60_000)}),
    )


def confiscated(move: Move = Move.SERVE_DECISION, **plot: Any) -> Telling:
    """Little expired food, still with the party: a fine, and the goods are confiscated."""
    return story_at(
        move,
        violation_id="food-expired",
        facts="当事人销售超过保质期的食品，货值金额五千元。",
        content=CONFISCATED,
        days_since=_BEFORE_THE_NEW_TEXT,
        circumstances=Circumstances(measures={"货值金额": Decimal(5_000)}),
        **plot,
    )
