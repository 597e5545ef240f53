"""Deadlines: computed from the case's own law; the nearest one is kept for the lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.models import Case
from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.procedure import Move
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import make_cast, story_at

pytestmark = pytest.mark.django_db


def status_of(story: Telling, act: str, on: date) -> DeadlineStatus:
    """How that clock stands on that day."""
    found = deadlines_of(case=story.case, on=on)
    return next(one.status for one in found if one.limit.act == act)


def test_each_stage_keeps_its_own_next_day() -> None:
    lead = story_at(Move.REGISTER_LEAD).case
    opened = story_at(Move.APPROVE_OPENING).case
    noticed = story_at(Move.SERVE_NOTICE).case

    assert "核查" in lead.next_due_title
    assert opened.next_due_on == opened.opened_on + timedelta(days=90)
    assert noticed.next_due_on == noticed.notice_services.get().defence_due_on


def test_the_kept_title_says_nothing_that_grows_stale() -> None:
    case = story_at(Move.SERVE_NOTICE).case

    assert "剩余" not in case.next_due_title
    assert "届满" not in case.next_due_title


def test_the_clock_of_the_decision_runs_and_passes() -> None:
    story = story_at(Move.APPROVE_OPENING)
    due = story.case.opened_on + timedelta(days=90)

    assert status_of(story, "decide", due) is DeadlineStatus.RUNNING
    assert status_of(story, "decide", due + timedelta(days=1)) is DeadlineStatus.OVERDUE


def test_a_right_that_was_not_used_has_ended_and_is_not_overdue() -> None:
    story = story_at(Move.SERVE_NOTICE)
    later = story.day + timedelta(days=60)

    assert status_of(story, "defend", later) is DeadlineStatus.ENDED


def test_a_served_decision_sets_the_payment_clock() -> None:
    story = story_at(Move.SERVE_DECISION)

    assert status_of(story, "pay_fine", story.day) is DeadlineStatus.RUNNING


def test_lists_find_what_is_due_and_put_the_nearest_first() -> None:
    near = story_at(Move.SERVE_NOTICE).case_id
    far = story_at(Move.APPROVE_OPENING).case_id
    ended = story_at(None, declined=True).case_id
    ours = Case.objects.filter(id__in=[near, far, ended])

    assert [case.id for case in ours.open().by_deadline()] == [near, far]
    first_due = Case.objects.get(id=near).next_due_on
    assert [case.id for case in ours.open().due_before(first_due + timedelta(days=1))] == [near]


def test_entering_an_old_act_late_reckons_from_its_own_day() -> None:
    story = story_at(Move.REPORT, cast=make_cast())
    acts.issue(story)
    story.seal()
    served_on = story.day
    story.day += timedelta(days=14)

    acts.serve(story, done_on=served_on)

    assert status_of(story, "defend", story.day) is DeadlineStatus.ENDED
