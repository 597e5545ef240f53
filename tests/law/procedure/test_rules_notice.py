"""Rules of notice and defence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mingjian.law.procedure import Move, NoticeElement, Outcome
from mingjian.law.procedure import rules_notice as rules
from tests.law.procedure.clerk import (
    DEFENCE_PERIOD,
    REVIEW,
    decidable,
    notified,
    reported,
    without_penalty,
)
from tests.law.procedure.people import LARGE, a_fine
from tests.law.procedure.refusals import accepts, refuses

DAY = timedelta(days=1)


def test_apl44_penalty_is_proposed():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR)
    told = reported().notice(clerk.today)

    refuses(rules.apl44_penalty_is_proposed, clerk, Move.ISSUE_NOTICE, notice=_of(clerk, told))

    accepts(reported(), Move.ISSUE_NOTICE)


def _of(clerk, notice):
    """A notice that speaks of the case's own text although it proposes no penalty."""
    return replace(notice, proposal_hash=clerk.facts.proposal.hash, content=None)


def test_apl44_text_is_not_yet_told():
    clerk = notified(LARGE).wait(DEFENCE_PERIOD).do(*REVIEW)

    refuses(rules.apl44_text_is_not_yet_told, clerk, Move.ISSUE_NOTICE)

    accepts(clerk.do(Move.REVISE_PROPOSAL, *REVIEW), Move.ISSUE_NOTICE)


@pytest.mark.parametrize("element", NoticeElement)
def test_apl44_notice_says_everything(element):
    clerk = reported()
    lacking = clerk.notice(clerk.today, states=frozenset(NoticeElement) - {element})

    breach = refuses(rules.apl44_notice_says_everything, clerk, Move.ISSUE_NOTICE, notice=lacking)

    assert element.title in breach.message
    accepts(clerk, Move.ISSUE_NOTICE)


def test_apl44_a_notice_without_text_says_nothing():
    refuses(rules.apl44_notice_says_everything, reported(), Move.ISSUE_NOTICE, notice=None)


def test_apl44_notice_tells_this_penalty():
    clerk = reported()
    rule = rules.apl44_notice_tells_this_penalty
    other_amount = clerk.notice(clerk.today, content=a_fine(1_000))
    other_text = clerk.notice(clerk.today, proposal_hash="旧文本")

    refuses(rule, clerk, Move.ISSUE_NOTICE, notice=other_amount)
    refuses(rule, clerk, Move.ISSUE_NOTICE, notice=other_text)

    accepts(clerk, Move.ISSUE_NOTICE)


def test_apl44_notice_was_issued():
    clerk = reported()
    periods = notified().facts.notices[0]
    due = {"defence_due_on": periods.defence_due_on, "hearing_due_on": None}

    refuses(rules.apl44_notice_was_issued, clerk, Move.SERVE_NOTICE, **due)

    accepts(clerk.do(Move.ISSUE_NOTICE), Move.SERVE_NOTICE)


def test_apl44_notice_was_served():
    clerk = reported()

    refuses(rules.apl44_notice_was_served, clerk, Move.RECORD_DEFENCE)
    refuses(rules.apl44_notice_was_served, clerk.do(Move.ISSUE_NOTICE), Move.RECORD_DEFENCE)

    accepts(clerk.do(Move.SERVE_NOTICE), Move.RECORD_DEFENCE)


def test_apl44_the_party_may_still_speak_after_its_period():
    clerk = notified().wait(DEFENCE_PERIOD)

    accepts(clerk, Move.RECORD_DEFENCE)


def test_apl45_periods_are_not_shortened():
    clerk = reported().do(Move.ISSUE_NOTICE)
    least = clerk.act(Move.SERVE_NOTICE).defence_due_on
    rule = rules.apl45_periods_are_not_shortened

    refuses(rule, clerk, Move.SERVE_NOTICE, defence_due_on=least - DAY)
    refuses(rule, clerk, Move.SERVE_NOTICE, defence_due_on=None)

    accepts(clerk, Move.SERVE_NOTICE, defence_due_on=least + DAY)


