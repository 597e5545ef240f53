"""Days of a proceeding (届满日) that rules, deadlines and papers count alike."""

from __future__ import annotations

from datetime import date, timedelta

from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingMove


def freeze_due(freeze: ProceedingFacts) -> date | None:
    """冻结届满日: the days of the decision and of its one extension (强制法 art. 32)."""
    frozen = freeze.latest(ProceedingMove.FREEZE)
    if frozen is None or frozen.due_on is None:
        return None
    more = freeze.latest(ProceedingMove.EXTEND_FREEZE)
    return frozen.due_on + timedelta(days=more.days if more else 0)
