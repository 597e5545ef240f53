"""期限: due dates against the signed dates and a day-by-day reference."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.citation import Citation
from mingjian.law.time_limits import (
    Bearer,
    Pause,
    TimeLimit,
    Unit,
    court_application_window,
    due_date,
    due_moment,
    late_surcharge,
)
from mingjian.law.workdays import national_calendar

GOLDEN = tomllib.loads(
    (Path(__file__).parent / "golden" / "workdays.toml").read_text(encoding="utf-8")
)
CALENDAR = national_calendar()
MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))


def a_limit(length: int, unit: Unit = Unit.DAY, **changes: Any) -> TimeLimit:
    limit = TimeLimit(
        id="test",
        act="decide",
        title="办案期限",
        length=length,
        unit=unit,
        starts_from="opened",
        bearer=Bearer.ORGAN,
        rolls=False,
        backwards=False,
        effect="程序违法",
        cite=Citation("行政处罚法", "60"),
    )
    return dataclasses.replace(limit, **changes)


def last_day(limit: TimeLimit, start: date, **more: Any) -> date:
    return due_date(limit=limit, start=start, calendar=CALENDAR, **more).on


def stopped(since: date, days: int) -> Pause:
    return Pause(since, since + timedelta(days=days), "鉴定")


@st.composite
def pauses_after(draw: st.DrawFn, start: date) -> list[Pause]:
    offsets = st.tuples(st.integers(-5, 60), st.integers(0, 20))
    spans = draw(st.lists(offsets, max_size=4))
    return [stopped(start + timedelta(days=since), length) for since, length in spans]


def step(limit: TimeLimit, start: date, length: int, pauses: list[Pause]) -> date:
    """The slow way: one day at a time, a paused day or a day off does not count."""
    day = start
    while length:
        day += timedelta(days=1)
        paused = any(pause.since <= day and (pause.until or day) > day for pause in pauses)
        counts = limit.unit is Unit.DAY or CALENDAR.is_workday(day)
        length -= counts and not paused
    return day


@pytest.mark.parametrize("case", GOLDEN["due"], ids=lambda case: f"{case['start']} {case['unit']}")
def test_periods_end_as_signed(case: dict[str, Any]) -> None:
    limit = a_limit(case["length"], Unit(case["unit"]), rolls=case["rolls"])

    assert last_day(limit, case["start"]) == case["due"]


@pytest.mark.parametrize("case", GOLDEN["add"], ids=lambda case: f"{case['start']}+{case['count']}")
def test_periods_in_workdays_end_as_signed(case: dict[str, Any]) -> None:
    assert last_day(a_limit(case["count"], Unit.WORKDAY), case["start"]) == case["due"]


@pytest.mark.parametrize("case", GOLDEN["subtract"], ids=lambda case: f"{case['count']} back")
def test_notice_of_a_hearing_is_counted_back_as_signed(case: dict[str, Any]) -> None:
    limit = a_limit(case["count"], Unit.WORKDAY, backwards=True)

    assert last_day(limit, case["end"]) == case["due"]


@pytest.mark.parametrize(
    ("limit", "end", "latest"),
    [
        (a_limit(30, Unit.DAY, backwards=True), date(2026, 12, 31), date(2026, 12, 1)),
        (a_limit(3, Unit.MONTH, backwards=True), date(2026, 5, 31), date(2026, 2, 28)),
        (a_limit(1, Unit.YEAR, backwards=True), date(2026, 5, 31), date(2025, 5, 31)),
    ],
)
def test_other_units_are_counted_back_too(limit: TimeLimit, end: date, latest: date) -> None:
    assert last_day(limit, end) == latest


def test_years_end_on_the_same_day_two_years_on() -> None:
    assert last_day(a_limit(2, Unit.YEAR), date(2024, 2, 29)) == date(2026, 2, 28)


def test_an_extension_follows_the_unit_of_the_limit() -> None:
    permit = due_date(
        limit=a_limit(20, Unit.WORKDAY),
        start=date(2026, 1, 5),
        calendar=CALENDAR,
        extension_days=10,
    )

    assert permit.on == CALENDAR.add_workdays(date(2026, 1, 5), 30)
    assert permit.extended_days == 10
    assert last_day(a_limit(90), MONDAY, extension_days=30) == MONDAY + timedelta(days=120)


def test_testing_time_is_left_out_of_a_seizure() -> None:
    seizure = due_date(
        limit=a_limit(30),
        start=MONDAY,
        calendar=CALENDAR,
        pauses=[stopped(date(2026, 3, 10), 12)],
    )

    assert seizure.on == MONDAY + timedelta(days=42)
    assert seizure.paused_days == 12
    assert not seizure.provisional


def test_a_pause_after_the_last_day_changes_nothing() -> None:
    plain = last_day(a_limit(30), MONDAY)

    late = due_date(
        limit=a_limit(30),
        start=MONDAY,
        calendar=CALENDAR,
        pauses=[stopped(plain + timedelta(days=1), 9)],
    )

    assert late.on == plain
    assert late.paused_days == 0


def test_a_pause_of_days_off_only_moves_no_workday_limit() -> None:
    weekend = stopped(date(2026, 3, 7), 2)

    assert last_day(a_limit(7, Unit.WORKDAY), MONDAY, pauses=[weekend]) == date(2026, 3, 11)


def test_an_open_pause_lasts_through_today_and_leaves_the_date_provisional() -> None:
    waiting = Pause(date(2026, 3, 10), None, "鉴定")

    due = due_date(
        limit=a_limit(30),
        start=MONDAY,
        calendar=CALENDAR,
        pauses=[waiting],
        as_of=date(2026, 3, 14),
    )

    assert due.on == MONDAY + timedelta(days=35)
    assert due.provisional


def test_an_open_pause_without_today_is_refused() -> None:
    waiting = Pause(date(2026, 3, 10), None, "鉴定")

    with pytest.raises(ValueError, match="as_of is needed"):
        last_day(a_limit(30), MONDAY, pauses=[waiting])


def test_an_open_pause_that_is_yet_to_begin_counts_nothing() -> None:
    planned = Pause(date(2026, 3, 10), None, "鉴定")

    due = due_date(
        limit=a_limit(30), start=MONDAY, calendar=CALENDAR, pauses=[planned], as_of=MONDAY
    )

    assert due.on == MONDAY + timedelta(days=30)
    assert due.paused_days == 0


@given(DAYS, st.integers(1, 90), st.sampled_from([Unit.DAY, Unit.WORKDAY]), st.data())
def test_pauses_agree_with_stepping_day_by_day(
    start: date, length: int, unit: Unit, data: st.DataObject
) -> None:
    limit = a_limit(length, unit)
    pauses = data.draw(pauses_after(start))

    assert last_day(limit, start, pauses=pauses) == step(limit, start, length, pauses)


@given(DAYS, st.integers(1, 36))
def test_a_rolling_period_never_ends_early_or_on_a_day_off(start: date, length: int) -> None:
    fixed = last_day(a_limit(length, Unit.MONTH), start)
    rolling = last_day(a_limit(length, Unit.MONTH, rolls=True), start)

    assert rolling >= fixed
    assert CALENDAR.is_workday(rolling)


@pytest.mark.parametrize(
    ("limit", "start", "provisional"),
    [
        (a_limit(20, Unit.WORKDAY), date(2026, 12, 21), True),
        (a_limit(20, Unit.WORKDAY), date(2026, 11, 2), False),
        (a_limit(90), date(2026, 12, 21), False),
        (a_limit(90, rolls=True), date(2026, 12, 21), True),
        (a_limit(3, Unit.WORKDAY, backwards=True), date(2027, 1, 1), False),
        (a_limit(7, Unit.WORKDAY, backwards=True), date(2027, 2, 1), True),
        (a_limit(7, Unit.DAY, backwards=True), date(2027, 2, 1), False),
    ],
)
def test_a_date_is_provisional_when_it_rests_on_a_year_without_notice(
    limit: TimeLimit, start: date, provisional: bool
) -> None:
    assert due_date(limit=limit, start=start, calendar=CALENDAR).provisional is provisional


def test_hours_run_through_the_weekend_for_an_organ() -> None:
    friday = datetime(2026, 11, 20, 16, 25, tzinfo=UTC)

    upload = due_moment(limit=a_limit(24, Unit.HOUR), start=friday)

    assert upload == datetime(2026, 11, 21, 16, 25, tzinfo=UTC)


def test_the_first_hour_is_not_counted_for_a_party() -> None:
    told = datetime(2026, 11, 20, 16, 25, 7, tzinfo=UTC)

    answer = due_moment(limit=a_limit(24, Unit.HOUR, bearer=Bearer.PARTY), start=told)

    assert answer == datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


def test_hours_and_days_are_not_mixed_up() -> None:
    moment = datetime(2026, 11, 20, 16, 25, tzinfo=UTC)

    with pytest.raises(ValueError, match="use due_moment"):
        last_day(a_limit(24, Unit.HOUR), MONDAY)
    with pytest.raises(ValueError, match="not a forward period in hours: day"):
        due_moment(limit=a_limit(1), start=moment)
    with pytest.raises(ValueError, match="needs a time zone"):
        due_moment(limit=a_limit(24, Unit.HOUR), start=moment.replace(tzinfo=None))


def test_a_backwards_limit_takes_no_pause_and_no_extension() -> None:
    limit = a_limit(7, Unit.WORKDAY, backwards=True)

    with pytest.raises(ValueError, match="counts back"):
        last_day(limit, MONDAY, pauses=[stopped(MONDAY, 3)])
    with pytest.raises(ValueError, match="counts back"):
        last_day(limit, MONDAY, extension_days=3)


def test_malformed_limits_pauses_and_extensions_are_refused() -> None:
    with pytest.raises(ValueError, match="positive length: 0"):
        a_limit(0)
    with pytest.raises(ValueError, match="cannot roll forward and count backwards"):
        a_limit(7, rolls=True, backwards=True)
    with pytest.raises(ValueError, match="ends before it begins"):
        stopped(MONDAY, -1)
    with pytest.raises(ValueError, match="cannot be negative: -5"):
        last_day(a_limit(7), MONDAY, extension_days=-5)


@pytest.mark.parametrize("case", GOLDEN["surcharge"], ids=lambda case: f"day {case['days']}")
def test_the_surcharge_grows_and_is_capped_as_signed(case: dict[str, Any]) -> None:
    paid = MONDAY + timedelta(days=case["days"])

    amount = late_surcharge(fine=Decimal(case["fine"]), due=MONDAY, paid_or_today=paid, stopped=())

    assert str(amount) == case["amount"]


@pytest.mark.parametrize("paid", [MONDAY, MONDAY - timedelta(days=9)])
def test_payment_in_time_costs_no_surcharge(paid: date) -> None:
    court = [stopped(MONDAY - timedelta(days=20), 40)]

    amount = late_surcharge(fine=Decimal(10_000), due=MONDAY, paid_or_today=paid, stopped=court)

    assert amount == 0


def test_the_days_of_reconsideration_cost_no_surcharge() -> None:
    reconsideration = [
        stopped(MONDAY + timedelta(days=4), 60),
        Pause(date(2026, 5, 20), None, "诉讼"),
    ]

    amount = late_surcharge(
        fine=Decimal(10_000),
        due=MONDAY,
        paid_or_today=date(2026, 6, 30),
        stopped=reconsideration,
    )

    counted = 3 + (date(2026, 5, 19) - (MONDAY + timedelta(days=63))).days
    assert amount == 300 * counted


@given(st.decimals(0, 1_000_000, places=2), st.integers(-10, 200), st.data())
def test_the_surcharge_counts_each_unstopped_day_and_never_passes_the_fine(
    fine: Decimal, days: int, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(MONDAY))
    late = [MONDAY + timedelta(days=n) for n in range(1, days + 1)]
    counted = sum(not any(p.since <= day < (p.until or day) for p in pauses) for day in late)

    amount = late_surcharge(
        fine=fine, due=MONDAY, paid_or_today=MONDAY + timedelta(days=days), stopped=pauses
    )

    assert amount <= fine
    assert abs(amount - min(fine, fine * counted * 3 / 100)) <= Decimal("0.005")


def test_a_negative_fine_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be negative: -1"):
        late_surcharge(fine=Decimal(-1), due=MONDAY, paid_or_today=MONDAY, stopped=())


@pytest.mark.parametrize("case", GOLDEN["court"], ids=lambda case: str(case["served"]))
def test_the_court_window_opens_and_closes_as_signed(case: dict[str, Any]) -> None:
    window = court_application_window(served=case["served"], calendar=CALENDAR)

    assert window == (case["sue_until"], case["apply_until"])


def test_the_court_window_follows_a_suit_period_that_rolled() -> None:
    window = court_application_window(served=date(2026, 4, 1), calendar=CALENDAR)

    assert window == (date(2026, 10, 8), date(2027, 1, 8))
