"""The period of seizure, counted by hand; what is open now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.measures import (
    GoodsOutcome,
    GoodsTestFacts,
    MeasureMove,
    measure_deadlines,
    open_measure_steps,
)
from tests.law.measures.store import ASKED, CASE, FLOUR, HELD, OVEN, TERMS, TUESDAY, matter_for
from tests.law.procedure.people import MONDAY, WANG, ZHANG


def test_thirty_days_end_on_the_thirtieth_day_after_and_do_not_roll():
    assert HELD.due.on == date(2026, 4, 1)
    assert replace(HELD, taken_on=date(2026, 3, 5)).due.on == date(2026, 4, 4)  # 周六、清明


def test_an_extension_of_thirty_days_more():
    assert replace(HELD, extension_days=30).due.on == date(2026, 5, 1)


def test_days_of_testing_are_not_counted():
    # 3月3日至12日送检十日：4月1日顺延至11日。
    tested = replace(HELD, tests=(GoodsTestFacts(TUESDAY, date(2026, 3, 12)),))
    early = replace(HELD, tests=(GoodsTestFacts(TUESDAY, date(2026, 3, 12), date(2026, 3, 8)),))

    assert tested.due.on == date(2026, 4, 11)
    assert early.due.on == date(2026, 4, 6)


def test_a_test_excludes_no_more_days_than_the_party_was_told():
    late = replace(HELD, tests=(GoodsTestFacts(TUESDAY, date(2026, 3, 12), date(2026, 3, 30)),))

    assert late.due.on == date(2026, 4, 11)


def test_the_deadline_runs_is_overdue_and_is_met():
    back = tuple(
        replace(one, outcome=GoodsOutcome.RELEASED, outcome_on=TUESDAY) for one in (FLOUR, OVEN)
    )

    def status(measure, on):
        return measure_deadlines(measures=[measure], on=on)[0].status

    assert status(HELD, date(2026, 4, 1)) is DeadlineStatus.RUNNING
    assert status(HELD, date(2026, 4, 2)) is DeadlineStatus.OVERDUE
    assert status(replace(HELD, goods=back), TUESDAY) is DeadlineStatus.MET
    assert measure_deadlines(measures=[ASKED], on=MONDAY) == ()


def test_after_urgency_the_report_is_due_in_twenty_four_hours():
    urgent = replace(HELD, is_urgent=True, approved=None)
    found = measure_deadlines(measures=[urgent], on=MONDAY)

    assert [one.limit.id for one in found] == ["COE-02", "COE-01"]
    assert urgent.report_due == urgent.taken_at + timedelta(hours=24)
    assert len(measure_deadlines(measures=[replace(urgent, approved=True)], on=MONDAY)) == 1


def test_acts_open_in_the_order_of_the_procedure():
    def open_to(by, move):
        matter = matter_for(move)
        return {one.move for one in open_measure_steps(matter=matter, on=MONDAY, by=by)}

    assert open_to(ZHANG, MeasureMove.REQUEST) == {
        MeasureMove.REQUEST,
        MeasureMove.TAKE_URGENTLY,
    }
    assert MeasureMove.APPROVE in open_to(WANG, MeasureMove.APPROVE)
    assert open_to(ZHANG, MeasureMove.TAKE) == {MeasureMove.TAKE}
    assert MeasureMove.END_TEST in open_to(ZHANG, MeasureMove.END_TEST)
    assert MeasureMove.RELEASE in open_to(ZHANG, MeasureMove.RELEASE)
    assert (CASE.decision, TERMS.extension_days) == (None, 30)
