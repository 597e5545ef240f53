"""When the agency may apply to the court (申请人民法院强制执行的期间), to the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.facts_execution import RemedyFacts
from mingjian.law.procedure.kinds_execution import RemedyKind, RemedyOutcome
from mingjian.law.time_limits import due_date


@dataclass(frozen=True)
class CourtWindow:
    """申请期间: from ``opens_on`` through ``closes_on``; ``counted_from`` is not counted."""

    counted_from: date
    opens_on: date
    closes_on: date


def court_window(facts: CaseFacts) -> CourtWindow | None:
    """Three months after the party's remedies ended (行政强制法 art. 53; 处罚法 art. 72).

    None while a remedy is under way, or before service. With a schedule approved the three months
    are counted from its end, but never begin before the remedies have ended.
    """
    ended_on = remedies_ended_on(facts)
    if ended_on is None:
        return None
    approved = [one.schedule[-1].due_on for one in facts.deferrals if one.approved]
    counted_from = max(ended_on, approved[-1]) if approved else ended_on
    terms = facts.terms
    closes = due_date(limit=terms.apply_court, start=counted_from, calendar=terms.calendar)
    return CourtWindow(counted_from, counted_from + timedelta(days=1), closes.on)


def remedies_ended_on(facts: CaseFacts) -> date | None:
    """法定救济期限届满日, or the day the last result took effect where that ended them."""
    decision, terms = facts.decision, facts.terms
    if decision is None or decision.served_on is None or facts.open_remedy is not None:
        return None
    ended_on = due_date(limit=terms.sue, start=decision.served_on, calendar=terms.calendar).on
    for remedy in facts.remedies:
        ended_on = _after(remedy, ended_on, facts)
    return ended_on


def _after(remedy: RemedyFacts, ended_on: date, facts: CaseFacts) -> date:
    """The end of the remedies once this one is over."""
    effective_on, terms = remedy.effective_on, facts.terms
    if effective_on is None:
        return ended_on
    if remedy.kind is RemedyKind.LITIGATION:
        return effective_on
    if remedy.kind is RemedyKind.OWN_CORRECTION:
        again = due_date(limit=terms.sue, start=effective_on, calendar=terms.calendar).on
        return max(ended_on, again)
    if remedy.outcome is RemedyOutcome.WITHDRAWN:
        return max(ended_on, effective_on)
    limit = terms.sue_after_reconsideration
    return due_date(limit=limit, start=effective_on, calendar=terms.calendar).on
