"""Deadlines of a measure (期限): the period of seizure, the report after urgency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mingjian.law.dates import long_date
from mingjian.law.deadlines import Deadline, DeadlineStatus
from mingjian.law.measures.facts import MeasureFacts
from mingjian.law.time_limits import DueDate

OPEN = (DeadlineStatus.RUNNING, DeadlineStatus.OVERDUE)


def measure_deadlines(*, measures: Sequence[MeasureFacts], on: date) -> tuple[Deadline, ...]:
    """Every period of every measure that was taken."""
    return tuple(one for measure in measures for one in _of(measure, on))


def next_of_measures(coming: Deadline | None, found: Sequence[Deadline]) -> Deadline | None:
    """The earlier of the case's next deadline and the open ones of its measures."""
    waiting = [one for one in found if one.status in OPEN]
    waiting += [coming] if coming else []
    return min(waiting, key=lambda one: one.due.on, default=None)


def _of(measure: MeasureFacts, on: date) -> Iterator[Deadline]:
    due, report = measure.due, measure.report_due
    if measure.approved is False and measure.is_running and measure.decided_on is not None:
        # 不批准的，立即解除：当日届满，不再有三十日。
        yield _deadline(DueDate(measure.decided_on, False, measure.terms.hold, 0, 0), None, on)
    elif due is not None:
        yield _deadline(due, measure.ended_on, on)
    if report is not None and measure.approved is None and measure.is_running:
        yield _deadline(DueDate(report.date(), False, measure.terms.report, 0, 0), None, on)


def _deadline(due: DueDate, met_on: date | None, on: date) -> Deadline:
    left = None if met_on else (due.on - on).days
    if met_on is not None:
        status = DeadlineStatus.MET if met_on <= due.on else DeadlineStatus.MET_LATE
    else:
        status = DeadlineStatus.RUNNING if on <= due.on else DeadlineStatus.OVERDUE
    label = f"{due.limit.title}至{long_date(due.on)}届满"
    return Deadline(due.limit, due, met_on, status, left, label)
