"""Facts: what the law judges is read from the rows, in a bounded number of queries."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from mingjian.cases.facts import facts_at_registration, facts_for_periods, facts_of, officer_facts
from mingjian.cases.models import Case
from mingjian.law.procedure import Move, Outcome, PartyKind, ReviewOutcome, State
from mingjian.registry.models import Officer
from tests.cases import acts
from tests.cases.story import YUAN, hire, story_at

pytestmark = pytest.mark.django_db
QUERIES = 22


def locked(case_id: object) -> Case:
    """The case as an action reads it."""
    return Case.objects.locked(case_id)


def test_the_facts_of_a_fresh_lead() -> None:
    story = story_at(Move.REGISTER_LEAD)

    facts = facts_of(story.case)

    assert (facts.state, facts.registered_on) == (State.REGISTERED, story.day)
    assert facts.party.kind is PartyKind.ORGANISATION
    assert (facts.officers, facts.evidence, facts.proposal) == ((), (), None)


@pytest.mark.parametrize("grave", [False, True])
def test_what_is_told_at_registration_is_what_the_tables_tell_afterwards(grave: bool) -> None:
    case = story_at(Move.REGISTER_LEAD, grave=grave).case

    assert facts_at_registration(case) == facts_for_periods(case)


def test_the_facts_of_a_whole_case() -> None:
    story = story_at(None, grave=True, asks_hearing=True)

    facts = facts_of(story.case)

    assert facts.state is State.CLOSED
    assert [officer.name for officer in facts.officers] == [
        story.cast.lead.name,
        story.cast.assisting.name,
    ]
    assert len(facts.evidence) == 3
    assert facts.has_interview_record
    assert facts.has_scene_record
    assert [review.outcome for review in facts.reviews] == [ReviewOutcome.AGREED] * 2
    assert facts.hearings[0].held_on is not None
    assert facts.decision.outcome is Outcome.PENALTY
    assert facts.payment.total_paid_yuan == YUAN("120000")
    assert facts.closed_on == story.day


def test_opening_remembers_who_asked_and_who_approved() -> None:
    story = story_at(Move.APPROVE_OPENING)

    facts = facts_of(story.case)

    assert facts.opening_requested_by == story.cast.lead.person_id
    assert facts.opening_approved_by == story.cast.head.person_id


def test_an_officer_without_a_credential_has_none_on_any_day() -> None:
    story = story_at(Move.APPROVE_OPENING)
    clerk = hire(story.cast.agency_id, "钱八", enforces=False)

    facts = officer_facts(Officer.objects.get(id=clerk.officer_id))

    assert not facts.valid_on(story.day)


def test_facts_take_the_same_few_queries_however_long_the_case(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    story = story_at(None, grave=True, asks_hearing=True, review_returns=True)
    case = locked(story.case_id)
    facts_of(case)  # the law book is read once per process

    with django_assert_max_num_queries(QUERIES):
        facts_of(case)


def test_more_evidence_means_no_more_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    story = story_at(Move.ADD_EVIDENCE)
    for serial in range(5):
        acts.add_evidence(story, title=f"书证{serial}")
    case = locked(story.case_id)

    with django_assert_max_num_queries(QUERIES):
        assert len(facts_of(case).evidence) == 6
