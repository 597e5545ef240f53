"""Deadlines as people read them: what is left, until when, by which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.time_limits import DueDate, Unit
from mingjian.law.workdays import Calendar

SOON = 3  # from here on the badge is amber; a display choice, no rule of law


@dataclass(frozen=True)
class Deadline:
    """期限: a running, kept, paused or missed period. ``days_left`` < 0: missed."""

    title: str
    on: date
    days_left: int
    unit: str = "工作日"
    cite: Citation | None = None
    provisional: bool = False
    done_on: date | None = None
    paused: bool = False
    note: str = ""

    @property
    def state(self) -> str:
        """done, paused, late, soon or running."""
        if self.done_on is not None:
            return "done"
        if self.paused:
            return "paused"
        if self.days_left < 0:
            return "late"
        return "soon" if self.days_left <= SOON else "running"

    @property
    def shown_on(self) -> date:
        """The day on the badge: when it was done, or when the period ends."""
        return self.done_on or self.on

    @property
    def sentence(self) -> str:
        """The words on the badge, without the date."""
        if self.state == "done":
            return "已完成"
        if self.state == "paused":
            return "期限中止"
        measure = "个工作日" if self.unit == "工作日" else "天"
        if self.days_left == 0:
            return "今天到期"
        if self.days_left < 0:
            return f"已超期 {-self.days_left} {measure}"
        return f"剩 {self.days_left} {measure}"


def deadline_of(
    due: DueDate, *, today: date, calendar: Calendar, done_on: date | None = None
) -> Deadline:
    """The badge of a due date as seen on ``today``; workday periods are counted in workdays."""
    by_workdays = due.limit.unit is Unit.WORKDAY
    left = calendar.workdays_between(today, due.on) if by_workdays else (due.on - today).days
    return Deadline(
        title=due.limit.title,
        on=due.on,
        days_left=left,
        unit="工作日" if by_workdays else "日",
        cite=due.limit.cite,
        provisional=due.provisional,
        done_on=done_on,
        note=_counting_note(due),
    )


def _counting_note(due: DueDate) -> str:
    """How the day was reached, when something moved it, and what a miss means."""
    moved = []
    if due.extended_days:
        moved.append(f"已延长 {due.extended_days} 日")
    if due.paused_days:
        moved.append(f"扣除期间 {due.paused_days} 日")
    sentences = [*moved, due.limit.effect.rstrip("。")]
    return "".join(f"{sentence}。" for sentence in sentences if sentence)
