"""Legal review: an exact text, a neutral and qualified reviewer, seven points, three outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mingjian.cases import recusal, review
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Review, ReviewSubmission
from mingjian.cases.review import SEVEN_POINTS, Opinion, is_qualified
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.procedure import EvidenceKind, Move, State, has_passed_review, owes_review
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import hire, last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db
COMPLEX = {"declared_triggers": ("complex",)}


def in_review() -> Telling:
    """A complex case whose text lies with the reviewer."""
    return story_at(Move.SUBMIT_REVIEW, **COMPLEX)


def agree_as(story: Telling, person_id: object, name: str) -> None:
    """Agree today as that person, in the role of a reviewer."""
    by = Actor(person_id, name, Role.LEGAL_REVIEWER, story.cast.agency_id, "法制审核")
    review.agree_review(
        case_id=story.case_id, on=story.day, opinion=acts.OPINION, by=by, at=story.at
    )


def test_the_exact_text_goes_to_review_with_what_makes_it_due() -> None:
    story = story_at(Move.REPORT, **COMPLEX)

    acts.submit(story, note="请审核。")

    sent = ReviewSubmission.objects.get(case=story.case_id)
    assert state_of(story.case_id) is State.IN_REVIEW
    assert sent.proposal_hash == facts_of(story.case).proposal.hash
    assert sent.triggers == ["案件情况疑难复杂、涉及多个法律关系"]
    assert last_entry(story.case_id).payload["proposal"] == sent.proposal_hash


def test_agreement_is_bound_to_the_submitted_text_and_makes_the_numbered_opinion() -> None:
    story = in_review()

    acts.agree(story)

    given = Review.objects.get(case=story.case_id)
    paper = Document.objects.get(subject_id=story.case_id, kind=DocumentKind.REVIEW_OPINION.value)
    assert state_of(story.case_id) is State.REVIEWED
    assert given.proposal_hash == facts_of(story.case).proposal.hash
    assert given.document == paper
    assert paper.number is not None
    assert has_passed_review(facts_of(story.case))


def test_without_agreement_there_is_no_notice() -> None:
    story = story_at(Move.REPORT, **COMPLEX)

    with refused("现行文本尚未送审", "第五十八条"):
        acts.issue(story)


@pytest.mark.parametrize("answered", [0, 1, 6])
def test_an_opinion_answers_all_seven_points(answered: int) -> None:
    story = in_review()

    with refused(f"只答复了{answered}项"):
        acts.agree(story, replace(acts.OPINION, points=acts.OPINION.points[:answered]))


def test_one_point_answered_seven_times_is_one_point() -> None:
    story = in_review()

    with refused("只答复了1项"):
        acts.agree(story, replace(acts.OPINION, points=acts.OPINION.points[:1] * 7))


def test_an_opinion_says_something() -> None:
    story = in_review()

    with refused("没有写明理由"):
        acts.agree(story, Opinion(acts.OPINION.points, " "))


@pytest.mark.parametrize("who", ["lead", "assisting"])
def test_nobody_reviews_his_own_case(who: str) -> None:
    story = in_review()
    person = getattr(story.cast, who)

    with refused("不能审核本案"):
        agree_as(story, person.person_id, person.name)


def test_who_approved_the_opening_does_not_review() -> None:
    story = in_review()

    with refused("立案审批人"):
        agree_as(story, story.cast.head.person_id, story.cast.head.name)


def test_a_former_officer_of_the_case_does_not_review() -> None:
    story = story_at(Move.APPROVE_OPENING, **COMPLEX)
    former = story.cast.assisting
    successor = hire(story.cast.agency_id, "钱八")
    _replace_and_submit(story, former.person_id, successor.officer_id)

    with refused("不能审核本案"):
        agree_as(story, former.person_id, former.name)


def _replace_and_submit(story: Telling, person_id: object, replacement_id: object) -> None:
    story.act(
        Move.REPLACE_OFFICER,
        recusal.replace_officer,
        Role.AGENCY_HEAD,
        on=story.day,
        person_id=person_id,
        replacement_id=replacement_id,
        reasons="工作调动。",
    )
    acts.add_evidence(story, kind=EvidenceKind.SCENE_RECORD)
    acts.report(story)
    acts.submit(story)


def test_a_reviewer_holds_the_legal_qualification() -> None:
    story = in_review()
    layman = hire(story.cast.agency_id, "钱八", enforces=False)

    with refused("没有登记法律职业资格"):
        agree_as(story, layman.person_id, layman.name)


def test_the_register_says_who_is_qualified() -> None:
    cast = in_review().cast

    assert is_qualified(cast.reviewer.person_id)
    assert not is_qualified(cast.lead.person_id)


def test_a_return_names_what_is_missing_and_until_when() -> None:
    story = in_review()
    until = story.day + timedelta(days=5)

    story.act(
        Move.RETURN_FOR_SUPPLEMENT,
        review.return_for_supplement,
        Role.LEGAL_REVIEWER,
        on=story.day,
        opinion=Opinion((), "缺少送达回证。"),
        supplement_due_on=until,
    )

    assert state_of(story.case_id) is State.RETURNED
    assert Review.objects.get(case=story.case_id).supplement_due_on == until
    assert last_entry(story.case_id).payload["supplement_due_on"] == until.isoformat()


def test_a_text_with_problems_comes_back_only_with_an_answer() -> None:
    story = in_review()
    acts.find_problems(story)

    with refused("还有1条没有写明处理情况"):
        acts.submit(story, answers=())
    acts.submit(story, note="第四项已补充说明。")

    assert state_of(story.case_id) is State.IN_REVIEW


def test_a_review_of_the_old_text_does_not_count_for_the_new_one() -> None:
    story = in_review()
    acts.agree(story)

    acts.revise(story, reasons="金额不变，补充理由。")

    assert owes_review(facts_of(story.case))
    with refused("现行文本尚未送审"):
        acts.issue(story)


def test_what_was_reviewed_stays_readable_after_a_revision() -> None:
    story = in_review()
    acts.agree(story)
    old = facts_of(story.case).proposal.hash

    acts.revise(story, reasons="补充理由。")

    assert [one.proposal_hash for one in facts_of(story.case).reviews] == [old]


def test_a_case_that_owes_no_review_may_still_be_reviewed() -> None:
    story = story_at(Move.REPORT)

    acts.submit(story)
    acts.agree(story)

    assert ReviewSubmission.objects.get(case=story.case_id).triggers == []


def test_the_seven_points_are_seven() -> None:
    assert len(set(SEVEN_POINTS)) == 7
