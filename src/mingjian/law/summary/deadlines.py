"""Deadlines of a summary penalty (期限): filing, payment, and the two hand-overs of cash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mingjian.law.clocks import Clock
from mingjian.law.deadlines import Deadline, DeadlineStatus, read_clock
from mingjian.law.lawbook import LawBook
from mingjian.law.summary.facts import NOTHING, SpotDecision, SummaryFacts
from mingjian.law.summary.owing import money_owed
from mingjian.law.workdays import Calendar


def summary_deadlines(
    *, facts: SummaryFacts, lawbook: LawBook, calendar: Calendar, on: date
) -> tuple[Deadline, ...]:
    """All deadlines that have begun."""
    if facts.decision is None:
        return ()
    clocks = _clocks(facts, facts.decision)
    found = (read_clock(clock, lawbook, calendar, on) for clock in clocks)
    return tuple(deadline for deadline in found if deadline is not None)


def next_summary_deadline(
    *, facts: SummaryFacts, lawbook: LawBook, calendar: Calendar, on: date
) -> Deadline | None:
    """The earliest deadline still open, one that has passed included."""
    found = summary_deadlines(facts=facts, lawbook=lawbook, calendar=calendar, on=on)
    still_open = (DeadlineStatus.RUNNING, DeadlineStatus.OVERDUE)
    waiting = [one for one in found if one.status in still_open]
    return min(waiting, key=lambda one: one.due.on, default=None)


def _clocks(facts: SummaryFacts, decision: SpotDecision) -> Iterator[Clock]:
    yield Clock("file_summary_case", decision.decided_on, facts.filed_on)
    if decision.content.fine_yuan == NOTHING:
        return
    settled_on = facts.last_paid_on if money_owed(facts) == NOTHING else None
    if facts.collected_on is None:
        yield Clock("pay_fine", decision.decided_on, settled_on)
        return
    yield Clock("hand_in_cash_fine", facts.collected_on, facts.handed_in_on)
    if facts.handed_in_on is not None:
        yield Clock("bank_cash_fine", facts.handed_in_on, settled_on)
