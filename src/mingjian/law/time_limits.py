"""Time limits (期限): what a period is, what stops it, and when it runs out.

The first day and hour are not counted (民事诉讼法第八十五条). A period of the party that ends on a
day off runs on to the next workday; one that limits an organ does not (``TimeLimit.rolls``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from mingjian.law.citation import Citation
from mingjian.law.dates import add_months
from mingjian.law.workdays import Calendar

_DAY = timedelta(days=1)
_FEN = Decimal("0.01")
LATE_SURCHARGE_RATE = Decimal("0.03")  # 行政处罚法第七十二条第一款第一项
SUIT_MONTHS = 6  # 行政诉讼法第四十六条
COURT_APPLICATION_MONTHS = 3  # 行政强制法第五十三条


class Unit(StrEnum):
    """期限单位: how a period is measured."""

    HOUR = "hour"  # 小时
    DAY = "day"  # 日（自然日）
    WORKDAY = "workday"  # 工作日
    MONTH = "month"  # 月
    YEAR = "year"  # 年


class Bearer(StrEnum):
    """期限的承受者: whose period it is."""

    PARTY = "party"  # 当事人
    ORGAN = "organ"  # 行政机关
    OFFICER = "officer"  # 执法人员


@dataclass(frozen=True)
class TimeLimit:
    """期限: a period named by the law.

    ``starts_from`` names the event whose day is not counted (民事诉讼法第八十五条).
    ``rolls``: a last day that is no workday moves to the next workday. ``backwards``: counted
    back from the event (听证七日前). ``effect`` says in Chinese what happens when it is missed.
    """

    id: str
    act: str
    title: str
    length: int
    unit: Unit
    starts_from: str
    bearer: Bearer
    rolls: bool
    backwards: bool
    effect: str
    cite: Citation

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError(f"time limit {self.id!r} needs a positive length: {self.length}")
        if self.rolls and self.backwards:
            raise ValueError(f"time limit {self.id!r} cannot roll forward and count backwards")


@dataclass(frozen=True)
class Pause:
    """中止、扣除期间: days that are not counted, half-open [since, until); None = still open."""

    since: date
    until: date | None
    reason: str

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"pause ends before it begins: {self.since} > {self.until}")


@dataclass(frozen=True)
class DueDate:
    """届满日: the last day of the period, and what moved it.

    ``provisional``: the day rests on a year whose holiday notice is not published yet, or on a
    pause that is still open.
    """

    on: date
    provisional: bool
    limit: TimeLimit
    extended_days: int
    paused_days: int


def due_date(
    *,
    limit: TimeLimit,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extension_days: int = 0,
    as_of: date | None = None,
) -> DueDate:
    """届满日: the last day of the period that starts the day after ``start``.

    ``extension_days`` and paused days are workdays for a period in workdays, else calendar days.
    An open pause lasts through ``as_of``, which must then be given; the result is provisional.
    A backwards limit answers the latest day on which the act is still in time.
    """
    if limit.unit is Unit.HOUR:
        raise ValueError(f"time limit {limit.id!r} is in hours: use due_moment")
    if extension_days < 0:
        raise ValueError(f"extension of {limit.id!r} cannot be negative: {extension_days}")
    if limit.backwards:
        if pauses or extension_days:
            raise ValueError(f"time limit {limit.id!r} counts back: no pause, no extension")
        return _latest_day_before(limit, start, calendar)
    paused = 0
    last = _last_day(limit, start, calendar, extra=extension_days)
    for since, until in _paused_spans(pauses, after=start, as_of=as_of):
        if since > last:
            break
        paused += _counted_days(limit, since, until, calendar)
        last = _last_day(limit, start, calendar, extra=extension_days + paused)
    still_open = any(pause.until is None and pause.since <= last for pause in pauses)
    on = calendar.next_workday(last) if limit.rolls else last
    return DueDate(
        on=on,
        provisional=still_open or _is_provisional(limit, start, last, on, calendar),
        limit=limit,
        extended_days=extension_days,
        paused_days=paused,
    )


def due_moment(*, limit: TimeLimit, start: datetime) -> datetime:
    """届满时刻 of a period in hours; it runs through weekends and holidays.

    The hour of the event is not counted for the party. An organ or officer gets no such rest: the
    exact moment is the earlier one, and being early is never unlawful.
    """
    if limit.unit is not Unit.HOUR or limit.backwards:
        raise ValueError(f"time limit {limit.id!r} is not a forward period in hours: {limit.unit}")
    if start.tzinfo is None:
        raise ValueError(f"moment needs a time zone: {start}")
    counted_from = start
    if limit.bearer is Bearer.PARTY:
        counted_from = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return counted_from + timedelta(hours=limit.length)


def late_surcharge(
    *,
    fine: Decimal,
    due: date,
    paid_or_today: date,
    stopped: Sequence[Pause],
    daily_rate: Decimal = LATE_SURCHARGE_RATE,
) -> Decimal:
    """加处罚款: a daily share of the fine from the day after ``due``, never more than the fine.

    ``stopped`` holds the days of reconsideration and litigation, which are not counted
    (行政处罚法第七十二条、第七十三条第三款; 行政强制法第四十五条第二款).
    """
    if fine < 0:
        raise ValueError(f"fine cannot be negative: {fine}")
    days = max((paid_or_today - due).days, 0)
    for since, until in _paused_spans(stopped, after=due, as_of=paid_or_today):
        days -= max((min(until, paid_or_today + _DAY) - since).days, 0)
    return min(fine * daily_rate * days, fine).quantize(_FEN, rounding=ROUND_HALF_UP)


def court_application_window(
    *,
    served: date,
    calendar: Calendar,
    suit_months: int = SUIT_MONTHS,
    application_months: int = COURT_APPLICATION_MONTHS,
) -> tuple[date, date]:
    """申请法院强制执行的期间: (last day the party may sue, last day the organ may apply).

    The organ may apply from the day after the first date through the second. The party's period
    rolls over days off (最高法行诉解释第四十八条); the organ's, counted from there, does not.
    """
    sue_until = calendar.next_workday(add_months(served, suit_months))
    return sue_until, add_months(sue_until, application_months)


def _last_day(limit: TimeLimit, start: date, calendar: Calendar, *, extra: int) -> date:
    """The nominal last day with ``extra`` days more, before any rolling."""
    match limit.unit:
        case Unit.WORKDAY:
            return calendar.add_workdays(start, limit.length + extra)
        case Unit.DAY:
            return start + timedelta(days=limit.length + extra)
        case _:
            return add_months(start, _months(limit)) + timedelta(days=extra)


def _latest_day_before(limit: TimeLimit, end: date, calendar: Calendar) -> DueDate:
    match limit.unit:
        case Unit.WORKDAY:
            on = calendar.subtract_workdays(end, limit.length)
        case Unit.DAY:
            on = end - timedelta(days=limit.length)
        case _:
            on = add_months(end, -_months(limit))
    provisional = limit.unit is Unit.WORKDAY and _any_provisional(on, end - _DAY, calendar)
    return DueDate(on=on, provisional=provisional, limit=limit, extended_days=0, paused_days=0)


def _months(limit: TimeLimit) -> int:
    return limit.length * (12 if limit.unit is Unit.YEAR else 1)


def _paused_spans(
    pauses: Sequence[Pause], *, after: date, as_of: date | None
) -> Iterator[tuple[date, date]]:
    """The pauses as half-open spans in order, later than ``after``, with no day counted twice."""
    counted_until = after + _DAY
    for pause in sorted(pauses, key=lambda pause: pause.since):
        until = pause.until
        if until is None:
            if as_of is None:
                raise ValueError(f"pause since {pause.since} is open: as_of is needed")
            until = as_of + _DAY
        since = max(pause.since, counted_until)
        if since < until:
            yield since, until
            counted_until = until


def _counted_days(limit: TimeLimit, since: date, until: date, calendar: Calendar) -> int:
    """How many days of the limit's own kind lie in [since, until)."""
    if limit.unit is Unit.WORKDAY:
        return calendar.workdays_between(since - _DAY, until - _DAY)
    return (until - since).days


def _is_provisional(
    limit: TimeLimit, start: date, last: date, on: date, calendar: Calendar
) -> bool:
    """Whether a day that mattered lies in a year without notice."""
    if limit.unit is Unit.WORKDAY:
        return _any_provisional(start + _DAY, on, calendar)
    return limit.rolls and _any_provisional(last, on, calendar)


def _any_provisional(first: date, last: date, calendar: Calendar) -> bool:
    years = range(first.year, last.year + 1)
    return any(calendar.is_provisional(date(year, 1, 1)) for year in years)
