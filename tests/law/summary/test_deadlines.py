"""Clocks of a summary penalty, by the packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.summary import (
    PaymentWay,
    SummaryMove,
    next_summary_deadline,
    summary_deadlines,
)
from mingjian.law.workdays import national_calendar
from tests.law.procedure.people import MONDAY
from tests.law.summary.street import BOOK, act_of, decided, done, nothing_yet


def read(facts, on=MONDAY):
    """Act → last day."""
    found = summary_deadlines(facts=facts, lawbook=BOOK, calendar=national_calendar(), on=on)
    return {one.limit.act: one.due.on for one in found}


def nearest(facts, on=MONDAY):
    """The next one."""
    return next_summary_deadline(facts=facts, lawbook=BOOK, calendar=national_calendar(), on=on)


def test_a_fine_at_the_bank_has_fifteen_days():
    assert read(decided()) == {
        "file_summary_case": date(2026, 3, 11),
        "pay_fine": date(2026, 3, 17),
    }


def test_cash_has_two_working_days_twice():
    facts = decided(PaymentWay.SMALL)
    collected = done(facts, act_of(SummaryMove.COLLECT, facts))
    handed_in = done(collected, act_of(SummaryMove.HAND_IN, collected, on=date(2026, 3, 6)))

    assert read(collected)["hand_in_cash_fine"] == date(2026, 3, 4)
    assert read(handed_in)["bank_cash_fine"] == date(2026, 3, 10)
    assert "pay_fine" not in read(handed_in)


def test_a_warning_is_only_filed():
    assert list(read(decided(fine=0))) == ["file_summary_case"]


def test_what_is_done_waits_no_longer():
    facts = decided()
    filed = done(facts, act_of(SummaryMove.FILE, facts))
    closed = done(filed, act_of(SummaryMove.PAY, filed))

    assert nearest(facts).limit.act == "file_summary_case"
    assert nearest(filed).limit.act == "pay_fine"
    assert nearest(closed) is None


def test_a_missed_day_stays_in_sight():
    late = nearest(replace(decided()), on=date(2026, 6, 1))

    assert late.status is DeadlineStatus.OVERDUE


def test_nothing_runs_before_the_decision():
    assert read(nothing_yet()) == {}
    assert nearest(nothing_yet()) is None
