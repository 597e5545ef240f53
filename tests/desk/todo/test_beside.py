"""Proceedings in the to-do: whose turn it is, and what is to be done."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mingjian.cases.models import ProceedingItem
from mingjian.law.procedure import Move
from mingjian.law.proceedings import TABLE
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.proceedings.expected import EXPECTED
from mingjian.law.roles import Role
from tests.cases.proceedings.steps import take
from tests.cases.story import story_at
from tests.desk.counting import queries_for
from tests.desk.make import at_desk, text_of, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING, start=workdays_ago(4))


def board(story, role):
    return text_of(at_desk(story.cast, role).get(reverse("desk:todo")))


def test_what_is_expected_may_follow():
    assert all(last in TABLE[move].after for last, move in EXPECTED.items())


def test_the_request_goes_to_the_head_and_comes_back(story):
    assert story.case.number not in board(story, HEAD)

    take(story, Step.REQUEST_PRESERVATION)
    assert "批准先行登记保存" in board(story, HEAD)

    take(story, Step.APPROVE_PRESERVATION)
    assert story.case.number not in board(story, HEAD)
    assert "先行登记保存证据" in board(story, OFFICER)

    take(story, Step.PRESERVE)
    assert "处理先行登记保存的证据" in board(story, HEAD)
    assert story.case.next_due_title == "先行登记保存后作出处理决定的期限"

    first = ProceedingItem.objects.order_by("serial").first()
    take(story, Step.DISPOSE_PRESERVED, items=[first.id])
    assert story.case.number in board(story, HEAD)
    take(story, Step.DISPOSE_PRESERVED)
    assert story.case.number not in board(story, HEAD)


def test_proceedings_cost_the_board_no_query(story):
    todo = reverse("desk:todo")
    before = queries_for(at_desk(story.cast, OFFICER), todo)
    take(story, Step.REQUEST_PRESERVATION)

    assert queries_for(at_desk(story.cast, OFFICER), todo) == before
