"""Dates (日期): as documents write them, and months as the law counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_WEEKDAYS = "一二三四五六日"


def long_date(day: date) -> str:
    """成文日期 in digits: 2026年5月11日 (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def long_date_with_weekday(day: date) -> str:
    """成文日期 with the day of the week: 2026年5月11日（周一）."""
    return f"{long_date(day)}（周{_WEEKDAYS[day.weekday()]}）"


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months on, back if negative; the last day where there is none.

    行政诉讼 and other periods of months end on the day of the same number (对应日).
    """
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def full_years(*, born: date, on: date) -> int:
    """周岁: counted from the day after the birthday; on the birthday one is not yet older.

    Rule of criminal justice (法释〔2006〕1号第二条, from memory), applied to 处罚法第三十条 alike.
    """
    birthday_passed = (on.month, on.day) > (born.month, born.day)
    return max(on.year - born.year - (0 if birthday_passed else 1), 0)
