"""One act, one fine, across cases and agencies: refused in words, and by the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from mingjian.cases.models import Decision, DistinctAct
from mingjian.cases.same_act import earlier_fines, state_distinct_act
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from tests.cases import acts, acts_execution
from tests.cases.same_acts import REASONS, fined_and_again, state
from tests.cases.story import (
    START,
    Telling,
    last_entry,
    make_cast,
    refused,
    state_of,
    story_at,
    story_before_decision,
)

pytestmark = pytest.mark.django_db


def forge(story: Telling, other: Telling) -> None:
    """The other decision's row, written for this case by hand: only this rule is asked."""
    columns = [field.column for field in Decision._meta.concrete_fields]
    proposal = story.case.proposals.get()
    changed = {"id": "gen_random_uuid()", "case_id": "%(case)s", "proposal_hash": "%(hash)s"}
    listed = ", ".join(columns)
    values = ", ".join(changed.get(one, one) for one in columns)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            f"INSERT INTO cases_decision ({listed}) SELECT {values} FROM cases_decision "
            "WHERE case_id = %(other)s",
            {"case": story.case_id, "hash": proposal.hash, "other": other.case_id},
        )


def test_another_agency_does_not_fine_the_same_act_again():
    first, again = fined_and_again()

    with refused("不得再次罚款", first.case.decision.number, "第二十九条", "写明区别"):
        acts.decide(again)


def test_what_the_officer_explained_is_another_act_and_may_be_fined():
    first, again = fined_and_again()

    state(again, first)

    told = last_entry(again.case_id)
    assert (told.kind, told.payload["other"]) == ("distinct_act.stated", first.case.decision.number)
    acts.decide(again)
    assert state_of(again.case_id) is State.DECIDED


def test_the_database_refuses_the_second_fine_whoever_writes_it():
    first, again = fined_and_again()

    with pytest.raises(IntegrityError, match="one act is not fined twice"):
        forge(again, first)

    state(again, first)
    with pytest.raises(IntegrityError) as other_guard:
        forge(again, first)
    assert "fined twice" not in str(other_guard.value)


def test_an_act_of_another_day_is_another_act():
    first = story_at(None, cast=make_cast(), serial=9005)
    later = story_before_decision(cast=make_cast(), serial=9005, start=START + timedelta(days=14))

    assert earlier_fines(later.case) == ()
    acts.decide(later)
    assert state_of(later.case_id) is State.DECIDED
    assert first.case.party_id == later.case.party_id


def test_a_revoked_fine_is_no_fine():
    first, again = fined_and_again()
    assert [one.case_id for one in earlier_fines(again.case)] == [first.case_id]

    acts_execution.correct(first)

    assert earlier_fines(again.case) == ()
    acts.decide(again)


@pytest.mark.parametrize(
    ("said", "words"),
    [("不是", "没有写明为什么不是"), ("是是是是是是是是", "没有写明为什么不是")],
)
def test_an_answer_without_a_difference_is_refused(said, words):
    first, again = fined_and_again()

    with refused(words):
        state(again, first, reasons=said)


def test_nothing_is_answered_that_was_not_asked_and_nothing_twice():
    first, again = fined_and_again()
    unrelated = story_at(Move.DECIDE, cast=make_cast())
    state(again, first)

    for other in (first, unrelated):
        with refused("已经说明"):
            state(again, other)
    assert DistinctAct.objects.filter(case_id=again.case_id).count() == 1


def test_only_an_officer_of_the_agency_answers():
    first, again = fined_and_again()

    for by in (again.cast.actor(Role.AGENCY_HEAD), first.cast.actor(Role.CASE_OFFICER)):
        with refused():
            state_distinct_act(
                case_id=again.case_id,
                other_case_id=first.case_id,
                on=again.day,
                reasons=REASONS,
                by=by,
                at=again.at,
            )
