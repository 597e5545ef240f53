"""The badge of a listed case: late only where a duty was missed, with its article."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases.models import Case
from mingjian.desk.todo.due import due_of, is_late, is_soon
from mingjian.law.procedure import Move
from tests.cases.story import story_at
from tests.desk.make import workdays_ago

pytestmark = pytest.mark.django_db


def listed(case_id: object) -> Case:
    return Case.objects.select_related("party").get(id=case_id)


def test_a_running_period_shows_what_is_left_and_where_it_is_written() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(30))
    case = listed(story.case_id)

    due = due_of(case, on=case.next_due_on)

    assert due is not None
    assert due.deadline.sentence == "今天到期"
    assert str(due.deadline.cite) == "《行政处罚法》第六十条"


def test_a_missed_period_is_late() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(30))
    case = listed(story.case_id)
    after = case.next_due_on + timedelta(days=2)

    due = due_of(case, on=after)

    assert due is not None
    assert due.deadline.state == "late"
    assert Case.objects.filter(is_late(after), id=case.id).exists()


def test_a_right_that_the_party_did_not_use_has_ended_and_is_not_late() -> None:
    story = story_at(Move.SERVE_NOTICE, start=workdays_ago(60))
    case = listed(story.case_id)
    after = case.next_due_on + timedelta(days=5)

    due = due_of(case, on=after)

    assert due is not None
    assert due.is_ended
    assert not Case.objects.filter(is_late(after), id=case.id).exists()


def test_three_workdays_before_its_end_a_period_is_soon_over() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(30))
    case = listed(story.case_id)

    assert Case.objects.filter(is_soon(case.next_due_on), id=case.id).exists()
    assert not Case.objects.filter(is_soon(case.next_due_on - timedelta(days=30))).exists()


def test_an_ended_case_has_no_badge() -> None:
    story = story_at(None, start=workdays_ago(90))
    case = listed(story.case_id)

    assert due_of(case, on=case.latest_act_on) is None
