"""What the law owes in a case."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    Move,
    Outcome,
    deliberation_reasons,
    has_deliberated,
    money_owed_yuan,
    owes_hearing_offer,
    owes_other_performance,
    owes_review,
    review_triggers,
)
from mingjian.law.procedure.duties import heard_contents
from tests.law.procedure.clerk import (
    a_case,
    a_proposal,
    decidable,
    heard,
    notified,
    reported,
    served,
    without_penalty,
)
from tests.law.procedure.lawful import SUSPENSION
from tests.law.procedure.people import LARGE, SMALL, TERMS, a_fine

GAINS = PenaltyContent((PenaltyKind.CONFISCATION_OF_GAINS,), confiscated_gains_yuan=Decimal(10_000))
GOODS = PenaltyContent((PenaltyKind.CONFISCATION_OF_PROPERTY,), confiscated_items="机动船一艘")


@pytest.mark.parametrize(
    ("content", "owed"),
    [
        (a_fine(9_999), False),
        (a_fine(10_000), True),
        (GAINS, True),
        (PenaltyContent((PenaltyKind.CLOSURE_ORDER,)), True),
        (PenaltyContent((PenaltyKind.WARNING,)), False),
    ],
)
def test_a_hearing_is_offered_by_kind_or_from_the_amount_on(content, owed):
    assert owes_hearing_offer(facts=a_case(), proposal=a_proposal(content)) is owed


def test_the_value_of_confiscated_goods_counts_too():
    goods = a_proposal(GOODS)

    assert not owes_hearing_offer(facts=a_case(), proposal=goods)
    valued = replace(goods, confiscated_property_yuan=Decimal(10_000))
    assert owes_hearing_offer(facts=a_case(), proposal=valued)


def test_without_a_proposal_nothing_is_owed():
    facts = a_case()

    assert not owes_hearing_offer(facts=facts, proposal=None)
    assert review_triggers(facts) == ()
    assert deliberation_reasons(facts) == ()
    assert money_owed_yuan(facts) == 0
    assert not owes_other_performance(facts)


def test_a_catalogue_may_call_any_fine_major():
    every_fine = replace(TERMS, review_fine_yuan=Decimal(0))
    facts = reported(SMALL).change(terms=every_fine).facts

    assert [trigger.slug for trigger in review_triggers(facts)] == ["listed"]
    assert owes_review(facts)


def test_a_hearing_makes_review_due_for_good():
    facts = heard(LARGE).do(Move.REVISE_PROPOSAL).facts

    assert "after_hearing" in {trigger.slug for trigger in review_triggers(facts)}


def test_a_review_on_the_day_of_the_hearing_counts_as_after_it():
    clerk = heard(LARGE).do(Move.SUBMIT_REVIEW, Move.AGREE)

    assert not owes_review(clerk.facts)


def test_deliberation_is_a_matter_of_penalties():
    facts = without_penalty(Outcome.NO_PENALTY_MINOR, is_complex=True).facts

    assert deliberation_reasons(facts) == ()
    assert deliberation_reasons(reported(a_fine(10_000)).facts) == ("拟罚款达到10,000元",)


def test_only_an_agreeing_deliberation_counts():
    clerk = decidable()
    assert not has_deliberated(clerk.facts)

    clerk.do(Move.DELIBERATE, conclusion_agrees=False)

    assert not has_deliberated(clerk.facts)


def test_the_contents_the_party_spoke_against_are_kept():
    clerk = notified(SMALL)
    assert heard_contents(clerk.facts) == ()

    clerk.do(Move.RECORD_DEFENCE, Move.REVISE_PROPOSAL)

    assert heard_contents(clerk.facts) == (SMALL,)
    assert heard_contents(heard(LARGE).facts) == (LARGE,)


def test_what_is_left_to_perform():
    clerk = served(SUSPENSION).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(500))

    assert money_owed_yuan(clerk.facts) == 1_500
    assert owes_other_performance(clerk.facts)
    assert not owes_other_performance(clerk.do(Move.RECORD_PERFORMANCE).facts)
    assert not owes_other_performance(served(SMALL).facts)


def test_a_decision_without_penalty_leaves_nothing_to_perform():
    facts = without_penalty(Outcome.NO_PENALTY_MINOR).do(Move.DECIDE).facts

    assert money_owed_yuan(facts) == 0
    assert not owes_other_performance(facts)
