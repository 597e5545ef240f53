"""To and fro in a review: findings answered, disagreement settled, advice, the second level."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mingjian.access.scopes import Scope
from mingjian.cases.facts import facts_of
from mingjian.cases.models import AdviceOpinion, Case, FindingAnswer, ReviewFinding, Settlement
from mingjian.cases.review import ReviewPoint, open_findings
from mingjian.cases.review_proof import review_proof
from mingjian.law.deadlines import case_deadlines
from mingjian.law.lawbook import load_lawbook
from mingjian.law.procedure import (
    Move,
    ReviewPart,
    SettlementResult,
    SettlementWay,
    State,
    has_passed_review,
)
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar
from tests.cases import acts, rounds
from tests.cases.story import last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db
TWO_LINES = ReviewPoint(
    4, False, "没有写明情节。\n没有引用阶次。", ReviewPart.DISCRETION, "第六十三条"
)


def with_two_findings() -> acts.Opinion:
    points = [TWO_LINES if point.number == 4 else point for point in acts.OPINION.points]
    return replace(acts.PROBLEMS, points=tuple(points))


def test_every_line_is_a_finding_with_its_part_and_clause() -> None:
    story = story_at(Move.SUBMIT_REVIEW, grave=True)

    acts.find_problems(story, with_two_findings())

    found = list(ReviewFinding.objects.filter(case=story.case_id).order_by("serial"))
    assert [one.text for one in found] == ["没有写明情节。", "没有引用阶次。"]
    assert {(one.point, one.part, one.clause) for one in found} == {(4, "discretion", "第六十三条")}


def test_one_answer_of_two_is_not_enough() -> None:
    story = story_at(Move.SUBMIT_REVIEW, grave=True)
    acts.find_problems(story, with_two_findings())

    with refused("还有1条没有写明处理情况"):
        acts.submit(story, answers=acts.answers_to(story)[:1])
    acts.submit(story)

    assert open_findings(case_id=story.case_id) == []
    assert FindingAnswer.objects.filter(case=story.case_id).count() == 2


def test_a_return_without_points_still_is_a_finding_to_answer() -> None:
    story = story_at(Move.RETURN_FOR_SUPPLEMENT, grave=True, review_returns=True)

    with refused("还有1条"):
        acts.submit(story, answers=())


def test_the_clock_of_review_stands_still_while_material_is_supplemented() -> None:
    story = story_at(Move.RETURN_FOR_SUPPLEMENT, grave=True, review_returns=True)
    story.day += timedelta(days=10)
    acts.submit(story)

    found = case_deadlines(
        facts=facts_of(story.case),
        lawbook=load_lawbook("binxian"),
        calendar=national_calendar(),
        on=story.day,
    )

    (review,) = [one for one in found if one.limit.act == "review"]
    assert review.due.paused_days == 6  # 工作日
    assert review.met_on is None


def test_a_refused_finding_is_settled_in_the_ways_of_the_place_and_reviewed_again() -> None:
    story = rounds.disputed()
    refusing = acts.answers_to(story, is_adopted=False)

    with refused("分歧尚未处理"):
        acts.submit(story, answers=refusing)
    with refused("现在应当是承办机构与审核机构协商"):
        rounds.settle(story, SettlementWay.COLLECTIVE, SettlementResult.KEEP_TEXT)
    rounds.settle(story, SettlementWay.CONSULTATION, SettlementResult.NO_AGREEMENT)
    with refused("只有0人"):
        rounds.settle(story, SettlementWay.COLLECTIVE, SettlementResult.KEEP_TEXT)
    rounds.settle(story, SettlementWay.COLLECTIVE, SettlementResult.KEEP_TEXT, members=acts.MEMBERS)
    acts.submit(story, answers=refusing)

    assert Settlement.objects.filter(case=story.case_id).count() == 2
    assert state_of(story.case_id) is State.IN_REVIEW
    assert not has_passed_review(facts_of(story.case))


def test_an_adviser_with_a_conflict_is_not_asked_and_one_without_decides_nothing() -> None:
    story = story_at(Move.SUBMIT_REVIEW, grave=True)
    against, adviser = rounds.conflicted(story), rounds.engage(story.cast.agency_id)

    with refused("利益关系"):
        rounds.take_advice(story, against)
    rounds.take_advice(story, adviser)

    assert AdviceOpinion.objects.get(case=story.case_id).adviser_name == "何律师"
    assert state_of(story.case_id) is State.IN_REVIEW


def test_the_database_itself_refuses_an_adviser_with_a_conflict() -> None:
    story = story_at(Move.SUBMIT_REVIEW, grave=True)
    rounds.take_advice(story, rounds.engage(story.cast.agency_id))
    given = AdviceOpinion.objects.get(case=story.case_id)
    given.pk, given.adviser = None, rounds.conflicted(story)

    with pytest.raises(IntegrityError, match="conflict"), transaction.atomic():
        given.save(force_insert=True)


def test_a_decision_in_the_governments_name_is_reviewed_by_its_legal_body_too() -> None:
    story, by = rounds.in_second_review()
    reviewer = story.cast.actor(Role.LEGAL_REVIEWER)

    with refused("应当由政府法制机构审核"):
        rounds.conclude_second(story, reviewer)
    assert not has_passed_review(facts_of(story.case))
    rounds.conclude_second(story, by)

    assert has_passed_review(facts_of(story.case))
    assert last_entry(story.case_id).actor_person_id == by.person_id
    with refused("不需要再次送审"):
        acts.submit(story)


def test_the_legal_body_sees_the_case_and_acts_in_nothing_but_its_review() -> None:
    story, by = rounds.in_second_review()
    scope = Scope(by.person_id, by.agency_id, "", frozenset({Role.LEGAL_REVIEWER}))
    stranger = Actor(by.person_id, by.name, Role.AGENCY_HEAD, by.agency_id, "审批")

    assert Case.objects.visible_to(scope).filter(id=story.case_id).exists()
    with refused("不是本案办案机关的人员"):
        acts.review.agree_review(
            case_id=story.case_id, on=story.day, opinion=acts.OPINION, by=stranger, at=story.at
        )


def test_handler_reviewer_and_head_each_sign_what_they_answer_for() -> None:
    story = story_at(Move.DECIDE, grave=True)
    case = story.case

    assert "真实性" in case.review_submissions.first().statement
    assert "审核意见负责" in case.reviews.first().statement
    assert "机关负责人" in case.decision.statement
    assert last_entry(story.case_id).payload["liability"] == case.decision.statement


def test_the_package_says_what_is_missing() -> None:
    story = story_at(Move.SUBMIT_REVIEW, grave=True)

    assert story.case.review_submissions.get().missing == []


def test_decisions_without_review_are_counted_from_the_rows() -> None:
    story = story_at(Move.DECIDE, grave=True)
    proof = review_proof(cases=Case.objects.filter(id=story.case_id))

    assert (proof.owed, proof.exceptions) == (1, 0)
    assert "1 件，未经审核通过即作出的 0 件" in proof.sentence
