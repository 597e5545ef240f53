"""A proposal is frozen under a hash over its exact text and its revision."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mingjian.cases.models import Case, Proposal
from mingjian.cases.proposals import frozen_proposal, proposal_hash
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import YUAN, story_at

pytestmark = pytest.mark.django_db


def freeze(story: Telling, **changes: object) -> Proposal:
    """The next revision, not saved."""
    return frozen_proposal(
        case=Case.objects.get(id=story.case_id),
        draft=acts.draft_of(story, **changes),
        on=story.day,
        by=story.cast.actor(Role.CASE_OFFICER),
    )


def test_basis_tier_and_ranges_are_worked_out_from_the_law() -> None:
    proposal = freeze(story_at(Move.ADD_EVIDENCE))

    assert {cite["use"] for cite in proposal.basis} == {"forbids", "penalises"}
    assert proposal.lawful_minimum <= proposal.fine_yuan <= proposal.lawful_maximum
    assert proposal.trace


@pytest.mark.parametrize(
    "change",
    [
        {"facts": "另一事实。"},
        {"evidence_summary": "另一证据。"},
        {"reasons": "另一理由。"},
        {"deviation_reasons": "另一说明。"},
        {"content": PenaltyContent((PenaltyKind.FINE,), YUAN("13000"))},
        {"content": PenaltyContent((PenaltyKind.FINE,), YUAN("12000"), other="责令改正。")},
    ],
)
def test_any_change_of_the_text_changes_its_hash(change: dict[str, object]) -> None:
    story = story_at(Move.ADD_EVIDENCE)

    assert freeze(story).hash != freeze(story, **change).hash


def test_the_same_text_has_the_same_hash_and_another_revision_another() -> None:
    story = story_at(Move.ADD_EVIDENCE)
    proposal = freeze(story)

    assert proposal.hash == freeze(story).hash
    proposal.revision = 2
    assert proposal_hash(proposal) != proposal.hash


def test_the_same_text_in_another_case_has_another_hash() -> None:
    story = story_at(Move.ADD_EVIDENCE)
    other = replace(story, case_id=story_at(Move.REPORT).case_id)

    assert freeze(story).hash != freeze(other).hash


def test_the_stored_text_still_has_its_hash() -> None:
    stored = story_at(Move.REPORT).case.proposals.get()

    assert stored.hash == proposal_hash(stored)


@pytest.mark.parametrize("amount", ["12000", "12000.0", "12000.00"])
def test_an_amount_has_one_form(amount: str) -> None:
    story = story_at(Move.ADD_EVIDENCE)
    content = PenaltyContent((PenaltyKind.FINE,), Decimal(amount))

    assert freeze(story, content=content).hash == freeze(story).hash
