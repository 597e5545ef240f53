"""Clocks (期限的起止) of a case, and those that its execution and remedies run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from mingjian.law.lawbook import LawBook
from mingjian.law.procedure.court_window import court_window
from mingjian.law.procedure.duties import content_in_force, money_owed_yuan
from mingjian.law.procedure.facts import NOTHING, CaseFacts, DecisionFacts
from mingjian.law.procedure.kinds import Outcome, ReviewOutcome
from mingjian.law.procedure.kinds_execution import RemedyKind
from mingjian.law.procedure.money import first_due_on, overdue_yuan
from mingjian.law.surcharge import DAILY
from mingjian.law.time_limits import Bearer, Pause, TimeLimit, Unit

START_OF_SURCHARGE = "start_surcharge"
_DAY = timedelta(days=1)
# 法律参数里没有“起算日”这种期限；它就是缴款期限届满的次日。
_SURCHARGE = TimeLimit(
    id="PEN-06",
    act=START_OF_SURCHARGE,
    title="开始每日加处罚款",
    length=1,
    unit=Unit.DAY,
    starts_from="payment_due",
    bearer=Bearer.PARTY,
    rolls=False,
    backwards=False,
    effect="自当日起每日按罚款数额的百分之三加处罚款。",
    cite=DAILY,
)


@dataclass(frozen=True)
class Clock:
    """One limit as the case runs it."""

    act: str
    start: date
    met_on: date | None
    told_due_on: date | None = None  # the notice may give the party more than the law does
    fixed_due_on: date | None = None  # the day was set by an act, or computed by the rules
    part: str = ""  # 第几期
    pauses: tuple[Pause, ...] = ()
    extension_days: int = 0


def limit_of_clock(clock: Clock, lawbook: LawBook) -> TimeLimit | None:
    """The limit of the law book, named with its part; None where it states no such limit."""
    if clock.act == START_OF_SURCHARGE:
        return _SURCHARGE
    limit = lawbook.find_time_limit(clock.act, on=clock.start)
    if limit is None or not clock.part:
        return limit
    return replace(limit, title=f"{limit.title}（{clock.part}）")


def review_clock(facts: CaseFacts) -> Clock:
    """法制审核的期限: from the first submission; what was returned stops it until it comes back."""
    chain = [facts.reviews[-1]]
    for earlier in reversed(facts.reviews[:-1]):
        if earlier.outcome is not ReviewOutcome.RETURNED or earlier.level != chain[0].level:
            break
        chain.insert(0, earlier)
    pauses = [
        Pause(returned.concluded_on, again.submitted_on, "退回补充材料")
        for returned, again in pairwise(chain)
        if returned.concluded_on is not None
    ]
    last = chain[-1]
    is_returned = last.outcome is ReviewOutcome.RETURNED
    if is_returned and last.concluded_on is not None:
        pauses.append(Pause(last.concluded_on, None, "退回补充材料"))
    met_on = None if is_returned else last.concluded_on
    return Clock("review", chain[0].submitted_on, met_on, pauses=tuple(pauses))


def clocks_of_execution(facts: CaseFacts, *, on: date) -> Iterator[Clock]:
    """缴款、加处罚款起算、催告、申请法院、复议、起诉."""
    decision = facts.decision
    if decision is None or decision.outcome is Outcome.TRANSFER_JUDICIAL:
        return
    if decision.served_on is None:
        return
    yield from _clocks_of_money(facts, decision.served_on)
    demand = facts.last_demand
    if demand is not None and demand.served_on is not None:
        yield Clock("await_demand", demand.served_on, None, fixed_due_on=demand.due_on)
    yield from _clocks_of_court(facts, on)
    yield from _clocks_of_remedies(facts, decision)


def _clocks_of_money(facts: CaseFacts, served_on: date) -> Iterator[Clock]:
    content, due_on = content_in_force(facts), first_due_on(facts)
    if content is None or content.money_yuan == NOTHING or due_on is None:
        return
    unpaid = money_owed_yuan(facts)
    paid_on = facts.payment.last_paid_on if unpaid == NOTHING else None
    approved = [one for one in facts.deferrals if one.approved]
    if not approved:
        yield Clock("pay_fine", served_on, paid_on or facts.terminated_on)
    elif approved[-1].decided_on is not None:
        yield from _clocks_of_schedule(facts, approved[-1].decided_on)
    if content.fine_yuan and unpaid and not approved:
        yield Clock(START_OF_SURCHARGE, due_on, None)


def _clocks_of_schedule(facts: CaseFacts, since: date) -> Iterator[Clock]:
    """One clock for each 期, met on the day of the payment that completed it."""
    content = content_in_force(facts)
    schedule = [one for one in facts.deferrals if one.approved][-1].schedule
    whole = sum((one.amount_yuan for one in schedule), NOTHING)
    needed = (content.fine_yuan if content else NOTHING) - whole
    for serial, part in enumerate(schedule, start=1):
        needed += part.amount_yuan
        met_on, paid = None, NOTHING
        for booking in facts.payment.bookings:
            paid += booking.fine_yuan
            if paid >= needed and met_on is None:
                met_on = booking.on
        yield Clock("pay_fine", since, met_on, fixed_due_on=part.due_on, part=f"第{serial}期")


def _clocks_of_court(facts: CaseFacts, on: date) -> Iterator[Clock]:
    """申请法院: shown once something is overdue, so that nobody finds the window closed."""
    window = court_window(facts)
    is_owed = overdue_yuan(facts, on=on) > NOTHING and facts.terminated_on is None
    if window is None or not (is_owed or facts.court):
        return
    applied_on = facts.court[-1].applied_on if facts.court else None
    yield Clock(
        "apply_court_execution",
        window.counted_from,
        applied_on,
        fixed_due_on=window.closes_on,
    )


def _clocks_of_remedies(facts: CaseFacts, decision: DecisionFacts) -> Iterator[Clock]:
    """The party's own periods; one that was used is met on the day of its application."""
    assert decision.served_on is not None
    used = {one.kind: one for one in reversed(facts.remedies)}
    review, suit = used.get(RemedyKind.RECONSIDERATION), used.get(RemedyKind.LITIGATION)
    asked_on, sued_on = (one.applied_on if one else None for one in (review, suit))
    if suit is None or review is not None:
        yield Clock("apply_reconsideration", decision.served_on, asked_on)
    if review is None:
        yield Clock("sue", decision.served_on, sued_on)
    elif review.effective_on is not None:
        yield Clock("sue_after_reconsideration", review.effective_on, sued_on)
