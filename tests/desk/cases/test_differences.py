"""What changed between two submissions for review."""

from __future__ import annotations

import pytest

from mingjian.desk.cases.differences import differences_since_last_submission
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.cases.test_prechecks import file_of
from tests.desk.make import at_desk, do_url, text_of, workdays_ago

pytestmark = pytest.mark.django_db


def test_a_first_submission_has_nothing_to_compare_with() -> None:
    story = story_at(Move.SUBMIT_REVIEW, start=workdays_ago(60), grave=True)

    assert differences_since_last_submission(file_of(story)) is None


def test_the_same_text_after_a_return_has_no_rows() -> None:
    story = story_at(Move.AGREE, start=workdays_ago(60), grave=True, review_returns=True)

    found = differences_since_last_submission(file_of(story))

    assert found is not None
    assert found.rows == []


def test_a_revised_text_shows_what_was_and_what_is() -> None:
    story = story_at(Move.AGREE, start=workdays_ago(60), grave=True, review_objects=True)

    found = differences_since_last_submission(file_of(story))

    assert found is not None
    assert [row.label for row in found.rows] == ["处理理由", "新增文书"]
    assert found.rows[0].before != found.rows[0].now


def test_the_review_page_shows_the_differences_of_a_second_submission() -> None:
    story = story_at(Move.REVISE_PROPOSAL, start=workdays_ago(60), grave=True, review_objects=True)
    officer = at_desk(story.cast, Role.CASE_OFFICER)
    answer = {"adopted_1": "1", "answer_1": "已经按照意见修改。"}
    sent = {"seen": 11, "on": story.day.isoformat(), "note": "已修改", **answer}
    officer.post(do_url(story.case_id, Move.SUBMIT_REVIEW), sent)

    page = text_of(at_desk(story.cast, Role.LEGAL_REVIEWER).get(do_url(story.case_id, Move.AGREE)))

    assert "再次送审" in page
    assert "与上次送审的差异" in page
