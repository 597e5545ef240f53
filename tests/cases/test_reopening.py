"""重新办理: by order, with reasons; a revoked decision is made again in a case of its own."""

from __future__ import annotations

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case, Reopening
from mingjian.law.procedure import ClosingReason, Move, RemedyOutcome, State
from tests.cases import acts
from tests.cases import acts_execution as execution
from tests.cases.story import entries_of, last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def redone():
    """The old story, and the case that makes its decision again."""
    story = execution.revoked(orders_redo=True)
    execution.reopen(story, reasons="按照复议决定重新调查。")
    return story, Case.objects.get(redoes_case_id=story.case_id)


def test_a_redo_opens_a_case_at_the_investigation_with_all_that_was_found():
    story, new = redone()

    assert (new.state, new.opened_on) == (State.INVESTIGATING, story.day)
    assert new.number != story.case.number
    assert new.party_id == story.case.party_id
    assert new.evidence.filter(verified=True).count() == story.case.evidence.count()
    assert Reopening.objects.get(case=story.case_id).new_case_id == new.id
    assert [entry.kind for entry in entries_of(new.id)] == ["case.reopen"]


def test_the_new_case_has_its_own_clock_and_goes_on_to_a_decision():
    story, new = redone()
    story.case_id = new.id

    acts.report(story)

    assert state_of(new.id) is State.REPORTED
    assert (new.next_due_on - new.opened_on).days == 90


def test_the_new_case_knows_what_it_must_not_repeat():
    story, new = redone()
    proposal = story.case.proposals.get()

    old = facts_of(new).redoes

    assert old.content.fine_yuan == proposal.fine_yuan
    assert proposal.facts in old.grounding


def test_a_revoked_decision_is_redone_once_and_before_its_case_is_closed():
    story = execution.revoked(orders_redo=True)
    with refused("尚未重新办理，不能结案"):
        execution.close(story, ClosingReason.DECISION_REVOKED)
    execution.reopen(story)
    with refused("已经另立案件重新办理"):
        execution.reopen(story)

    execution.close(story, ClosingReason.DECISION_REVOKED)

    assert state_of(story.case_id) is State.CLOSED


def test_a_terminated_case_goes_on_where_property_is_found():
    story = execution.overdue()
    execution.terminate(story)
    execution.close(story, ClosingReason.EXECUTION_TERMINATED)

    execution.reopen(story)

    facts = facts_of(story.case)
    assert (facts.state, facts.closed_on, facts.terminated_on) == (State.SERVED, None, None)
    execution.pay(story)
    execution.close(story, ClosingReason.PERFORMED)
    assert story.case.closings.count() == 2


def test_reopening_needs_reasons_and_something_to_do():
    story = story_at(None)
    with refused("没有尚未履行的内容"):
        execution.reopen(story)
    other = execution.revoked()
    with refused("没有写明理由"):
        execution.reopen(other, reasons=" ")


def test_the_record_names_both_cases():
    story, new = redone()

    told = last_entry(story.case_id).payload

    assert (told["new_case"], told["number"]) == (str(new.id), new.number)
    assert last_entry(new.id).payload["redoes"] == story.case.number


def test_a_result_short_of_revocation_orders_nothing_again():
    story = story_at(Move.SERVE_DECISION)
    execution.accept_remedy(story)

    with refused("决定没有被撤销"):
        execution.end_remedy(story, RemedyOutcome.UPHELD, orders_redo=True)
