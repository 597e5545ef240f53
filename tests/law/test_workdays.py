"""工作日: the calendar against the signed dates, the notices and a day-by-day reference."""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law import workdays
from mingjian.law.citation import Citation
from mingjian.law.workdays import (
    Calendar,
    HolidayNotice,
    LocalHoliday,
    NoticeDay,
    OutsideCalendar,
    build_calendar,
    local_calendar,
    national_calendar,
    read_notice,
)

GOLDEN = tomllib.loads(
    (Path(__file__).parent / "golden" / "workdays.toml").read_text(encoding="utf-8")
)
NOTICES = Path(workdays.__file__).parent / "packs" / "holidays"
DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))
COUNTS = st.integers(1, 400)
TORCH_FESTIVAL = LocalHoliday(date(2026, 8, 6), "火把节", Citation("某自治县放假规定"))


def listed_days() -> list[tuple[date, bool]]:
    days = []
    for file in sorted(NOTICES.glob("*.json")):
        for day in json.loads(file.read_text(encoding="utf-8"))["days"]:
            days.append((date.fromisoformat(day["date"]), day["isOffDay"]))
    return days


def step(calendar: Calendar, day: date, count: int, direction: int) -> date:
    """The slow way: one day at a time."""
    while count:
        day += timedelta(days=direction)
        count -= calendar.is_workday(day)
    return day


@pytest.mark.parametrize("case", GOLDEN["add"], ids=lambda case: f"{case['start']}+{case['count']}")
def test_workdays_are_counted_forward_as_signed(case: dict[str, Any]) -> None:
    due = national_calendar().add_workdays(case["start"], case["count"])

    assert due == case["due"]


@pytest.mark.parametrize(
    "case", GOLDEN["subtract"], ids=lambda case: f"{case['end']}-{case['count']}"
)
def test_workdays_are_counted_back_as_signed(case: dict[str, Any]) -> None:
    due = national_calendar().subtract_workdays(case["end"], case["count"])

    assert due == case["due"]


def test_every_day_of_every_notice_is_as_the_notice_says() -> None:
    calendar = national_calendar()

    wrong = [day for day, is_off in listed_days() if calendar.is_workday(day) is is_off]

    assert len(listed_days()) > 300
    assert wrong == []


@pytest.mark.parametrize("day", [date(2026, 1, 4), date(2026, 2, 14), date(2025, 4, 27)])
def test_a_make_up_day_on_a_weekend_is_a_workday(day: date) -> None:
    assert day.weekday() >= 5
    assert national_calendar().is_workday(day)


def test_half_day_holidays_are_workdays_for_all() -> None:
    calendar = national_calendar()

    assert calendar.is_workday(date(2027, 3, 8))
    assert calendar.is_workday(date(2026, 6, 1))


def test_a_year_without_notice_is_provisional() -> None:
    calendar = national_calendar()

    assert calendar.is_provisional(date(2027, 1, 4))
    assert not calendar.is_provisional(date(2026, 12, 31))


def test_a_year_without_notice_keeps_only_the_holidays_with_a_fixed_date() -> None:
    calendar = national_calendar()
    weekdays_off = [
        day
        for day in (date(2028, 1, 1) + timedelta(days=n) for n in range(366))
        if day.weekday() < 5 and not calendar.is_workday(day)
    ]

    assert weekdays_off == [
        date(2028, 5, 1),
        date(2028, 5, 2),
        date(2028, 10, 2),
        date(2028, 10, 3),
    ]


def test_the_second_of_may_is_a_holiday_only_since_2025() -> None:
    calendar = national_calendar()

    assert calendar.is_workday(date(2017, 5, 2))
    assert not calendar.is_workday(date(2028, 5, 2))


def test_a_local_holiday_is_a_day_off_only_there() -> None:
    local = local_calendar(local_holidays=[TORCH_FESTIVAL])

    assert not local.is_workday(TORCH_FESTIVAL.on)
    assert national_calendar().is_workday(TORCH_FESTIVAL.on)
    assert local.add_workdays(date(2026, 8, 5), 1) == date(2026, 8, 7)


def test_a_calendar_is_named_by_its_content() -> None:
    national = national_calendar()

    assert local_calendar(local_holidays=[]).version == national.version
    assert local_calendar(local_holidays=[TORCH_FESTIVAL]).version != national.version


