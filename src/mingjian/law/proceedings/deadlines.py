"""Deadlines of proceedings (期限): seven days, three days, twenty-four hours, thirty days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mingjian.law.dates import long_date
from mingjian.law.deadlines import Deadline, DeadlineStatus
from mingjian.law.proceedings.choices import CorrectionState, PoliceAnswer
from mingjian.law.proceedings.facts import ProceedingFacts, ProceedingTerms, StepFacts
from mingjian.law.proceedings.kinds import ProceedingKind, ProceedingMove
from mingjian.law.proceedings.terms import freeze_due
from mingjian.law.time_limits import DueDate, TimeLimit, due_date, due_moment
from mingjian.law.workdays import Calendar

_MOVE = ProceedingMove
# 起算的行为、期限、办结的行为。
_SIMPLE = (
    (
        _MOVE.REPORT_CRIME,
        "decide_crime_transfer",
        (_MOVE.APPROVE_REFERRAL, _MOVE.DECLINE_REFERRAL),
    ),
    (_MOVE.FREEZE, "serve_freeze_decision", (_MOVE.DELIVER_FREEZE, _MOVE.RELEASE_FREEZE)),
)


def proceeding_deadlines(
    *, proceedings: Sequence[ProceedingFacts], terms: ProceedingTerms, on: date
) -> tuple[Deadline, ...]:
    """Every period of every proceeding of the case."""
    return tuple(one for found in proceedings for one in _of(found, terms, on))


def _of(one: ProceedingFacts, terms: ProceedingTerms, on: date) -> Iterator[Deadline]:
    for start, act, ends in _SIMPLE:
        step = one.latest(start)
        if step is not None:
            limit = terms.limit(act)
            yield _deadline(_due(limit, step.on, terms.calendar), _on(one.latest(*ends)), on)
    match one.kind:
        case ProceedingKind.PRESERVATION:
            yield from _of_preservation(one, terms, on)
        case ProceedingKind.REFERRAL:
            yield from _of_referral(one, terms, on)
        case ProceedingKind.FROM_JUSTICE:
            yield from _of_justice(one, terms, on)
        case ProceedingKind.FREEZE:
            yield from _of_freeze(one, terms, on)


def _of_preservation(one: ProceedingFacts, terms: ProceedingTerms, on: date) -> Iterator[Deadline]:
    taken = one.latest(_MOVE.PRESERVE)
    if taken is not None and taken.due_on is not None:
        limit = terms.limit("preserve_evidence")
        met = None if one.held else one.last.on
        yield _deadline(DueDate(taken.due_on, False, limit, 0, 0), met, on)


def _of_referral(one: ProceedingFacts, terms: ProceedingTerms, on: date) -> Iterator[Deadline]:
    approved, sent = one.latest(_MOVE.APPROVE_REFERRAL), one.latest(_MOVE.SEND_REFERRAL)
    if approved is not None:
        limit = terms.limit("send_crime_transfer")
        moment = due_moment(limit=limit, start=approved.at)
        yield _deadline(DueDate(moment.date(), False, limit, 0, 0), _on(sent), on)
    answer = one.latest(_MOVE.RECORD_ANSWER)
    if answer is not None and answer.choice == PoliceAnswer.FILED:
        limit = terms.limit("hand_over_crime_material")
        handed = one.latest(_MOVE.HAND_OVER_GOODS)
        yield _deadline(_due(limit, answer.on, terms.calendar), _on(handed), on)


def _of_justice(one: ProceedingFacts, terms: ProceedingTerms, on: date) -> Iterator[Deadline]:
    """The day the letter states, or the rule for the procuratorate; packs of before know none."""
    received, limit = one.steps[0], terms.find_limit("answer_procuratorate")
    if received.due_on is not None and limit is not None:
        answered = next((step for step in one.steps if step.move is _MOVE.ANSWER_JUSTICE), None)
        yield _deadline(DueDate(received.due_on, False, limit, 0, 0), _on(answered), on)


def _of_freeze(one: ProceedingFacts, terms: ProceedingTerms, on: date) -> Iterator[Deadline]:
    due = freeze_due(one)
    if due is not None:
        released = _on(one.latest(_MOVE.RELEASE_FREEZE))
        more = one.latest(_MOVE.EXTEND_FREEZE)
        days = more.days if more else 0
        yield _deadline(DueDate(due, False, terms.limit("hold_freeze"), days, 0), released, on)


def correction_due(one: ProceedingFacts) -> date | None:
    """责令改正的期限, while a re-check has not found it corrected; set by the order, not by law."""
    checked = one.latest(_MOVE.RECHECK_CORRECTION)
    if one.kind is not ProceedingKind.CORRECTION:
        return None
    if checked is not None and checked.choice == CorrectionState.CORRECTED:
        return None
    return one.steps[0].due_on


def _due(limit: TimeLimit, start: date, calendar: Calendar) -> DueDate:
    return due_date(limit=limit, start=start, calendar=calendar)


def _on(step: StepFacts | None) -> date | None:
    return step.on if step else None


def _deadline(due: DueDate, met_on: date | None, on: date) -> Deadline:
    left = None if met_on else (due.on - on).days
    if met_on is not None:
        status = DeadlineStatus.MET if met_on <= due.on else DeadlineStatus.MET_LATE
    else:
        status = DeadlineStatus.RUNNING if on <= due.on else DeadlineStatus.OVERDUE
    label = f"{due.limit.title}至{long_date(due.on)}届满"
    return Deadline(due.limit, due, met_on, status, left, label)
