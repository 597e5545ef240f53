"""The review itself cannot be forged into the case: neutral person, submitted text, an opinion."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.law.procedure import Move
from mingjian.ops.demo.story import Telling
from tests.cases.guards.forging import Session, forge_entry, forge_paper, refusal_of, review_of
from tests.cases.story import story_at

COMPLEX: dict[str, Any] = {"declared_triggers": ("complex",)}


def submitted() -> Telling:
    """A text that lies with the reviewer."""
    return story_at(Move.SUBMIT_REVIEW, **COMPLEX)


def refusal_of_review(session: Session, story: Telling, **changes: Any) -> str | None:
    """Forge paper, entry and an opinion with these changes."""
    forge_entry(session, story.case_id)
    paper = forge_paper(session, story.case)
    return refusal_of(
        session, "cases_review", {**review_of(story), "document_id": paper, **changes}
    )


def test_the_same_rows_without_a_lie_pass(intruder: Session) -> None:
    assert refusal_of_review(intruder, submitted()) is None


@pytest.mark.parametrize("who", ["lead", "assisting"])
def test_an_officer_of_the_case_is_no_reviewer(intruder: Session, who: str) -> None:
    story = submitted()
    person = getattr(story.cast, who).person_id

    refused_by = refusal_of_review(intruder, story, reviewer_person_id=person)

    assert refused_by == "review_by_neutral_person"


def test_a_text_that_was_not_submitted_is_not_reviewed(intruder: Session) -> None:
    refused_by = refusal_of_review(intruder, submitted(), proposal_hash="0" * 64)

    assert refused_by == "review_of_its_submission"


def test_a_submission_of_another_case_is_not_borrowed(intruder: Session) -> None:
    other = story_at(Move.SUBMIT_REVIEW, grave=True)
    sent = other.case.review_submissions.get()

    refused_by = refusal_of_review(intruder, submitted(), submission_id=sent.id)

    assert refused_by == "review_of_its_submission"


def test_another_submitter_is_not_invented(intruder: Session) -> None:
    story = submitted()
    somebody = story.cast.host.person_id

    refused_by = refusal_of_review(intruder, story, submitted_by_person_id=somebody)

    assert refused_by == "review_of_its_submission"


@pytest.mark.parametrize(
    ("changes", "guard"),
    [
        ({"opinion": ""}, "review_opinion_is_written"),
        ({"submission_id": None}, "submission_id"),
        ({"reviewer_person_id": None}, "reviewer_person_id"),
        ({"outcome": None}, "outcome"),
    ],
)
def test_an_opinion_without_words_text_or_person_is_none(
    intruder: Session, changes: dict[str, object], guard: str
) -> None:
    assert refusal_of_review(intruder, submitted(), **changes) == guard


def test_a_submission_is_answered_once(intruder: Session) -> None:
    story = story_at(Move.AGREE, **COMPLEX)

    assert refusal_of_review(intruder, story) == "cases_review_submission_id_key"


def test_an_opinion_without_an_entry_is_refused(intruder: Session) -> None:
    story = submitted()

    assert refusal_of(intruder, "cases_review", review_of(story)) == "review_journalled"