def test_a_published_notice_changes_the_version_and_ends_the_provisional_year() -> None:
    notice = HolidayNotice(2027, ("通知",), (NoticeDay(date(2027, 2, 5), "春节", True),))
    older = [known for known in national_calendar().notices if known.year != 2027]

    calendar = build_calendar(notices=[notice, *older])

    assert not calendar.is_provisional(date(2027, 2, 5))
    assert not calendar.is_workday(date(2027, 2, 5))
    assert calendar.version != national_calendar().version


def test_a_notice_is_read_from_its_json() -> None:
    content = {
        "year": 2026,
        "papers": ["通知"],
        "days": [{"name": "元旦", "date": "2026-01-04", "isOffDay": False}],
    }

    notice = read_notice(content)

    assert notice == HolidayNotice(
        2026, ("通知",), (NoticeDay(date(2026, 1, 4), "元旦", is_off=False),)
    )


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 5, 11), "工作日（周一）"),
        (date(2026, 5, 10), "休息日（周日）"),
        (date(2026, 2, 17), "放假（春节）"),
        (date(2026, 2, 14), "调休上班（春节）"),
        (date(2027, 10, 1), "放假（国庆节），暂定"),
    ],
)
def test_a_day_is_described_in_words(day: date, text: str) -> None:
    assert national_calendar().describe_day(day) == text


@given(DAYS, COUNTS)
def test_counting_forward_agrees_with_stepping_day_by_day(start: date, count: int) -> None:
    calendar = national_calendar()

    assert calendar.add_workdays(start, count) == step(calendar, start, count, +1)


@given(DAYS, COUNTS)
def test_counting_back_agrees_with_stepping_day_by_day(end: date, count: int) -> None:
    calendar = national_calendar()

    assert calendar.subtract_workdays(end, count) == step(calendar, end, count, -1)


@given(DAYS, COUNTS)
def test_counting_back_undoes_counting_forward(start: date, count: int) -> None:
    calendar = national_calendar()
    first = calendar.next_workday(start)

    assert calendar.subtract_workdays(calendar.add_workdays(first, count), count) == first


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_gives_an_earlier_end(one: date, other: date, count: int) -> None:
    calendar = national_calendar()
    earlier, later = sorted((one, other))

    assert calendar.add_workdays(earlier, count) <= calendar.add_workdays(later, count)
    assert calendar.add_workdays(earlier, count) < calendar.add_workdays(earlier, count + 1)


@given(DAYS, st.integers(0, 400))
def test_days_between_are_signed_and_leave_out_the_first(start: date, distance: int) -> None:
    calendar = national_calendar()
    end = start + timedelta(days=distance)
    counted = sum(calendar.is_workday(start + timedelta(days=n + 1)) for n in range(distance))

    assert calendar.workdays_between(start, end) == counted
    assert calendar.workdays_between(end, start) == -counted


@given(DAYS)
def test_the_next_workday_is_the_day_itself_or_the_first_after_it(day: date) -> None:
    calendar = national_calendar()
    found = calendar.next_workday(day)

    assert calendar.is_workday(found)
    assert found == (day if calendar.is_workday(day) else step(calendar, day, 1, +1))


@pytest.mark.parametrize("count", [0, -3])
def test_a_count_below_one_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"must be positive: {count}"):
        national_calendar().add_workdays(date(2026, 1, 5), count)
    with pytest.raises(ValueError, match=f"must be positive: {count}"):
        national_calendar().subtract_workdays(date(2026, 1, 5), count)


def test_days_the_calendar_does_not_reach_are_refused() -> None:
    calendar = local_calendar(
        local_holidays=[LocalHoliday(workdays.LAST_DAY, "岁末", Citation("某自治县放假规定"))]
    )

    with pytest.raises(OutsideCalendar, match="1989-12-31"):
        calendar.is_workday(date(1989, 12, 31))
    with pytest.raises(OutsideCalendar, match="3 workdays after"):
        calendar.add_workdays(date(2099, 12, 30), 3)
    with pytest.raises(OutsideCalendar, match="3 workdays before"):
        calendar.subtract_workdays(date(1990, 1, 2), 3)
    with pytest.raises(OutsideCalendar, match="the workday after"):
        calendar.next_workday(workdays.LAST_DAY)
