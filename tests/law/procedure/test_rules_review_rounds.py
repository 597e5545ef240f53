"""Rules of what goes to and fro in a review: findings, answers, levels, disagreement, triggers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mingjian.law.procedure import (
    Move,
    SettlementResult,
    SettlementWay,
    has_passed_review,
    next_review_level,
)
from mingjian.law.procedure import rules_review as rules
from mingjian.law.roles import Actor, Role
from tests.law.procedure.clerk import REVIEW, Clerk, a_case, reported
from tests.law.procedure.people import GOVERNMENT, LARGE, LI, WANG, ZHANG, as_role
from tests.law.procedure.refusals import accepts, refuses

LEGAL_BODY = Actor(GOVERNMENT, "钱司法", Role.LEGAL_REVIEWER, GOVERNMENT, "法制审核")


def in_review() -> Clerk:
    return reported(LARGE).do(Move.SUBMIT_REVIEW)


def with_problems() -> Clerk:
    return in_review().do(Move.FIND_PROBLEMS)


def for_the_government() -> Clerk:
    """A decision in the government's name, agreed to by the handling department."""
    return reported(LARGE, facts=a_case(second_reviewer_id=GOVERNMENT)).do(*REVIEW)


@pytest.mark.parametrize("said", ["", "同意", "属实。", "同意同意同意同意"])
@pytest.mark.parametrize("number", [3, 4, 7])
def test_apl58_judged_points_are_reasoned(number: int, said: str):
    clerk = in_review()
    lawful = dict(clerk.act(Move.AGREE).remarks)

    remarks = tuple({**lawful, number: said}.items())
    breach = refuses(rules.apl58_judged_points_are_reasoned, clerk, Move.AGREE, remarks=remarks)

    assert f"第{number}项" in breach.message
    accepts(clerk, Move.AGREE)


def test_apl58_judged_points_are_reasoned_and_so_is_the_opinion_itself():
    refuses(rules.apl58_judged_points_are_reasoned, in_review(), Move.AGREE, reasons="同意。")


def test_apl58_problems_are_named():
    refuses(rules.apl58_problems_are_named, in_review(), Move.FIND_PROBLEMS, findings_count=0)

    accepts(in_review(), Move.FIND_PROBLEMS, findings_count=2)


def test_apl58_supplement_has_its_day():
    clerk = in_review()
    rule = rules.apl58_supplement_has_its_day

    for due in (None, clerk.today, clerk.today - timedelta(days=1)):
        refuses(rule, clerk, Move.RETURN_FOR_SUPPLEMENT, supplement_due_on=due)

    tomorrow = clerk.today + timedelta(days=1)
    accepts(clerk, Move.RETURN_FOR_SUPPLEMENT, supplement_due_on=tomorrow)


def test_apl58_every_finding_is_answered():
    clerk = with_problems()
    rule = rules.apl58_every_finding_is_answered

    refuses(rule, clerk, Move.SUBMIT_REVIEW, answers=())
    refuses(rule, clerk, Move.SUBMIT_REVIEW, answers=clerk.answers(text="已改"))

    accepts(clerk, Move.SUBMIT_REVIEW)


def test_apl58_every_finding_is_answered_also_when_the_text_was_changed():
    clerk = with_problems().do(Move.REVISE_PROPOSAL)

    refuses(rules.apl58_every_finding_is_answered, clerk, Move.SUBMIT_REVIEW, answers=())


def test_apl58_disagreement_was_settled():
    clerk = with_problems()
    refusing = clerk.answers(is_adopted=False, text="证据已经足以证明数额")

    refuses(rules.apl58_disagreement_was_settled, clerk, Move.SUBMIT_REVIEW, answers=refusing)

    clerk.do(Move.SETTLE_DISAGREEMENT)
    accepts(clerk, Move.SUBMIT_REVIEW, answers=refusing)


def test_apl58_disagreement_is_answered_in_words_where_the_place_has_no_other_way():
    clerk = with_problems()
    clerk.change(terms=replace(clerk.facts.terms, settlement_ways=()))

    accepts(clerk, Move.SUBMIT_REVIEW, answers=clerk.answers(is_adopted=False))


def test_apl58_settlement_is_followed():
    clerk = with_problems()
    follow = clerk.settlement(clerk.today, result=SettlementResult.FOLLOW_OPINION)
    clerk.do(Move.SETTLE_DISAGREEMENT, settlement=follow)

    refuses(rules.apl58_settlement_is_followed, clerk, Move.SUBMIT_REVIEW)

    accepts(clerk.do(Move.REVISE_PROPOSAL), Move.SUBMIT_REVIEW)


