"""The matrix of a case: what was linked counts, what was taken back does not, gaps are told."""

from __future__ import annotations

import pytest

from mingjian.cases.evidence_papers import catalogue_table, evidence_catalogue, proof_table
from mingjian.cases.models import Case
from mingjian.cases.proof import Matrix, matrix_of
from mingjian.law.procedure import Move
from mingjian.law.proof import PointKind
from mingjian.ops.demo.story import Telling
from tests.cases.proofs import examine, link
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Telling:
    return story_at(Move.ADD_EVIDENCE)


def matrix(story: Telling) -> Matrix:
    return matrix_of(Case.objects.get(id=story.case_id), on=story.day)


def test_before_anything_is_linked_party_and_act_are_missing(story) -> None:
    found = matrix(story)

    assert [one.is_mandatory for one in found.gaps[:2]] == [True, True]
    assert {one.point.kind for one in found.counts[0].facts} >= {PointKind.PARTY, PointKind.ACT}


def test_what_is_linked_closes_its_gap_until_it_is_taken_back(story) -> None:
    link(story, "act")
    linked = matrix(story)
    link(story, "act", is_linked=False)
    link(story, "party")

    assert [one.about for one in linked.mandatory] == ["主体“当事人的身份和责任能力”"]
    assert [one.about.partition("“")[0] for one in matrix(story).mandatory] == ["行为"]


def test_the_source_is_known_from_the_registration_and_replaced_by_the_examination(story) -> None:
    before = matrix(story).items[0]
    examine(story, source="工商登记档案")
    after = matrix(story).items[0]

    assert before.exam is None
    assert before.source.startswith("执法人员")
    assert len(after.faults) < len(before.faults)
    assert after.source == "工商登记档案"


def test_a_proposal_s_grounds_become_facts_to_be_proved() -> None:
    story = story_at(Move.REPORT)
    proposal = story.case.proposals.latest("revision")

    facts = matrix(story).counts[0].facts

    factors = [one for one in facts if one.point.kind is PointKind.FACTOR]
    assert len(factors) == len(proposal.grounds)


def test_the_papers_say_what_the_page_says(story) -> None:
    link(story, "act")
    found, case = matrix(story), story.case

    catalogue = evidence_catalogue(case, found, on=story.day)
    table = proof_table(case, found, on=story.day)

    assert "（对应：行为）" in catalogue_table(found)[0][3]
    assert catalogue["table"] == catalogue_table(found)
    assert table["table"][1][4] == "证1"
    assert "没有对应的证据" in table["rows"][0][1]
