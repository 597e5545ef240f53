"""Workdays (工作日): Monday to Friday, less the days off, plus the make-up days (调休上班日).

Days off come from the State Council's yearly notices (全国年节及纪念日放假办法第七条); minority
areas may add local holidays (第四条).
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any

from mingjian.law.citation import Citation

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2099, 12, 31)
_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"
# 放假办法第二条: the holidays whose date needs no lunar calendar; (month, day, since, name).
_FIXED_HOLIDAYS = (
    (1, 1, 1990, "元旦"),
    (5, 1, 1990, "劳动节"),
    (5, 2, 2025, "劳动节"),
    (10, 1, 1990, "国庆节"),
    (10, 2, 1990, "国庆节"),
    (10, 3, 1990, "国庆节"),
)


class OutsideCalendar(LookupError):
    """A day the calendar does not reach."""

    def __init__(self, day: date | str) -> None:
        super().__init__(f"calendar covers {FIRST_DAY} to {LAST_DAY}, not {day}")


@dataclass(frozen=True)
class NoticeDay:
    """放假调休安排中的一日: a day the notice makes a day off or a make-up workday."""

    on: date
    name: str
    is_off: bool


@dataclass(frozen=True)
class HolidayNotice:
    """国务院办公厅关于部分节假日安排的通知; without ``days`` it is not published yet."""

    year: int
    papers: tuple[str, ...]
    days: tuple[NoticeDay, ...]


@dataclass(frozen=True)
class LocalHoliday:
    """少数民族习惯的节日: an extra day off set by a local government (放假办法第四条)."""

    on: date
    name: str
    cite: Citation


@dataclass(frozen=True)
class Calendar:
    """工作日历: what is a workday, from the notices and the local holidays of one place.

    Every count is answered from one sorted list of workdays, by bisection.
    """

    notices: tuple[HolidayNotice, ...] = field(repr=False)
    local_holidays: tuple[LocalHoliday, ...] = ()

    @cached_property
    def version(self) -> str:
        """历法版本: a hash of the days that differ from Monday to Friday; keep it beside a date."""
        days = sorted(self._special.values(), key=lambda day: day.on)
        canonical = ",".join(f"{day.on}{'-' if day.is_off else '+'}" for day in days)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def is_workday(self, day: date) -> bool:
        """是否工作日."""
        _require_covered(day)
        return self._is_workday(day)

    def is_provisional(self, day: date) -> bool:
        """暂定: no notice is loaded for that year; Monday to Friday less the fixed holidays."""
        _require_covered(day)
        return day.year not in self._noticed_years

    def describe_day(self, day: date) -> str:
        """What the day is, for people: 工作日, 休息日（周六）, 放假（春节）, 调休上班（春节）."""
        special = self._special.get(day)
        if special is None:
            weekday = f"周{_WEEKDAYS[day.weekday()]}"
            text = f"工作日（{weekday}）" if self.is_workday(day) else f"休息日（{weekday}）"
        else:
            text = f"放假（{special.name}）" if special.is_off else f"调休上班（{special.name}）"
        return text + ("，暂定" if self.is_provisional(day) else "")

    def add_workdays(self, start: date, count: int) -> date:
        """The ``count``-th workday after ``start``; ``start`` itself is not counted (当日不计)."""
        _require_positive(count)
        _require_covered(start)
        index = bisect_right(self._workdays, start) + count - 1
        if index >= len(self._workdays):
            raise OutsideCalendar(f"{count} workdays after {start}")
        return self._workdays[index]

    def subtract_workdays(self, end: date, count: int) -> date:
        """The ``count``-th workday before ``end``; ``end`` itself is not counted (倒计)."""
        _require_positive(count)
        _require_covered(end)
        index = bisect_left(self._workdays, end) - count
        if index < 0:
            raise OutsideCalendar(f"{count} workdays before {end}")
        return self._workdays[index]

    def workdays_between(self, start: date, end: date) -> int:
        """Workdays in (start, end]; negative when ``end`` lies before ``start``."""
        _require_covered(start)
        _require_covered(end)
        return bisect_right(self._workdays, end) - bisect_right(self._workdays, start)

    def next_workday(self, day: date) -> date:
        """The day itself if it is a workday, else the first one after it (顺延)."""
        _require_covered(day)
        index = bisect_left(self._workdays, day)
        if index == len(self._workdays):
            raise OutsideCalendar(f"the workday after {day}")
        return self._workdays[index]

    @cached_property
    def _noticed_years(self) -> frozenset[int]:
        return frozenset(notice.year for notice in self.notices if notice.days)

    @cached_property
    def _special(self) -> dict[date, NoticeDay]:
        special = {day.on: day for day in _fixed_holidays(besides=self._noticed_years)}
        special |= {day.on: day for notice in self.notices for day in notice.days}
        special |= {day.on: NoticeDay(day.on, day.name, True) for day in self.local_holidays}
        return special

    @cached_property
    def _workdays(self) -> tuple[date, ...]:
        days = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
        return tuple(day for day in map(date.fromordinal, days) if self._is_workday(day))

    def _is_workday(self, day: date) -> bool:
        special = self._special.get(day)
        return not special.is_off if special is not None else day.weekday() < _SATURDAY


def build_calendar(
    *, notices: Iterable[HolidayNotice], local_holidays: Iterable[LocalHoliday] = ()
) -> Calendar:
    """A calendar in a fixed order, so that equal content gives an equal calendar."""
    return Calendar(
        notices=tuple(sorted(notices, key=lambda notice: notice.year)),
        local_holidays=tuple(sorted(local_holidays, key=lambda day: (day.on, day.name))),
    )


@cache
def national_calendar() -> Calendar:
    """全国工作日历: the notices of packs/holidays."""
    return build_calendar(notices=_load_notices())


def local_calendar(*, local_holidays: Iterable[LocalHoliday]) -> Calendar:
    """地方工作日历: the national one with a minority area's own days off (放假办法第四条)."""
    return build_calendar(
        notices=national_calendar().notices, local_holidays=frozenset(local_holidays)
    )


def read_notice(content: dict[str, Any]) -> HolidayNotice:
    """One notice from JSON: {year, papers, days: [{name, date, isOffDay}]}."""
    return HolidayNotice(
        year=int(content["year"]),
        papers=tuple(content["papers"]),
        days=tuple(
            NoticeDay(date.fromisoformat(day["date"]), day["name"], bool(day["isOffDay"]))
            for day in content["days"]
        ),
    )


def _load_notices() -> Iterator[HolidayNotice]:
    for entry in (resources.files("mingjian.law") / "packs" / "holidays").iterdir():
        if entry.name.endswith(".json"):
            yield read_notice(json.loads(entry.read_text(encoding="utf-8")))


def _fixed_holidays(*, besides: frozenset[int]) -> Iterator[NoticeDay]:
    """The holidays that are certain in a year that has no notice."""
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        if year not in besides:
            for month, day, since, name in _FIXED_HOLIDAYS:
                if year >= since:
                    yield NoticeDay(date(year, month, day), name, True)


def _require_covered(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(day)


def _require_positive(count: int) -> None:
    if count < 1:
        raise ValueError(f"count of workdays must be positive: {count}")
