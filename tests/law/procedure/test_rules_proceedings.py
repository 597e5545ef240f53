"""Rules that 附随程序 add to the decision and to the end of a case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import DismissalReason, Move, Outcome
from mingjian.law.procedure import rules_proceedings as rules
from mingjian.law.prosecution import passed_thresholds
from tests.law.procedure.clerk import decidable, investigating, performed, without_penalty
from tests.law.procedure.people import MONDAY
from tests.law.procedure.refusals import accepts, refuses

WARNING = PenaltyContent((PenaltyKind.WARNING,))


def given(clerk, **facts):
    clerk.facts = replace(clerk.facts, **facts)
    return clerk


def test_apl56_nothing_is_preserved():
    refuses(rules.apl56_nothing_is_preserved, given(performed(), items_preserved=1), Move.CLOSE)
    refuses(
        rules.apl56_nothing_is_preserved, given(investigating(), items_preserved=2), Move.DISMISS
    )


def test_acl33_nothing_is_frozen():
    refuses(rules.acl33_nothing_is_frozen, given(performed(), sums_frozen=1), Move.CLOSE)
    refuses(rules.acl33_nothing_is_frozen, given(investigating(), sums_frozen=1), Move.DISMISS)


def test_apl27_police_do_not_have_it():
    with_police = {"with_police_since": MONDAY}

    refuses(rules.apl27_police_do_not_have_it, given(decidable(), **with_police), Move.DECIDE)

    accepts(given(decidable(), with_police_since=None), Move.DECIDE)
    accepts(given(decidable(WARNING), **with_police), Move.DECIDE)
    accepts(given(without_penalty(Outcome.TRANSFER_JUDICIAL), **with_police), Move.DECIDE)


def test_apl27_dropping_a_case_takes_the_place_of_no_transfer():
    minor = without_penalty(Outcome.NO_PENALTY_MINOR)

    refuses(rules.apl27_police_do_not_have_it, given(minor, with_police_since=MONDAY), Move.DECIDE)


def test_apl27_passed_threshold_is_answered():
    rule = rules.apl27_passed_threshold_is_answered
    passed = passed_thresholds(
        figures={"food-expired": {"货值金额": Decimal(60_000)}}, on=date(2026, 3, 2)
    )

    told = refuses(rule, given(decidable(), thresholds=passed), Move.DECIDE)
    assert "货值金额60,000元，达到生产、销售伪劣产品罪" in told.message

    accepts(given(decidable(), thresholds=passed, is_referral_answered=True), Move.DECIDE)
    sent = given(without_penalty(Outcome.TRANSFER_JUDICIAL), thresholds=passed)
    accepts(sent, Move.DECIDE)


def test_apl35_no_fine_after_a_sentence():
    refuses(
        rules.apl35_no_fine_after_a_sentence, given(decidable(), is_convicted=True), Move.DECIDE
    )

    accepts(given(decidable(WARNING), is_convicted=True), Move.DECIDE)


def test_apl25_case_is_not_sent_away():
    refuses(rules.apl25_case_is_not_sent_away, given(decidable(), is_sent_away=True), Move.DECIDE)


def test_apl25_another_organ_has_taken_it():
    why = {"dismissal_reason": DismissalReason.NO_JURISDICTION}
    sent = given(investigating(), is_sent_away=True)

    refuses(rules.apl25_another_organ_has_taken_it, sent, Move.DISMISS, **why)

    accepts(given(sent, is_taken_by_another=True), Move.DISMISS, **why)
    accepts(investigating(), Move.DISMISS)
