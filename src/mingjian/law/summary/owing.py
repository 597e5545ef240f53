"""What is still owed in a summary penalty (待办): the money's next step, and the filing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingjian.law.procedure.states import State
from mingjian.law.summary.facts import NOTHING, SummaryFacts
from mingjian.law.summary.kinds import SummaryMove


def money_owed(facts: SummaryFacts) -> Decimal:
    """待缴的罚款: what has not reached the treasury yet."""
    if facts.decision is None:
        return NOTHING
    return max(facts.decision.content.fine_yuan - facts.paid_yuan, NOTHING)


def owed_moves(facts: SummaryFacts) -> tuple[SummaryMove, ...]:
    """The acts that are owed now: the money's and the agency's go on side by side."""
    if facts.decision is None:
        return (SummaryMove.IMPOSE,)
    return tuple(_owed(facts))


def _owed(facts: SummaryFacts) -> Iterator[SummaryMove]:
    if money_owed(facts) > NOTHING:
        yield _money_step(facts)
    if facts.filed_on is None:
        yield SummaryMove.FILE


def _money_step(facts: SummaryFacts) -> SummaryMove:
    assert facts.decision is not None  # nothing is owed before
    if facts.collected_on is None:
        return SummaryMove.COLLECT if facts.decision.way.is_cash else SummaryMove.PAY
    return SummaryMove.BANK if facts.handed_in_on else SummaryMove.HAND_IN


def state_of(facts: SummaryFacts) -> State:
    """已送达, 已履行, 已结案: follows from the money and the filing; nobody sets it by hand."""
    if money_owed(facts) > NOTHING:
        return State.SERVED
    return State.CLOSED if facts.filed_on else State.PERFORMED
