"""The stage bar."""

from mingjian.law.procedure import Move, Outcome, Stage, StageStatus, stages
from tests.law.procedure.clerk import (
    DEFENCE_PERIOD,
    Clerk,
    decidable,
    heard,
    investigating,
    notified,
    performed,
    reported,
    served,
    without_penalty,
)
from tests.law.procedure.people import LARGE

DONE, NOW = StageStatus.DONE, StageStatus.NOW
OWED, NOT_DUE = StageStatus.OWED, StageStatus.NOT_DUE


def bar(clerk):
    return {view.stage: view.status for view in stages(clerk.facts)}


def test_the_bar_has_every_stage_in_the_order_of_the_law():
    assert [view.stage for view in stages(Clerk().facts)] == list(Stage)


def test_a_new_case_is_at_its_opening():
    shown = bar(Clerk().do(Move.REGISTER_LEAD))

    assert shown[Stage.OPENING] is NOW
    assert shown[Stage.INVESTIGATION] is OWED
    assert shown[Stage.REVIEW] is NOT_DUE
    assert shown[Stage.HEARING] is NOT_DUE


def test_a_large_fine_owes_review_notice_and_hearing():
    shown = bar(reported(LARGE))

    assert shown[Stage.REVIEW] is NOW
    assert shown[Stage.NOTICE] is OWED
    assert shown[Stage.HEARING] is OWED


def test_a_small_fine_goes_to_its_notice_at_once():
    shown = bar(reported())

    assert shown[Stage.REVIEW] is NOT_DUE
    assert shown[Stage.NOTICE] is NOW


def test_review_becomes_due_again_after_a_hearing():
    shown = bar(heard(LARGE))

    assert shown[Stage.HEARING] is DONE
    assert shown[Stage.REVIEW] is NOW
    assert shown[Stage.DECISION] is OWED


def test_a_hearing_nobody_asked_for_is_not_due_once_the_case_is_decided():
    clerk = decidable(LARGE)
    assert bar(clerk)[Stage.HEARING] is OWED

    clerk.do(Move.DECIDE)

    assert bar(clerk)[Stage.HEARING] is NOT_DUE
    assert bar(clerk)[Stage.SERVICE] is NOW


def test_a_waived_hearing_is_done():
    assert bar(notified(LARGE).do(Move.WAIVE_HEARING))[Stage.HEARING] is DONE


def test_a_case_without_penalty_has_nothing_to_execute():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR).do(Move.DECIDE, Move.SERVE_DECISION)

    shown = bar(clerk)

    assert shown[Stage.NOTICE] is NOT_DUE
    assert shown[Stage.EXECUTION] is NOT_DUE
    assert shown[Stage.CLOSING] is NOW


def test_a_transferred_case_is_not_served():
    shown = bar(without_penalty(Outcome.TRANSFER_JUDICIAL))

    assert shown[Stage.SERVICE] is NOT_DUE


def test_a_paid_case_is_executed_and_a_closed_one_done():
    assert bar(served())[Stage.EXECUTION] is NOW
    assert bar(performed())[Stage.EXECUTION] is DONE

    closed = bar(performed().do(Move.CLOSE))

    assert closed[Stage.CLOSING] is DONE
    assert NOW not in closed.values()


def test_a_dismissed_case_owes_nothing_more():
    shown = bar(notified().do(Move.DISMISS))

    assert set(shown.values()) == {DONE, NOT_DUE}
    assert shown[Stage.DECISION] is NOT_DUE


def test_a_pause_does_not_hide_where_the_case_stands():
    clerk = notified().wait(DEFENCE_PERIOD).do(Move.PAUSE)

    assert bar(clerk)[Stage.DECISION] is NOW


def test_evidence_is_still_part_of_the_investigation():
    assert bar(investigating().do(Move.ADD_EVIDENCE))[Stage.INVESTIGATION] is NOW
