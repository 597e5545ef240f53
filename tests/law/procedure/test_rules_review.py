"""Rules of legal review."""

from mingjian.law.procedure import Move, Outcome
from mingjian.law.procedure import rules_review as rules
from mingjian.law.roles import Role
from tests.law.procedure.clerk import (
    DEFENCE_PERIOD,
    REVIEW,
    decidable,
    heard,
    notified,
    reported,
    without_penalty,
)
from tests.law.procedure.people import LARGE, LI, SMALL, WANG, ZHANG, ZHAO, an_actor, as_role
from tests.law.procedure.refusals import accepts, refuses

PUBLIC_INTEREST = frozenset({"public_interest"})


def test_apl58_review_was_passed():
    clerk = decidable(LARGE)
    unreviewed = decidable(LARGE).change(reviews=())

    breach = refuses(rules.apl58_review_was_passed, unreviewed, Move.DECIDE)

    assert "直接关系行政相对人或者第三人重大权益" in breach.message
    accepts(clerk, Move.DECIDE)


def test_apl58_review_was_passed_before_the_notice_where_it_is_owed_already():
    clerk = reported(LARGE)

    refuses(rules.apl58_review_was_passed, clerk, Move.ISSUE_NOTICE)

    accepts(clerk.do(*REVIEW), Move.ISSUE_NOTICE)


def test_apl58_review_that_found_problems_was_not_passed():
    clerk = reported(LARGE).do(Move.SUBMIT_REVIEW, Move.FIND_PROBLEMS)
    problems = clerk.facts.reviews
    back_in_hand = reported(LARGE).change(reviews=problems)

    breach = refuses(rules.apl58_review_was_passed, back_in_hand, Move.ISSUE_NOTICE)

    assert "审核尚未通过" in breach.message


def test_apl58_review_of_an_older_text_does_not_count():
    clerk = reported(LARGE).do(*REVIEW).do(Move.REVISE_PROPOSAL)

    breach = refuses(rules.apl58_review_was_passed, clerk, Move.ISSUE_NOTICE)

    assert "现行文本尚未送审" in breach.message


def test_apl58_review_is_owed_again_after_a_hearing():
    clerk = heard(LARGE)

    breach = refuses(rules.apl58_review_was_passed, clerk, Move.DELIBERATE)

    assert "听证后尚未再次审核" in breach.message
    accepts(clerk.do(*REVIEW), Move.DELIBERATE)


def test_apl58_an_officer_may_declare_that_review_is_owed():
    clerk = decidable(SMALL).change(declared_triggers=PUBLIC_INTEREST)

    refuses(rules.apl58_review_was_passed, clerk, Move.DECIDE)

    accepts(decidable(SMALL), Move.DECIDE)


def test_apl58_a_declared_review_is_owed_for_a_decision_without_penalty_too():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR, declared_triggers=PUBLIC_INTEREST)

    refuses(rules.apl58_review_was_passed, clerk, Move.DECIDE)

    accepts(clerk.do(*REVIEW), Move.DECIDE)


def test_apl58_reviewer_is_not_involved():
    clerk = reported(LARGE).do(Move.SUBMIT_REVIEW)

    for person in (ZHANG, LI, WANG):
        reviewer = as_role(person, Role.LEGAL_REVIEWER)
        refuses(rules.apl58_reviewer_is_not_involved, clerk, Move.AGREE, by=reviewer)

    accepts(clerk, Move.AGREE, by=ZHAO)


def test_apl58_reviewer_is_not_a_former_officer_of_the_case():
    clerk = reported(LARGE).do(Move.REPLACE_OFFICER).do(Move.SUBMIT_REVIEW, by=LI)
    former = as_role(ZHANG, Role.LEGAL_REVIEWER)

    refuses(rules.apl58_reviewer_is_not_involved, clerk, Move.RETURN_FOR_SUPPLEMENT, by=former)

    accepts(clerk, Move.RETURN_FOR_SUPPLEMENT)


def test_apl58_reviewer_is_qualified():
    clerk = reported(LARGE).do(Move.SUBMIT_REVIEW)

    refuses(rules.apl58_reviewer_is_qualified, clerk, Move.AGREE, reviewer_qualified=False)

    accepts(clerk, Move.AGREE, reviewer_qualified=True)


def test_apl58_opinion_answers_every_point():
    clerk = reported(LARGE).do(Move.SUBMIT_REVIEW)

    refuses(rules.apl58_opinion_answers_every_point, clerk, Move.FIND_PROBLEMS, review_points=6)

    accepts(clerk, Move.FIND_PROBLEMS, review_points=7)


def test_apl58_a_first_submission_needs_no_reasons():
    accepts(reported(LARGE), Move.SUBMIT_REVIEW, reasons="")


def test_apl58_decider_did_not_review():
    clerk = decidable(LARGE)
    reviewer = as_role(ZHAO, Role.AGENCY_HEAD)

    refuses(rules.apl58_decider_did_not_review, clerk, Move.DECIDE, by=reviewer)

    accepts(clerk, Move.DECIDE, by=an_actor(31, "周九", Role.AGENCY_HEAD))


def test_apl58_a_small_fine_needs_no_review():
    accepts(notified(SMALL).wait(DEFENCE_PERIOD), Move.DECIDE)