def test_apl45_the_period_to_ask_for_a_hearing_is_not_shortened():
    clerk = reported(LARGE).do(*REVIEW, Move.ISSUE_NOTICE)
    least = clerk.act(Move.SERVE_NOTICE).hearing_due_on
    rule = rules.apl45_periods_are_not_shortened

    breach = refuses(rule, clerk, Move.SERVE_NOTICE, hearing_due_on=least - DAY)

    assert "要求听证" in breach.message
    accepts(clerk, Move.SERVE_NOTICE, hearing_due_on=least)


def test_apl45_defence_awaits_answer():
    clerk = notified()

    refuses(rules.apl45_defence_awaits_answer, clerk, Move.ANSWER_DEFENCE)

    accepts(clerk.do(Move.RECORD_DEFENCE), Move.ANSWER_DEFENCE)


def test_apl45_answer_is_given():
    clerk = notified().do(Move.RECORD_DEFENCE)

    refuses(rules.apl45_answer_is_given, clerk, Move.ANSWER_DEFENCE, accepted=None)

    accepts(clerk, Move.ANSWER_DEFENCE, accepted=False)


def test_apl45_defence_was_answered():
    clerk = decidable().do(Move.RECORD_DEFENCE)

    breach = refuses(rules.apl45_defence_was_answered, clerk, Move.DECIDE)

    assert "有1件尚未复核" in breach.message
    accepts(clerk.do(Move.ANSWER_DEFENCE), Move.DECIDE)


def test_apl45_a_defence_against_an_older_notice_is_answered_too():
    clerk = notified().do(Move.RECORD_DEFENCE, Move.REVISE_PROPOSAL)
    clerk.do(Move.ISSUE_NOTICE, Move.SERVE_NOTICE).wait(DEFENCE_PERIOD)

    refuses(rules.apl45_defence_was_answered, clerk, Move.DECIDE)


def test_apl62_party_was_told():
    clerk = reported()

    refuses(rules.apl62_party_was_told, clerk, Move.DECIDE)

    accepts(without_penalty(Outcome.NO_PENALTY_MINOR), Move.DECIDE)


def test_apl62_party_was_told_of_this_very_text():
    clerk = decidable().do(Move.REVISE_PROPOSAL)

    refuses(rules.apl62_party_was_told, clerk, Move.DECIDE)


def test_apl62_defence_period_is_over():
    clerk = notified()
    last_day = clerk.facts.notices[0].defence_due_on

    breach = refuses(rules.apl62_defence_period_is_over, clerk, Move.DECIDE, on=last_day)

    assert "2026年3月9日" in breach.message
    accepts(clerk, Move.DECIDE, on=last_day + DAY)
    accepts(clerk.do(Move.WAIVE_DEFENCE), Move.DECIDE)


def test_apl62_a_waiver_counts_for_the_text_it_was_given_for():
    clerk = notified().do(Move.WAIVE_DEFENCE, Move.REVISE_PROPOSAL)
    clerk.do(Move.ISSUE_NOTICE, Move.SERVE_NOTICE)

    refuses(rules.apl62_defence_period_is_over, clerk, Move.DECIDE)


def test_apl62_a_period_that_was_never_recorded_is_not_over():
    clerk = decidable()
    (told,) = clerk.facts.notices
    clerk.change(notices=(replace(told, defence_due_on=None),))

    refuses(rules.apl62_defence_period_is_over, clerk, Move.DECIDE)


def test_apl62_waiver_is_explicit():
    clerk = notified()

    refuses(rules.apl62_waiver_is_explicit, clerk, Move.WAIVE_DEFENCE, in_writing=False)

    accepts(clerk, Move.WAIVE_DEFENCE, in_writing=True)
