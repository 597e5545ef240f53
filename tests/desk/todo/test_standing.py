"""The listed next step is the law's own: the two are compared after every act of a case."""

from __future__ import annotations

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.desk.todo.standing import next_moves
from mingjian.desk.todo.waiting import with_standing
from mingjian.law.procedure import Move, next_step
from mingjian.ops.demo.places import PLACES
from tests.cases.story import make_cast, story_at
from tests.desk.make import today, workdays_ago

pytestmark = pytest.mark.django_db

LIGHT = [
    *(Move.REGISTER_LEAD, Move.VERIFY_LEAD, Move.REQUEST_OPENING, Move.APPROVE_OPENING),
    *(Move.ADD_EVIDENCE, Move.REPORT, Move.ISSUE_NOTICE, Move.SERVE_NOTICE),
    *(Move.DECIDE, Move.SERVE_DECISION, Move.RECORD_PAYMENT, None),
]
GRAVE = [
    *(Move.REPORT, Move.SUBMIT_REVIEW, Move.AGREE, Move.SERVE_NOTICE, Move.REQUEST_HEARING),
    *(Move.NOTIFY_HEARING, Move.HOLD_HEARING, Move.DELIBERATE, Move.DECIDE, Move.RECORD_PAYMENT),
]


def listed_and_lawful(case_id: object) -> tuple[Move | None, Move | None]:
    """The next step as the list shows it, and as the law says it."""
    listed = list(
        with_standing(Case.objects.filter(id=case_id), on=today()).select_related("party")
    )
    case = Case.objects.select_related("party").get(id=case_id)
    return next_moves(listed)[case.id], next_step(facts_of(case))


@pytest.mark.parametrize("move", LIGHT)
def test_a_light_case_is_listed_with_the_step_of_the_law(move: Move | None) -> None:
    story = story_at(move, start=workdays_ago(90))

    listed, lawful = listed_and_lawful(story.case_id)

    assert listed is lawful


@pytest.mark.parametrize("move", GRAVE)
def test_a_heard_case_is_listed_with_the_step_of_the_law(move: Move) -> None:
    story = story_at(move, start=workdays_ago(120), grave=True, asks_hearing=True)

    listed, lawful = listed_and_lawful(story.case_id)

    assert listed is lawful


@pytest.mark.parametrize("twist", ["defends", "waives"])
def test_what_the_party_says_is_listed_as_the_law_answers_it(twist: str) -> None:
    last = {"defends": Move.RECORD_DEFENCE, "waives": Move.WAIVE_DEFENCE}[twist]
    story = story_at(last, start=workdays_ago(90), **{twist: True})

    listed, lawful = listed_and_lawful(story.case_id)

    assert listed is lawful


@pytest.mark.parametrize(
    ("twist", "last"),
    [
        ("review_returns", Move.RETURN_FOR_SUPPLEMENT),
        ("review_objects", Move.FIND_PROBLEMS),
        ("review_objects", Move.REVISE_PROPOSAL),
    ],
)
def test_a_review_that_did_not_agree_is_listed_as_the_law_goes_on(twist: str, last: Move) -> None:
    story = story_at(last, start=workdays_ago(90), grave=True, **{twist: True})

    listed, lawful = listed_and_lawful(story.case_id)

    assert listed is lawful


def test_where_every_penalty_is_reviewed_the_list_knows_it() -> None:
    place = PLACES[-1]
    story = story_at(Move.REPORT, cast=make_cast(place), start=workdays_ago(90), place=place)

    listed, lawful = listed_and_lawful(story.case_id)

    assert listed is lawful is Move.SUBMIT_REVIEW
