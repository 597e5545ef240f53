"""The calendar day of a moment, where the agency is (北京时间)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def day_of(at: datetime) -> date:
    """登记日期: the Beijing day of a receive time."""
    return at.astimezone(BEIJING).date()
