"""Evidence by two officers; the report freezes a proposal; a revision is a new text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mingjian.cases import investigation
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Evidence, Proposal
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.journal.ids import new_id
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import EvidenceKind, Move, Outcome, State
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import YUAN, hire, last_entry, make_cast, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def check(story: Telling, item: Evidence, *, accepted: bool) -> None:
    """Verify or exclude one piece of evidence today."""
    story.act(
        Move.VERIFY_EVIDENCE,
        investigation.verify_evidence,
        Role.CASE_OFFICER,
        evidence_id=item.id,
        on=story.day,
        accepted=accepted,
        reasons="与原件核对。",
    )


def test_evidence_names_both_collectors_and_what_it_proves() -> None:
    story = story_at(Move.APPROVE_OPENING)

    acts.add_evidence(story)

    item = Evidence.objects.get(case=story.case_id)
    assert {item.collected_by_id, item.collected_with_id} == {
        story.cast.lead.officer_id,
        story.cast.assisting.officer_id,
    }
    assert state_of(story.case_id) is State.INVESTIGATING
    assert last_entry(story.case_id).payload["evidence"] == str(item.id)


def test_evidence_that_was_handed_in_has_no_collectors() -> None:
    story = story_at(Move.APPROVE_OPENING)

    acts.add_evidence(story, collector_ids=())

    assert Evidence.objects.get(case=story.case_id).collected_by is None


def test_one_collector_is_not_enough() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("应当登记两人", "第四十二条"):
        acts.add_evidence(story, collector_ids=(story.cast.lead.officer_id,))


def test_a_collector_nobody_knows_is_not_left_out_silently() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("应当登记两人"):
        acts.add_evidence(story, collector_ids=(story.cast.lead.officer_id, new_id()))


def test_a_collector_without_a_credential_that_day_does_not_count() -> None:
    story = story_at(Move.APPROVE_OPENING)
    clerk = hire(story.cast.agency_id, "钱八", enforces=False)

    with refused("少于2人"):
        acts.add_evidence(story, collector_ids=(story.cast.lead.officer_id, clerk.officer_id))


def test_evidence_from_before_the_last_act_is_refused_with_both_days() -> None:
    story = story_at(Move.APPROVE_OPENING)
    before = story.day - timedelta(days=1)

    with refused("早于本案上一办案行为的日期"):
        acts.add_evidence(story, collected_on=before)


def test_evidence_is_excluded_with_reasons_and_no_longer_counts() -> None:
    story = story_at(Move.ADD_EVIDENCE)
    item = Evidence.objects.get(case=story.case_id)

    check(story, item, accepted=False)

    (known,) = facts_of(story.case).evidence
    assert (known.verified, known.excluded) == (True, True)
    with refused("尚未登记可以采用的证据"):
        acts.report(story)


def test_evidence_entered_unverified_is_verified_later() -> None:
    story = story_at(Move.APPROVE_OPENING)
    acts.add_evidence(story, verified=False)

    check(story, Evidence.objects.get(case=story.case_id), accepted=True)

    assert [item.verified for item in facts_of(story.case).evidence] == [True]


def test_a_verdict_on_evidence_is_given_once() -> None:
    story = story_at(Move.ADD_EVIDENCE)
    item = Evidence.objects.get(case=story.case_id)
    check(story, item, accepted=False)

    with refused("已经排除"):
        check(story, item, accepted=True)


def test_evidence_of_another_case_is_out_of_reach() -> None:
    story, other = story_at(Move.ADD_EVIDENCE), story_at(Move.ADD_EVIDENCE, cast=make_cast())
    foreign = Evidence.objects.get(case=other.case_id)

    with pytest.raises(Evidence.DoesNotExist):
        check(story, foreign, accepted=False)

    assert not hasattr(Evidence.objects.get(id=foreign.id), "verdict")


def test_the_report_freezes_the_first_text_and_makes_the_paper() -> None:
    story = story_at(Move.ADD_EVIDENCE)

    acts.report(story)

    proposal = Proposal.objects.get(case=story.case_id)
    assert state_of(story.case_id) is State.REPORTED
    assert (proposal.revision, proposal.kinds) == (1, ["罚款"])
    assert proposal.fine_yuan == story.plot.content.fine_yuan
    assert last_entry(story.case_id).payload["proposal"] == proposal.hash
    assert Document.objects.filter(
        subject_id=story.case_id, kind=DocumentKind.INVESTIGATION_REPORT.value
    ).exists()


def test_a_report_needs_a_record_of_scene_or_interview() -> None:
    story = story_at(Move.APPROVE_OPENING)
    acts.add_evidence(story)

    with refused("没有询问笔录，也没有现场检查"):
        acts.report(story)


def test_a_report_is_made_by_the_officers_of_the_case() -> None:
    story = story_at(Move.ADD_EVIDENCE)
    other = hire(story.cast.agency_id, "钱八")
    stranger = Telling(
        replace(story.cast, lead=other), story.plot, story.day, case_id=story.case_id
    )

    with refused("不是本案承办人"):
        acts.report(stranger)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PenaltyContent((PenaltyKind.FINE,), YUAN("600000")), "处罚"),
        (PenaltyContent((PenaltyKind.DETENTION,)), "行政拘留"),
        (None, "处罚内容"),
    ],
)
def test_a_content_beyond_the_law_is_refused(content: PenaltyContent | None, words: str) -> None:
    story = story_at(Move.ADD_EVIDENCE)

    with refused(words):
        acts.report(story, content=content)


def test_a_revision_is_a_new_text_under_a_new_hash() -> None:
    story = story_at(Move.REPORT)

    acts.revise(story, reasons="补充裁量理由。")

    first, second = Proposal.objects.filter(case=story.case_id).order_by("revision")
    assert (first.revision, second.revision) == (1, 2)
    assert first.hash != second.hash
    assert facts_of(story.case).proposal.hash == second.hash


def test_even_an_unchanged_text_gets_a_new_hash_when_it_is_revised() -> None:
    story = story_at(Move.REPORT)
    draft = acts.draft_of(story)

    acts.revise(story, reasons=draft.reasons)

    assert len({proposal.hash for proposal in Proposal.objects.filter(case=story.case_id)}) == 2


def test_revising_owes_reasons() -> None:
    story = story_at(Move.REPORT)

    with refused("没有写明理由"):
        acts.revise(story, reasons=" ")


def test_a_defence_is_not_punished_with_a_heavier_fine() -> None:
    story = story_at(Move.SERVE_NOTICE)
    acts.record_defence(story)
    heavier = PenaltyContent((PenaltyKind.FINE,), story.plot.content.fine_yuan + 1)

    with refused("重于原告知的处罚", "第四十五条"):
        acts.revise(story, content=heavier)


def test_a_change_in_words_after_a_defence_is_explained() -> None:
    story = story_at(Move.SERVE_NOTICE)
    acts.record_defence(story)
    worded = replace(story.plot.content, other="责令改正。")

    with refused("没有说明为何没有加重"):
        acts.revise(story, content=worded)
    acts.revise(story, content=worded, not_heavier_because="仅重申改正义务。")

    assert last_entry(story.case_id).payload["not_heavier_because"] == "仅重申改正义务。"


def test_evidence_of_every_kind_can_be_registered() -> None:
    story = story_at(Move.APPROVE_OPENING)

    for kind in EvidenceKind:
        acts.add_evidence(story, kind=kind)

    assert Evidence.objects.filter(case=story.case_id).count() == len(EvidenceKind)


def test_a_case_that_is_not_established_has_no_content_and_no_range() -> None:
    story = story_at(Move.ADD_EVIDENCE)

    acts.report(story, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, content=None)

    proposal = Proposal.objects.get(case=story.case_id)
    assert (proposal.kinds, proposal.fine_yuan, proposal.basis) == ([], 0, [])
    assert (proposal.range_minimum, proposal.range_maximum) == (None, None)
