"""Deadlines read as people count: workdays for workday periods, and never without the word."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.citation import Citation
from mingjian.law.time_limits import Bearer, DueDate, TimeLimit, Unit
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import Deadline, deadline_of

DAY = date(2026, 5, 11)


def limit(unit: Unit) -> TimeLimit:
    return TimeLimit(
        "apl60", "decide", "办案期限", 90, unit, "立案", Bearer.ORGAN, False, False,
        "应当说明逾期的理由", Citation("行政处罚法", "60"),
    )  # fmt: skip


def due(unit: Unit, *, extended: int = 0, paused: int = 0) -> DueDate:
    return DueDate(DAY, False, limit(unit), extended, paused)


@pytest.mark.parametrize(
    ("left", "state", "words"),
    [
        (12, "running", "剩 12 个工作日"),
        (3, "soon", "剩 3 个工作日"),
        (0, "soon", "今天到期"),
        (-2, "late", "已超期 2 个工作日"),
    ],
)
def test_what_is_left_is_said_in_words(left: int, state: str, words: str):
    deadline = Deadline("送达期限", DAY, left)

    assert (deadline.state, deadline.sentence) == (state, words)


def test_a_finished_duty_shows_the_day_it_was_done():
    deadline = Deadline("送达期限", DAY, -5, done_on=date(2026, 5, 8))

    assert (deadline.sentence, deadline.shown_on) == ("已完成", date(2026, 5, 8))


def test_a_paused_period_is_not_late():
    assert Deadline("办案期限", DAY, -1, paused=True).state == "paused"


def test_a_workday_period_counts_the_make_up_saturday_but_not_the_sunday():
    friday = date(2026, 5, 8)  # 5月9日（周六）上班

    seen = deadline_of(due(Unit.WORKDAY), today=friday, calendar=national_calendar())

    assert seen.sentence == "剩 2 个工作日"


def test_a_period_of_days_counts_every_day():
    friday = date(2026, 5, 8)

    seen = deadline_of(due(Unit.DAY), today=friday, calendar=national_calendar())

    assert seen.sentence == "剩 3 天"


def test_what_moved_the_day_is_said():
    moved = due(Unit.DAY, extended=30, paused=12)

    seen = deadline_of(moved, today=DAY, calendar=national_calendar())

    assert seen.note == "已延长 30 日。扣除期间 12 日。应当说明逾期的理由。"
