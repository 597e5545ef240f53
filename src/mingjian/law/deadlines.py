"""Deadlines of a case (期限): every clock the law runs in 普通程序, and how each one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mingjian.law.clocks import (
    START_OF_SURCHARGE,
    Clock,
    clocks_of_execution,
    limit_of_clock,
    review_clock,
)
from mingjian.law.dates import long_date
from mingjian.law.lawbook import LawBook
from mingjian.law.procedure.duties import (
    money_owed_yuan,
    owes_other_performance,
    served_notice,
)
from mingjian.law.procedure.facts import NOTHING, CaseFacts, DecisionFacts, NoticeFacts
from mingjian.law.procedure.kinds import Outcome
from mingjian.law.procedure.states import State
from mingjian.law.procedure.titles import Titled
from mingjian.law.time_limits import Bearer, DueDate, TimeLimit, Unit, due_date
from mingjian.law.workdays import Calendar

# 当事人的权利期限：届满即止，不是逾期
_RIGHTS = frozenset(
    {"defend", "request_hearing", "apply_reconsideration", "sue", "sue_after_reconsideration"}
    | {"await_demand", START_OF_SURCHARGE}
)
# 只供查看、不要求任何人办理的期限
_FOR_INFORMATION = _RIGHTS - {"defend", "request_hearing"}


class DeadlineStatus(Titled):
    """期限状态."""

    RUNNING = "running", "进行中"
    MET = "met", "已按期完成"
    OVERDUE = "overdue", "已超期"
    MET_LATE = "met_late", "已逾期完成"
    ENDED = "ended", "已届满"  # a right of the party that was not used in time


@dataclass(frozen=True)
class Deadline:
    """一项期限: when it runs out, whether it was met, what is left.

    ``days_left`` counts in the limit's own days (workdays or calendar days), negative when past;
    None once the act is done.
    """

    limit: TimeLimit
    due: DueDate
    met_on: date | None
    status: DeadlineStatus
    days_left: int | None
    label: str


def case_deadlines(
    *,
    facts: CaseFacts,
    lawbook: LawBook,
    calendar: Calendar,
    on: date,
    published_on: date | None = None,
    is_published: bool = True,
    archived_on: date | None = None,
) -> tuple[Deadline, ...]:
    """All deadlines that have begun, in the order of the procedure.

    ``is_published`` False: it was decided not to publish this decision (处罚法第四十八条).
    """
    clocks = [
        *_clocks_of_opening(facts),
        *_clocks_before_decision(facts),
        *_clocks_after_decision(facts, published_on, is_published),
        *clocks_of_execution(facts, on=on),
        *_clocks_of_ending(facts, archived_on),
    ]
    return tuple(
        deadline
        for clock in clocks
        if (deadline := read_clock(clock, lawbook, calendar, on)) is not None
    )


def next_deadline(
    *,
    facts: CaseFacts,
    lawbook: LawBook,
    calendar: Calendar,
    on: date,
    published_on: date | None = None,
    is_published: bool = True,
    archived_on: date | None = None,
) -> Deadline | None:
    """The earliest deadline still open, one that has passed included; None if nothing is owed."""
    found = case_deadlines(
        facts=facts,
        lawbook=lawbook,
        calendar=calendar,
        on=on,
        published_on=published_on,
        is_published=is_published,
        archived_on=archived_on,
    )
    still_open = (DeadlineStatus.RUNNING, DeadlineStatus.OVERDUE)
    waiting = [
        deadline
        for deadline in found
        if deadline.status in still_open and deadline.limit.act not in _FOR_INFORMATION
    ]
    return min(waiting, key=lambda deadline: deadline.due.on, default=None)


def _clocks_of_opening(facts: CaseFacts) -> Iterator[Clock]:
    if facts.registered_on is not None:
        declined_on = facts.latest_act_on if facts.state is State.DECLINED else None
        yield Clock("verify_lead", facts.registered_on, facts.opened_on or declined_on)


def _clocks_before_decision(facts: CaseFacts) -> Iterator[Clock]:
    if facts.opened_on is None:
        return
    dismissed_on = facts.latest_act_on if facts.state is State.DISMISSED else None
    decided_on = facts.decision.decided_on if facts.decision else dismissed_on
    yield Clock(
        "decide",
        facts.opened_on,
        decided_on,
        pauses=(*facts.pauses, *facts.excluded),
        extension_days=sum(extension.days for extension in facts.extensions),
    )
    if facts.reviews:
        yield review_clock(facts)
    notice = served_notice(facts)
    if notice is not None and notice.served_on is not None:
        yield from _clocks_of_party(facts, notice, notice.served_on)


def _clocks_of_party(facts: CaseFacts, notice: NoticeFacts, served_on: date) -> Iterator[Clock]:
    defences = [d for d in facts.defences if d.proposal_hash == notice.proposal_hash]
    spoken_on = defences[0].received_on if defences else None
    yield Clock("defend", served_on, spoken_on, told_due_on=notice.defence_due_on)
    if notice.offers_hearing:
        hearing = facts.current_hearing
        used_on = hearing.requested_on or hearing.waived_on if hearing else None
        yield Clock("request_hearing", served_on, used_on, told_due_on=notice.hearing_due_on)


def _clocks_after_decision(
    facts: CaseFacts, published_on: date | None, is_published: bool
) -> Iterator[Clock]:
    decision = facts.decision
    if decision is None or decision.outcome is Outcome.TRANSFER_JUDICIAL:
        return
    yield Clock("serve_decision", decision.decided_on, decision.served_on)
    if decision.outcome is Outcome.PENALTY and is_published:
        yield Clock("publish_penalty", decision.decided_on, published_on)


def _clocks_of_ending(facts: CaseFacts, archived_on: date | None) -> Iterator[Clock]:
    executed_on = _executed_on(facts, facts.decision) if facts.decision else None
    if executed_on is not None:
        yield Clock("close", executed_on, facts.closed_on)
    if facts.closed_on is not None:
        yield Clock("archive", facts.closed_on, archived_on)


def _executed_on(facts: CaseFacts, decision: DecisionFacts) -> date | None:
    """When nothing was left to perform: the last payment or performance, else the service."""
    if money_owed_yuan(facts) > NOTHING or owes_other_performance(facts):
        return facts.terminated_on
    if decision.outcome is Outcome.TRANSFER_JUDICIAL:
        return decision.decided_on
    days = (facts.payment.last_paid_on, facts.other_performed_on, decision.served_on)
    return max((day for day in days if day is not None), default=None)


def read_clock(clock: Clock, lawbook: LawBook, calendar: Calendar, on: date) -> Deadline | None:
    """The clock as it stands; None where the law book states no such limit."""
    limit = limit_of_clock(clock, lawbook)
    if limit is None:
        return None
    due = due_date(
        limit=limit,
        start=clock.start,
        calendar=calendar,
        pauses=clock.pauses,
        extension_days=clock.extension_days,
        as_of=clock.met_on or on,
    )
    if clock.told_due_on is not None:
        due = replace(due, on=max(due.on, clock.told_due_on))
    if clock.fixed_due_on is not None:
        due = replace(due, on=clock.fixed_due_on)
    status = _status(clock, due, on)
    left = None if clock.met_on else _days_left(limit, due, calendar, on)
    return Deadline(limit, due, clock.met_on, status, left, _label(clock, due, status, left))


def _status(clock: Clock, due: DueDate, on: date) -> DeadlineStatus:
    if clock.met_on is not None:
        return DeadlineStatus.MET if clock.met_on <= due.on else DeadlineStatus.MET_LATE
    if on <= due.on:
        return DeadlineStatus.RUNNING
    is_right = clock.act in _RIGHTS and due.limit.bearer is Bearer.PARTY
    return DeadlineStatus.ENDED if is_right else DeadlineStatus.OVERDUE


def _days_left(limit: TimeLimit, due: DueDate, calendar: Calendar, on: date) -> int:
    if limit.unit is Unit.WORKDAY:
        return calendar.workdays_between(on, due.on)
    return (due.on - on).days


def _label(clock: Clock, due: DueDate, status: DeadlineStatus, left: int | None) -> str:
    """One sentence for people, without the final 。."""
    until = f"{due.limit.title}至{long_date(due.on)}届满{'（暂定）' if due.provisional else ''}"
    if clock.met_on is not None:
        done = "已提出" if clock.act in _RIGHTS else status.title
        return f"{until}，{long_date(clock.met_on)}{done}"
    unit = "个工作日" if due.limit.unit is Unit.WORKDAY else "日"
    if status is DeadlineStatus.OVERDUE:
        return f"{until}，{f'已超过{-left}{unit}' if left else '已超期'}"
    if status is DeadlineStatus.RUNNING:
        return f"{until}，{f'剩余{left}{unit}' if left else '今日届满'}"
    return until
