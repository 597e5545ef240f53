"""Time limits (期限): what a period is, what stops it, and when it runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingjian.law.citation import Citation


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
