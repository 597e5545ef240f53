"""Surcharge (加处罚款) day by day: what is overdue, what each day adds, what stops and caps it.

行政处罚法 art. 72 first paragraph (一), art. 73 third paragraph; 行政强制法 art. 45. The base is
what of the fine is overdue on that day: the whole fine, or with instalments (art. 66) what has
fallen due and is not paid. The day of payment itself still counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from mingjian.law.citation import Citation
from mingjian.law.dates import add_months
from mingjian.law.time_limits import LATE_SURCHARGE_RATE, Pause

DAILY = Citation("行政处罚法", "72", "1", "1")
STOPPED = Citation("行政处罚法", "73", "3")
CAPPED = Citation("行政强制法", "45", "2")
TOLD = Citation("行政强制法", "45", "1")
_DAY = timedelta(days=1)
_FEN = Decimal("0.01")
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Instalment:
    """一期罚款: so much until that day."""

    due_on: date
    amount_yuan: Decimal


def equal_instalments(
    *, total: Decimal, count: int, first_due_on: date, months: int = 1
) -> tuple[Instalment, ...]:
    """等额分期: whole yuan but for the last, which takes the rest; one part is a postponement."""
    if count < 1 or total <= 0:
        raise ValueError(f"no schedule of {count} parts for {total}")
    part = (total / count).quantize(Decimal(1), rounding=ROUND_DOWN)
    amounts = [part] * (count - 1) + [total - part * (count - 1)]
    return tuple(
        Instalment(add_months(first_due_on, months * serial), amount)
        for serial, amount in enumerate(amounts)
    )


@dataclass(frozen=True)
class Schedule:
    """缴款安排: in force from ``since``; ``paid_before`` is the fine that was paid by then."""

    since: date
    instalments: tuple[Instalment, ...]
    paid_before: Decimal = _NOTHING


@dataclass(frozen=True)
class Paid:
    """罚款本金的一笔缴款."""

    on: date
    amount_yuan: Decimal


@dataclass(frozen=True)
class SurchargeDay:
    """一日: what was overdue, what the day adds (exact), the sum so far, and why."""

    on: date
    overdue_yuan: Decimal
    added_yuan: Decimal
    total_yuan: Decimal
    cite: Citation

    @property
    def is_stopped(self) -> bool:
        """Whether reconsideration or litigation kept the day from counting."""
        return self.cite == STOPPED


def surcharge_days(
    *,
    fine: Decimal,
    schedules: Sequence[Schedule],
    paid: Sequence[Paid],
    stopped: Sequence[Pause],
    until: date,
    rate: Decimal = LATE_SURCHARGE_RATE,
    cap_ratio: Decimal = Decimal(1),
) -> tuple[SurchargeDay, ...]:
    """Every day on which something was overdue, through ``until``; ends on the day of the cap.

    ``schedules`` in order: the period of the decision first, then each one the agency approved.
    """
    if fine < 0:
        raise ValueError(f"fine cannot be negative: {fine}")
    return tuple(_days(fine, schedules, paid, stopped, until, rate, fine * cap_ratio))


def surcharge_total(days: Sequence[SurchargeDay]) -> Decimal:
    """加处罚款合计, in whole fen."""
    total = days[-1].total_yuan if days else _NOTHING
    return total.quantize(_FEN, rounding=ROUND_HALF_UP)


def overdue_on(*, day: date, schedules: Sequence[Schedule], paid: Sequence[Paid]) -> Decimal:
    """逾期未缴的罚款 at the beginning of that day."""
    in_force = [one for one in schedules if one.since < day]
    if not in_force:
        return _NOTHING
    schedule = in_force[-1]
    due = sum((i.amount_yuan for i in schedule.instalments if i.due_on < day), _NOTHING)
    done = sum((one.amount_yuan for one in paid if one.on < day), _NOTHING)
    return max(due - max(done - schedule.paid_before, _NOTHING), _NOTHING)


def _days(
    fine: Decimal,
    schedules: Sequence[Schedule],
    paid: Sequence[Paid],
    stopped: Sequence[Pause],
    until: date,
    rate: Decimal,
    cap: Decimal,
) -> Iterator[SurchargeDay]:
    dues = [i.due_on for schedule in schedules for i in schedule.instalments]
    day = min(dues, default=until) + _DAY
    total = _NOTHING
    while day <= until and total < cap:
        unpaid = fine - sum((one.amount_yuan for one in paid if one.on < day), _NOTHING)
        # 变更以后的罚款可能少于原来安排的各期之和。
        overdue = min(overdue_on(day=day, schedules=schedules, paid=paid), max(unpaid, _NOTHING))
        if overdue:
            is_stopped = any(_covers(pause, day) for pause in stopped)
            added = _NOTHING if is_stopped else min(overdue * rate, cap - total)
            total += added
            cite = STOPPED if is_stopped else CAPPED if total == cap else DAILY
            yield SurchargeDay(day, overdue, added, total, cite)
        day += _DAY


def _covers(pause: Pause, day: date) -> bool:
    return pause.since <= day and (pause.until is None or day < pause.until)
