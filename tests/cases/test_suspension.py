"""中止、恢复、终结执行."""

from __future__ import annotations

import pytest

from mingjian.cases.models import Suspension, Termination
from mingjian.law.procedure import ClosingReason, Move, State, SuspensionGround, TerminationGround
from tests.cases import acts_execution as acts
from tests.cases.story import refused, state_of, story_at

pytestmark = pytest.mark.django_db


def test_while_suspended_nothing_is_demanded_until_it_is_resumed():
    story = acts.overdue()
    acts.suspend(story)
    with refused("中止、停止执行"):
        acts.issue_demand(story)

    acts.resume(story)
    acts.issue_demand(story)

    stopped = Suspension.objects.get(case=story.case_id)
    assert (stopped.until, stopped.resumed_because) == (story.day, "账户已经解冻。")


def test_a_stay_for_reconsideration_needs_one():
    story = story_at(Move.SERVE_DECISION)
    with refused("没有正在进行的行政复议"):
        acts.suspend(story, SuspensionGround.RECONSIDERATION)
    acts.accept_remedy(story)

    acts.suspend(story, SuspensionGround.RECONSIDERATION)

    assert Suspension.objects.get(case=story.case_id).until is None


def test_execution_is_suspended_once_and_resumed_once():
    story = story_at(Move.SERVE_DECISION)
    with refused("不必恢复"):
        acts.resume(story)
    acts.suspend(story)

    with refused("已经中止、停止执行"):
        acts.suspend(story)


def test_a_terminated_execution_lets_the_case_be_closed():
    story = acts.overdue()
    acts.terminate(story)
    with refused("不符合结案情形"):
        acts.close(story, ClosingReason.PERFORMED)

    acts.close(story, ClosingReason.EXECUTION_TERMINATED)

    assert state_of(story.case_id) is State.CLOSED
    assert Termination.objects.get(case=story.case_id).ground == "entity_ended"


def test_three_years_must_have_passed_where_nothing_was_resumed():
    story = story_at(Move.SERVE_DECISION)
    acts.suspend(story)

    with refused("尚不满三年"):
        acts.terminate(story, TerminationGround.NOT_RESUMED)
