"""The statutory clock: extended with a provision, stopped and started again, never backwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingjian.cases import clock
from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case, Extension, Pause
from mingjian.law.citation import Citation
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import (
    last_entry,
    refused,
    state_of,
    story_at,
    story_before_decision,
)

pytestmark = pytest.mark.django_db
RULES = Citation("市场监督管理行政处罚程序规定", "64")


def extend(story: Telling, *, days: int = 30, reasons: str = "案情复杂。") -> Case:
    """Extend the time today."""
    return story.act(
        Move.EXTEND,
        clock.extend_time,
        Role.AGENCY_HEAD,
        on=story.day,
        days=days,
        reasons=reasons,
        basis=RULES,
    )


def pause(story: Telling, reasons: str = "送检测机构检测。") -> Case:
    """Stop the clock today."""
    return story.act(Move.PAUSE, clock.pause_clock, Role.AGENCY_HEAD, on=story.day, reasons=reasons)


def resume(story: Telling, role: Role = Role.CASE_OFFICER) -> Case:
    """Start it again today."""
    return story.act(Move.RESUME, clock.resume_clock, role, on=story.day)


def decide_due_on(story: Telling) -> date:
    """The day by which the case must be decided."""
    found = deadlines_of(case=story.case, on=story.day)
    return next(one.due.on for one in found if one.limit.act == "decide")


def test_an_extension_moves_the_day_and_keeps_its_provision() -> None:
    story = story_at(Move.APPROVE_OPENING)
    before, state = decide_due_on(story), state_of(story.case_id)

    extend(story)

    assert decide_due_on(story) == before + timedelta(days=30)
    assert Extension.objects.get(case=story.case_id).basis == str(RULES)
    assert state_of(story.case_id) is state
    assert last_entry(story.case_id).payload["days"] == 30


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": 0}, "没有写明天数"),
        ({"days": -5}, "没有写明天数"),
        ({"reasons": " "}, "没有写明理由"),
    ],
)
def test_an_empty_extension_is_refused(changes: dict[str, object], words: str) -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused(words):
        extend(story, **changes)


def test_what_has_run_out_is_not_extended() -> None:
    story = story_at(Move.APPROVE_OPENING)
    story.day = decide_due_on(story) + timedelta(days=1)

    with refused("届满后不能延长"):
        extend(story)


def test_an_officer_does_not_extend_his_own_time() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("延长办案期限应当由机关负责人办理"):
        story.act(
            Move.EXTEND,
            clock.extend_time,
            Role.CASE_OFFICER,
            on=story.day,
            days=30,
            reasons="复杂。",
            basis=RULES,
        )


def test_days_of_a_pause_are_not_counted() -> None:
    story = story_at(Move.APPROVE_OPENING)
    before = decide_due_on(story)
    story.wait(1)  # the day of opening itself never counts
    pause(story)
    story.day += timedelta(days=20)

    resume(story)

    assert decide_due_on(story) == before + timedelta(days=20)
    row = Pause.objects.get(case=story.case_id)
    assert (row.until - row.since).days == 20


def test_nothing_is_decided_while_the_clock_stands() -> None:
    story = story_before_decision()
    pause(story)

    with refused("中止计算期限（送检测机构检测。）"):
        acts.decide(story)
    resume(story)
    acts.decide(story)

    assert story.case.decision


def test_a_clock_is_stopped_once_at_a_time() -> None:
    story = story_at(Move.APPROVE_OPENING)
    pause(story)

    with refused("中止计算期限"):
        pause(story)


def test_a_running_clock_is_not_started() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("本案的期限没有中止"):
        resume(story)


def test_a_case_may_be_paused_several_times() -> None:
    story = story_at(Move.APPROVE_OPENING)
    for _ in range(2):
        pause(story)
        story.wait(3)
        resume(story, Role.AGENCY_HEAD)
        story.wait(1)

    assert len(facts_of(story.case).pauses) == 2
