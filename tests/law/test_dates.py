"""日期: written forms and months."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.dates import add_months, full_years, long_date, long_date_with_weekday

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_date_is_written_without_leading_zeros() -> None:
    assert long_date(date(2026, 5, 1)) == "2026年5月1日"


def test_the_weekday_stands_in_brackets() -> None:
    assert long_date_with_weekday(date(2026, 5, 11)) == "2026年5月11日（周一）"
    assert long_date_with_weekday(date(2026, 11, 22)) == "2026年11月22日（周日）"


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, count: int, result: date) -> None:
    assert add_months(day, count) == result


@given(DAYS, st.integers(-240, 240))
def test_months_land_in_the_month_that_many_on(day: date, count: int) -> None:
    result = add_months(day, count)

    assert (result.year - day.year) * 12 + result.month - day.month == count
    assert result.day <= day.day


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2012, 11, 21), date(2026, 11, 22), 14),
        (date(2012, 11, 22), date(2026, 11, 22), 13),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
    ],
)
def test_a_person_is_older_from_the_day_after_the_birthday(
    born: date, on: date, years: int
) -> None:
    assert full_years(born=born, on=on) == years
