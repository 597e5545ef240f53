"""Decision: the text that was reviewed, told and deliberated, by a head who did neither."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases import decision
from mingjian.cases.facts import facts_of
from mingjian.cases.models import DecisionService
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.law.circumstances import Circumstances
from mingjian.law.procedure import Move, Outcome, State
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import (
    YUAN,
    last_entry,
    refused,
    state_of,
    story_at,
    story_before_decision,
)

pytestmark = pytest.mark.django_db


def decide_as(story: Telling, person_id: object, name: str) -> None:
    """Decide today as that person, in the role of the head."""
    by = Actor(person_id, name, Role.AGENCY_HEAD, story.cast.agency_id, "审批案件")
    decision.decide(case_id=story.case_id, on=story.day, reasons="同意。", by=by, at=story.at)


def test_a_decision_names_everything_it_rests_on() -> None:
    story = story_before_decision()

    acts.decide(story)

    case = story.case
    made = case.decision
    assert state_of(case.id) is State.DECIDED
    assert made.proposal_hash == case.proposals.get().hash
    assert made.fine_yuan == YUAN("12000")
    assert (made.needs_review, made.review, made.deliberation) == (False, None, None)
    assert made.notice == case.notices.get()
    assert made.decided_by_person_id == story.cast.head.person_id


def test_a_grave_decision_names_review_notice_and_deliberation() -> None:
    case = story_at(Move.DECIDE, grave=True).case

    made = case.decision

    assert made.needs_review
    assert made.review.outcome == made.review_outcome == "agreed"
    assert made.kinds_text == "吊销许可证件、罚款"
    assert made.deliberation == case.deliberations.get()


def test_the_record_says_number_text_and_packs() -> None:
    story = story_before_decision()

    acts.decide(story)

    case, payload = story.case, last_entry(story.case_id).payload
    assert payload["number"] == case.decision.number
    assert payload["document"] == case.decision.document.content_hash
    assert (payload["packs"], payload["state"]) == (case.pack_id, "decided")


def test_a_penalty_and_an_exemption_are_numbered_in_different_books() -> None:
    penalty = story_at(Move.DECIDE).case.decision
    exempted = story_at(
        Move.DECIDE, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, content=None
    ).case.decision

    assert penalty.document.kind == DocumentKind.PENALTY_DECISION.value
    assert exempted.document.kind == DocumentKind.NO_PENALTY_DECISION.value
    assert "罚〔2026〕1号" in penalty.number
    assert "不罚〔2026〕1号" in exempted.number


def test_a_slight_act_is_exempted_on_its_ground_and_the_party_is_educated() -> None:
    story = story_at(
        None,
        outcome=Outcome.NO_PENALTY_MINOR,
        content=None,
        circumstances=Circumstances(
            is_slight=True, corrected_promptly=True, grounds=frozenset({"slight-and-harmless"})
        ),
    )

    case = story.case
    assert case.decision.outcome == Outcome.NO_PENALTY_MINOR.value
    assert (case.decision.notice, case.decision.kinds) == (None, [])
    assert state_of(case.id) is State.CLOSED


def test_the_party_is_told_before_it_is_punished() -> None:
    story = story_at(Move.REPORT)

    with refused("尚未向当事人告知现行拟处理意见", "第六十二条"):
        acts.decide(story)


def test_the_decision_waits_for_the_day_after_the_defence_period() -> None:
    story = story_at(Move.SERVE_NOTICE)
    story.day = story.case.notice_services.get().defence_due_on

    with refused("期满前不能作出决定"):
        acts.decide(story)
    story.day += timedelta(days=1)
    acts.decide(story)

    assert state_of(story.case_id) is State.DECIDED


def test_a_revised_text_is_not_decided_on_the_notice_of_the_old_one() -> None:
    story = story_before_decision()
    acts.revise(story, reasons="补充理由。")

    with refused("尚未向当事人告知现行拟处理意见"):
        acts.decide(story)


@pytest.mark.parametrize("who", ["lead", "assisting"])
def test_who_investigated_does_not_decide(who: str) -> None:
    story = story_before_decision()
    person = getattr(story.cast, who)

    with refused("是本案调查人员，不能对调查结果作出决定"):
        decide_as(story, person.person_id, person.name)


def test_who_reviewed_does_not_decide() -> None:
    story = story_at(Move.DELIBERATE, grave=True)

    with refused("审核过本案，不能再作出决定"):
        decide_as(story, story.cast.reviewer.person_id, story.cast.reviewer.name)


def test_unverified_evidence_stops_the_decision() -> None:
    story = story_before_decision()
    acts.add_evidence(story, verified=False)

    with refused("1件证据尚未查证属实"):
        acts.decide(story)


def test_a_decision_after_ninety_days_is_made_with_a_warning_in_the_record() -> None:
    story = story_before_decision()
    story.wait(90)

    acts.decide(story)

    (warning,) = last_entry(story.case_id).payload["warnings"]
    assert "办案期限已于" in warning


def test_a_case_is_decided_once() -> None:
    story = story_at(Move.DECIDE)

    with refused("作出决定"):
        acts.decide(story)


def test_service_of_the_decision_starts_what_follows() -> None:
    story = story_at(Move.DECIDE)

    acts.serve_decision(story)

    served = DecisionService.objects.get(case=story.case_id)
    assert state_of(story.case_id) is State.SERVED
    assert served.served_on == story.day
    assert served.service.document == story.case.decision.document
    assert facts_of(story.case).decision.served_on == story.day


def test_late_service_is_recorded_with_a_warning() -> None:
    story = story_at(Move.DECIDE)
    story.wait(8)

    acts.serve_decision(story)

    assert "决定书应当在" in last_entry(story.case_id).payload["warnings"][0]


def test_a_decision_served_by_announcement_takes_effect_later() -> None:
    story = story_at(Move.DECIDE)
    acts.try_in_vain(story)

    acts.serve_decision(
        story, method=ServiceMethod.BY_ANNOUNCEMENT, proof="公告第2号", efforts="邮寄退回。"
    )

    served = DecisionService.objects.get(case=story.case_id)
    assert served.served_on == story.day + timedelta(days=30)


def test_a_service_without_proof_leaves_the_case_decided() -> None:
    story = story_at(Move.DECIDE)
    story.seal()

    with refused("没有写明送达凭证"):
        acts.serve_decision(story, proof="")
