"""The listed next step is the law's own: the two are compared after every act of a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mingjian.access.scopes import Scope
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.desk.todo.standing import next_moves
from mingjian.desk.todo.waiting import waiting_for, with_standing, with_text
from mingjian.law.procedure import Move, RemedyOutcome, next_step
from mingjian.law.roles import Role
from mingjian.ops.demo.places import PLACES
from mingjian.ops.demo.story import Telling
from tests.cases import acts_execution as acts
from tests.cases.story import YUAN, make_cast, story_at
from tests.desk.make import person_for, today, workdays_ago

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
    one = with_standing(Case.objects.filter(id=case_id), on=today())
    listed = list(with_text(one.select_related("party")))
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


def _asked() -> Telling:
    story = story_at(Move.SERVE_DECISION, start=workdays_ago(90))
    acts.request_deferral(story)
    return story


def _then(*steps: Callable[[Telling], object]) -> Callable[[], Telling]:
    def tell() -> Telling:
        story = acts.overdue(start=workdays_ago(90))
        for step in steps:
            step(story)
        return story

    return tell


EXECUTION: dict[str, tuple[Callable[[], Telling], Role]] = {
    "分期待答复": (_asked, Role.AGENCY_HEAD),
    "逾期": (_then(), Role.CASE_OFFICER),
    "催告书待送达": (_then(acts.issue_demand), Role.CASE_OFFICER),
    "中止执行": (_then(acts.suspend), Role.AGENCY_HEAD),
    "终结执行": (_then(acts.terminate), Role.AGENCY_HEAD),
    "只欠加处罚款": (_then(lambda story: acts.pay(story, "12000")), Role.CASE_OFFICER),
    "纠正后已缴清": (
        _then(
            lambda story: acts.pay(story, "7000"),
            lambda story: acts.correct(story, RemedyOutcome.CHANGED, fine_yuan=YUAN(5_000)),
        ),
        Role.CASE_OFFICER,
    ),
    "撤销": (_then(acts.correct), Role.AGENCY_HEAD),
    "撤销并重作": (
        _then(lambda story: acts.correct(story, orders_redo=True)),
        Role.AGENCY_HEAD,
    ),
}


@pytest.mark.parametrize("name", EXECUTION)
def test_an_executed_case_is_listed_for_the_right_person_with_the_step_of_the_law(
    name: str,
) -> None:
    tell, role = EXECUTION[name]
    story = tell()

    listed, lawful = listed_and_lawful(story.case_id)

    assert listed is lawful
    person = person_for(role, story.cast)
    scope = Scope(person.person_id, story.cast.agency_id, "", frozenset({role}))
    assert waiting_for(scope=scope, role=role, on=today()).filter(id=story.case_id).exists()
