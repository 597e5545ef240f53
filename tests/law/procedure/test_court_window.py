"""The window of the application to the court, to the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mingjian.law.dates import add_months
from mingjian.law.procedure import (
    Move,
    RemedyFacts,
    RemedyKind,
    RemedyOutcome,
    court_window,
    remedies_ended_on,
)
from mingjian.law.time_limits import court_application_window
from mingjian.law.workdays import national_calendar
from tests.law.procedure.clerk import decided, served

CALENDAR = national_calendar()
RECONSIDERATION, LITIGATION = RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION


def served_on(day: date):
    """A case whose decision was served that day."""
    facts = served().facts
    return replace(facts, decision=replace(facts.decision, served_on=day))


# 送达 → 起诉期满、可以申请之日、申请期满；按 2025–2026 年日历手算。
GOLDEN = [
    (date(2026, 3, 31), date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 30)),
    (date(2025, 8, 31), date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 28)),
    (date(2026, 4, 1), date(2026, 10, 8), date(2026, 10, 9), date(2027, 1, 8)),
    (date(2025, 8, 14), date(2026, 2, 14), date(2026, 2, 15), date(2026, 5, 14)),
    (date(2025, 7, 3), date(2026, 1, 4), date(2026, 1, 5), date(2026, 4, 4)),
    (date(2023, 8, 29), date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 29)),
    (date(2023, 8, 31), date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 29)),
]


@pytest.mark.parametrize(("served", "ended", "opens", "closes"), GOLDEN)
def test_golden_windows(served, ended, opens, closes):
    window = court_window(served_on(served))

    assert (window.counted_from, window.opens_on, window.closes_on) == (ended, opens, closes)


def test_every_day_of_two_years_agrees_with_the_plain_function():
    day = date(2025, 1, 1)
    while day < date(2027, 1, 1):
        window = court_window(served_on(day))
        assert (window.counted_from, window.closes_on) == court_application_window(
            served=day, calendar=CALENDAR
        )
        assert window.opens_on == window.counted_from + timedelta(days=1)
        day += timedelta(days=1)


def test_before_service_and_during_a_remedy_there_is_no_window():
    assert court_window(decided().facts) is None

    assert court_window(served().do(Move.ACCEPT_REMEDY).facts) is None


def ended(kind, outcome, effective_on, served=date(2026, 3, 31)):
    facts = served_on(served)
    remedy = RemedyFacts(kind, served, outcome, effective_on)
    return replace(facts, remedies=(remedy,))


def test_after_reconsideration_the_party_has_fifteen_days_to_sue():
    facts = ended(RECONSIDERATION, RemedyOutcome.UPHELD, date(2026, 6, 4))

    window = court_window(facts)

    # 十五日至六月十九日（端午节），顺延至六月二十二日
    assert window.counted_from == date(2026, 6, 22)
    assert window.closes_on == date(2026, 9, 22)


def test_after_a_judgment_the_three_months_run_from_its_effect():
    facts = ended(LITIGATION, RemedyOutcome.UPHELD, date(2026, 11, 30))

    window = court_window(facts)

    assert (window.counted_from, window.closes_on) == (date(2026, 11, 30), date(2027, 2, 28))


def test_a_withdrawn_reconsideration_leaves_the_six_months():
    early = ended(RECONSIDERATION, RemedyOutcome.WITHDRAWN, date(2026, 5, 6))
    late = ended(RECONSIDERATION, RemedyOutcome.WITHDRAWN, date(2026, 10, 20))

    assert remedies_ended_on(early) == date(2026, 9, 30)
    assert remedies_ended_on(late) == date(2026, 10, 20)


def test_a_correction_by_the_organ_may_be_sued_over_again():
    facts = ended(RemedyKind.OWN_CORRECTION, RemedyOutcome.UNLAWFUL, date(2026, 5, 6))

    assert remedies_ended_on(facts) == date(2026, 11, 6)


def test_with_a_schedule_the_months_run_from_its_end_but_not_before_the_remedies():
    clerk = served().do(Move.REQUEST_DEFERRAL)
    suit_ends = remedies_ended_on(clerk.facts)
    short = clerk.schedule(clerk.today)
    long = tuple(replace(part, due_on=add_months(part.due_on, 12)) for part in short)
    soon = clerk.do(Move.APPROVE_DEFERRAL, schedule=short)

    assert court_window(soon.facts).counted_from == suit_ends
    other = served().do(Move.REQUEST_DEFERRAL).do(Move.APPROVE_DEFERRAL, schedule=long)
    assert court_window(other.facts).counted_from == long[-1].due_on