def test_apl58_settlement_follows_the_order():
    clerk = with_problems()
    rule = rules.apl58_settlement_follows_the_order
    collective = clerk.settlement(clerk.today, way=SettlementWay.COLLECTIVE)
    failed = clerk.settlement(clerk.today, result=SettlementResult.NO_AGREEMENT)

    refuses(rule, clerk, Move.SETTLE_DISAGREEMENT, settlement=collective)

    clerk.do(Move.SETTLE_DISAGREEMENT, settlement=failed)
    accepts(clerk, Move.SETTLE_DISAGREEMENT, settlement=collective)


def test_apl57_settling_heads_are_enough():
    clerk = with_problems()
    failed = clerk.settlement(clerk.today, result=SettlementResult.NO_AGREEMENT)
    clerk.do(Move.SETTLE_DISAGREEMENT, settlement=failed)
    alone = clerk.settlement(clerk.today, member_count=2)

    refuses(
        rules.apl57_settling_heads_are_enough, clerk, Move.SETTLE_DISAGREEMENT, settlement=alone
    )

    accepts(clerk, Move.SETTLE_DISAGREEMENT)


def test_a_settlement_is_no_passed_review():
    clerk = with_problems().do(Move.SETTLE_DISAGREEMENT)

    assert not has_passed_review(clerk.facts)


def test_apl58_review_is_still_owed():
    reviewed = reported(LARGE).do(*REVIEW)

    refuses(rules.apl58_review_is_still_owed, reviewed, Move.SUBMIT_REVIEW)

    accepts(for_the_government(), Move.SUBMIT_REVIEW)


def test_apl58_reviewer_is_of_the_level():
    rule = rules.apl58_reviewer_is_of_the_level
    first = in_review()
    first.change(second_reviewer_id=GOVERNMENT)
    second = for_the_government().do(Move.SUBMIT_REVIEW)

    refuses(rule, first, Move.AGREE, by=LEGAL_BODY)
    refuses(rule, second, Move.AGREE)

    accepts(second, Move.AGREE, by=LEGAL_BODY)


def test_apl58_a_decision_in_the_name_of_the_government_passes_two_levels():
    clerk = for_the_government()

    breach = refuses(rules.apl58_review_was_passed, clerk, Move.ISSUE_NOTICE)
    assert "尚未经政府法制机构审核" in breach.message
    assert next_review_level(clerk.facts) == 2

    clerk.do(Move.SUBMIT_REVIEW).do(Move.AGREE, by=LEGAL_BODY)
    assert has_passed_review(clerk.facts)
    accepts(clerk, Move.ISSUE_NOTICE)


def test_apl43_adviser_has_no_conflict():
    clerk = in_review()

    refuses(rules.apl43_adviser_has_no_conflict, clerk, Move.TAKE_ADVICE, conflicts=("代理当事人",))

    accepts(clerk, Move.TAKE_ADVICE)


@pytest.mark.parametrize("slug", ["", "after_hearing", "listed", "catalogued"])
def test_apl58_trigger_is_known(slug: str):
    refuses(rules.apl58_trigger_is_known, reported(LARGE), Move.DECLARE_TRIGGER, trigger=slug)

    accepts(reported(LARGE), Move.DECLARE_TRIGGER, trigger="public_interest")


def test_apl58_trigger_is_known_once():
    clerk = reported(LARGE).do(Move.DECLARE_TRIGGER)

    refuses(rules.apl58_trigger_is_known, clerk, Move.DECLARE_TRIGGER)


def test_apl58_trigger_was_declared():
    rule = rules.apl58_trigger_was_declared

    refuses(rule, reported(LARGE), Move.DROP_TRIGGER, trigger="major_rights")

    accepts(reported(LARGE).do(Move.DECLARE_TRIGGER), Move.DROP_TRIGGER)


def test_apl58_downgrade_is_by_another():
    clerk = reported(LARGE).do(Move.DECLARE_TRIGGER)
    rule = rules.apl58_downgrade_is_by_another
    declared_by_the_head = reported(LARGE).do(Move.DECLARE_TRIGGER, by=WANG)

    for person in (ZHANG, LI):
        refuses(rule, clerk, Move.DROP_TRIGGER, by=as_role(person, Role.AGENCY_HEAD))
    refuses(rule, declared_by_the_head, Move.DROP_TRIGGER)

    accepts(clerk, Move.DROP_TRIGGER)
