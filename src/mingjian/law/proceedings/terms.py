"""Days of a proceeding (届满日) that rules, deadlines and papers count alike."""

from __future__ import annotations

from datetime import date, timedelta

from mingjian.law.proceedings.facts import ProceedingFacts, ProceedingTerms
from mingjian.law.proceedings.kinds import ProceedingMove
from mingjian.law.time_limits import due_date

PROCURATORATE = "检察院"


def freeze_due(freeze: ProceedingFacts) -> date | None:
    """冻结届满日: the days of the decision and of its one extension (强制法 art. 32)."""
    frozen = freeze.latest(ProceedingMove.FREEZE)
    if frozen is None or frozen.due_on is None:
        return None
    more = freeze.latest(ProceedingMove.EXTEND_FREEZE)
    return frozen.due_on + timedelta(days=more.days if more else 0)


def answer_due(terms: ProceedingTerms, organ: str, received_on: date) -> date | None:
    """回复期限 where the letter states none: set for the procuratorate only, else 及时."""
    limit = terms.find_limit("answer_procuratorate")
    if limit is None or PROCURATORATE not in organ:
        return None
    return due_date(limit=limit, start=received_on, calendar=terms.calendar).on
