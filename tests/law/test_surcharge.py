"""Surcharge day by day: hand-made calendars, and what must hold for every calendar."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.provisions import provision_text
from mingjian.law.surcharge import (
    CAPPED,
    DAILY,
    STOPPED,
    Instalment,
    Paid,
    Schedule,
    equal_instalments,
    overdue_on,
    surcharge_days,
    surcharge_total,
)
from mingjian.law.time_limits import Pause, late_surcharge

DUE = date(2026, 10, 8)
FINE = Decimal(10_000)
DAY = timedelta(days=1)
ONCE = (Schedule(date.min, (Instalment(DUE, FINE),)),)


def days_until(until, *, schedules=ONCE, paid=(), stopped=(), fine=FINE):
    return surcharge_days(fine=fine, schedules=schedules, paid=paid, stopped=stopped, until=until)


# 到期日、缴款日、停止计算的期间 → 加处罚款，逐日手算。
GOLDEN = [
    ("到期当日", DUE, (), (), "0"),
    ("逾期一日", DUE + DAY, (), (), "300"),
    ("第三十三日", DUE + 33 * DAY, (), (), "9900"),
    ("第三十四日封顶", DUE + 34 * DAY, (), (), "10000"),
    ("一年以后仍不超出罚款", DUE + 365 * DAY, (), (), "10000"),
    ("第三日缴清，当日计算", DUE + 30 * DAY, ((3, "10000"),), (), "900"),
    ("第三日缴一半", DUE + 5 * DAY, ((3, "5000"),), (), "1200"),
    ("期满前缴一半", DUE + 2 * DAY, ((0, "5000"),), (), "300"),
    ("复议十日", DUE + 20 * DAY, (), ((6, 16),), "3000"),
    ("诉讼尚未终结", DUE + 90 * DAY, (), ((6, None),), "1500"),
    ("复议后又诉讼", DUE + 20 * DAY, (), ((3, 6), (10, 15)), "3600"),
]


@pytest.mark.parametrize(
    ("until", "paid", "stopped", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in GOLDEN],
)
def test_hand_made_calendars(until, paid, stopped, expected):
    found = days_until(
        until,
        paid=[Paid(DUE + n * DAY, Decimal(yuan)) for n, yuan in paid],
        stopped=[Pause(DUE + a * DAY, DUE + b * DAY if b else None, "复议") for a, b in stopped],
    )

    assert surcharge_total(found) == Decimal(expected)


def test_every_day_says_where_it_is_written():
    stopped = (Pause(DUE + 2 * DAY, DUE + 3 * DAY, "复议"),)

    found = days_until(DUE + 60 * DAY, stopped=stopped)

    assert [one.cite for one in found[:3]] == [DAILY, STOPPED, DAILY]
    assert found[-1].cite == CAPPED
    assert found[-1].on == DUE + 35 * DAY
    assert all(provision_text(one.cite) for one in found)


def test_with_instalments_each_part_is_late_by_itself():
    parts = equal_instalments(total=FINE, count=3, first_due_on=DUE + 30 * DAY)
    plan = (*ONCE, Schedule(DUE, parts))

    first_late = days_until(parts[0].due_on + 2 * DAY, schedules=plan)
    second_late = days_until(parts[1].due_on + DAY, schedules=plan)

    assert [one.overdue_yuan for one in first_late] == [Decimal(3_333)] * 2
    assert second_late[-1].overdue_yuan == Decimal(6_666)


def test_a_schedule_approved_late_keeps_what_had_grown_and_stops_there():
    parts = (Instalment(DUE + 40 * DAY, FINE),)
    plan = (*ONCE, Schedule(DUE + 5 * DAY, parts))

    found = days_until(DUE + 41 * DAY, schedules=plan)

    assert [one.on for one in found] == [DUE + n * DAY for n in (1, 2, 3, 4, 5, 41)]


def test_a_lowered_fine_is_never_charged_for_more_than_itself():
    parts = equal_instalments(total=FINE, count=2, first_due_on=DUE)

    found = days_until(
        parts[1].due_on + 90 * DAY, schedules=(Schedule(date.min, parts),), fine=Decimal(1_000)
    )

    assert max(one.overdue_yuan for one in found) == Decimal(1_000)
    assert surcharge_total(found) == Decimal(1_000)


def test_parts_of_a_schedule_fall_on_the_same_day_of_the_month():
    parts = equal_instalments(total=Decimal("1000.01"), count=3, first_due_on=date(2026, 1, 31))

    assert [one.due_on for one in parts] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
    ]
    assert [one.amount_yuan for one in parts] == [Decimal(333), Decimal(333), Decimal("334.01")]


@pytest.mark.parametrize(("total", "count"), [("0", 3), ("-1", 1), ("100", 0)])
def test_a_schedule_without_parts_or_money_is_a_mistake(total, count):
    with pytest.raises(ValueError, match="no schedule"):
        equal_instalments(total=Decimal(total), count=count, first_due_on=DUE)


def test_a_negative_fine_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        days_until(DUE, fine=Decimal(-1))


MONEY = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10_000_000), places=2)
SPANS = st.lists(
    st.tuples(st.integers(0, 80), st.one_of(st.none(), st.integers(0, 60))), max_size=3
)


@given(
    fine=MONEY,
    shares=st.lists(st.tuples(st.integers(-10, 90), st.decimals(0, 1, places=2)), max_size=4),
    spans=SPANS,
    count=st.integers(1, 6),
    approved=st.integers(-5, 50),
    until=st.integers(-5, 150),
)
def test_never_above_the_fine_never_negative_and_never_shrinking(
    fine, shares, spans, count, approved, until
):
    parts = equal_instalments(total=fine, count=count, first_due_on=DUE + (approved + 20) * DAY)
    plan = (
        Schedule(date.min, (Instalment(DUE, fine),)),
        Schedule(DUE + approved * DAY, parts),
    )
    stopped = [
        Pause(DUE + a * DAY, DUE + (a + b) * DAY if b is not None else None, "") for a, b in spans
    ]
    paid, rest = [], fine
    for day, share in sorted(shares):
        amount = min((fine * share).quantize(Decimal("0.01")), rest)
        paid.append(Paid(DUE + day * DAY, amount))
        rest -= amount

    found = days_until(DUE + until * DAY, schedules=plan, paid=paid, stopped=stopped, fine=fine)

    totals = [one.total_yuan for one in found]
    assert totals == sorted(totals)
    assert all(0 <= one.added_yuan <= one.overdue_yuan <= fine for one in found)
    assert sum(one.added_yuan for one in found) == (totals[-1] if totals else 0)
    assert 0 <= surcharge_total(found) <= fine
    for one in found:
        assert overdue_on(day=one.on, schedules=plan, paid=paid) >= one.overdue_yuan


@given(
    fine=st.integers(1, 1_000_000),
    days=st.integers(-3, 60),
    spans=SPANS,
)
def test_for_a_fine_unpaid_it_is_what_the_simple_formula_says(fine, days, spans):
    stopped = [
        Pause(DUE + a * DAY, DUE + (a + b) * DAY if b is not None else None, "") for a, b in spans
    ]
    until = DUE + days * DAY
    plan = (Schedule(date.min, (Instalment(DUE, Decimal(fine)),)),)

    ledger = days_until(until, schedules=plan, stopped=stopped, fine=Decimal(fine))

    simple = late_surcharge(fine=Decimal(fine), due=DUE, paid_or_today=until, stopped=stopped)
    assert surcharge_total(ledger) == simple
