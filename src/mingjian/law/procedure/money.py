"""Money of an executed decision (执行款项): what is owed on a day, and what a payment pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.law.procedure.duties import content_in_force, is_overturned, money_owed_yuan
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.facts_execution import Booking
from mingjian.law.surcharge import (
    Instalment,
    Paid,
    Schedule,
    SurchargeDay,
    overdue_on,
    surcharge_days,
    surcharge_total,
)
from mingjian.law.time_limits import Pause, due_date


@dataclass(frozen=True)
class MoneyOwed:
    """待缴款项, each part by itself."""

    fine_yuan: Decimal = NOTHING
    gains_yuan: Decimal = NOTHING
    surcharge_yuan: Decimal = NOTHING

    @property
    def total_yuan(self) -> Decimal:
        """合计."""
        return self.fine_yuan + self.gains_yuan + self.surcharge_yuan


def money_owed(*, facts: CaseFacts, on: date) -> MoneyOwed:
    """待缴的罚款、违法所得和加处罚款 at the end of that day."""
    content = content_in_force(facts)
    if content is None:
        return MoneyOwed()
    paid = facts.payment.total_paid_yuan
    fine = max(content.fine_yuan - paid, NOTHING)
    return MoneyOwed(fine, money_owed_yuan(facts) - fine, surcharge_owed_yuan(facts, on=on))


def split_payment(*, amount: Decimal, owed: MoneyOwed, on: date) -> Booking:
    """缴款记账: the fine first, so that surcharge ends soonest; then gains; surcharge last."""
    if not NOTHING < amount <= owed.total_yuan:
        raise ValueError(f"payment of {amount} does not fit what is owed: {owed}")
    fine = min(amount, owed.fine_yuan)
    gains = min(amount - fine, owed.gains_yuan)
    return Booking(on, fine, gains, amount - fine - gains)


def surcharge_ledger(*, facts: CaseFacts, on: date) -> tuple[SurchargeDay, ...]:
    """加处罚款逐日账 of this case through that day; empty where the party was not told of it."""
    content, decision = content_in_force(facts), facts.decision
    if content is None or decision is None or not decision.tells_surcharge:
        return ()
    return surcharge_days(
        fine=content.fine_yuan,
        schedules=payment_schedules(facts),
        paid=_paid(facts),
        stopped=stopped_days(facts),
        until=on,
        rate=facts.terms.surcharge_rate,
        cap_ratio=facts.terms.surcharge_cap_ratio,
    )


def surcharge_owed_yuan(facts: CaseFacts, *, on: date) -> Decimal:
    """待缴的加处罚款: what has grown, less what was paid and what was waived."""
    grown = surcharge_total(surcharge_ledger(facts=facts, on=on))
    paid = sum((one.surcharge_yuan for one in facts.payment.bookings), NOTHING)
    return max(grown - paid - facts.surcharge_reduced_yuan, NOTHING)


def overdue_yuan(facts: CaseFacts, *, on: date) -> Decimal:
    """逾期未缴的款项 on that day: fine and gains, without surcharge."""
    owed = money_owed(facts=facts, on=on)
    fine = overdue_on(day=on, schedules=payment_schedules(facts), paid=_paid(facts))
    pay_until = first_due_on(facts)
    is_late = pay_until is not None and on > pay_until
    return min(fine, owed.fine_yuan) + (owed.gains_yuan if is_late else NOTHING)


def refund_yuan(facts: CaseFacts) -> Decimal:
    """应退还的款项: paid under a decision that was revoked or whose fine was lowered."""
    surcharge = sum((one.surcharge_yuan for one in facts.payment.bookings), NOTHING)
    content = content_in_force(facts)
    if is_overturned(facts) or content is None:
        return facts.payment.total_paid_yuan + surcharge
    over = facts.payment.total_paid_yuan - content.money_yuan
    last = facts.latest_act_on or date.max
    grown = surcharge_total(surcharge_ledger(facts=facts, on=last))
    return max(over, NOTHING) + max(surcharge - grown, NOTHING)


def payment_schedules(facts: CaseFacts) -> tuple[Schedule, ...]:
    """缴款安排 in order: fifteen days for all of it, then every schedule the agency approved."""
    due_on, content = first_due_on(facts), content_in_force(facts)
    if due_on is None or content is None:
        return ()
    fine = content.fine_yuan
    found = [Schedule(date.min, (Instalment(due_on, fine),))]
    for deferral in facts.deferrals:
        if deferral.approved and deferral.decided_on is not None:
            whole = sum((one.amount_yuan for one in deferral.schedule), NOTHING)
            before = max(fine - whole, NOTHING)
            found.append(Schedule(deferral.decided_on, deferral.schedule, before))
    return tuple(found)


def first_due_on(facts: CaseFacts) -> date | None:
    """缴纳罚款期限届满日: fifteen days after service (行政处罚法 art. 67 third paragraph)."""
    if facts.decision is None or facts.decision.served_on is None:
        return None
    terms = facts.terms
    return due_date(limit=terms.pay, start=facts.decision.served_on, calendar=terms.calendar).on


def stopped_days(facts: CaseFacts) -> tuple[Pause, ...]:
    """不计算加处罚款的期间: from the application through the day the result took effect."""
    return tuple(
        Pause(
            one.applied_on,
            date.fromordinal(one.effective_on.toordinal() + 1) if one.effective_on else None,
            one.kind.title,
        )
        for one in facts.remedies
        if one.stops_surcharge
    )


def _paid(facts: CaseFacts) -> tuple[Paid, ...]:
    return tuple(Paid(one.on, one.fine_yuan) for one in facts.payment.bookings)
