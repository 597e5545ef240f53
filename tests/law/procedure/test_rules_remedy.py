"""Rules of remedies, own correction and redoing."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mingjian.law.procedure import (
    Move,
    RedoneFacts,
    RemedyFacts,
    RemedyKind,
    RemedyOutcome,
    State,
    content_in_force,
    refund_yuan,
)
from mingjian.law.procedure import rules_remedy as rules
from tests.law.procedure.clerk import decidable, performed, revoked, served
from tests.law.procedure.lawful import SUSPENSION, terminated
from tests.law.procedure.people import SMALL
from tests.law.procedure.refusals import accepts, refuses

OWN = RemedyKind.OWN_CORRECTION


def contested(content=SMALL):
    return served(content).do(Move.ACCEPT_REMEDY)


def test_apl73_no_remedy_is_open():
    clerk = contested()

    refuses(rules.apl73_no_remedy_is_open, clerk, Move.ACCEPT_REMEDY)

    accepts(clerk.do(Move.END_REMEDY), Move.ACCEPT_REMEDY)


def test_apl73_remedy_is_described():
    rule = rules.apl73_remedy_is_described
    clerk = served().wait(5)
    day = timedelta(days=1)
    served_on = clerk.facts.decision.served_on
    wrong = (
        None,
        RemedyFacts(OWN, clerk.today),
        RemedyFacts(RemedyKind.LITIGATION, served_on - day),
        RemedyFacts(RemedyKind.LITIGATION, clerk.today + day),
    )

    for remedy in wrong:
        refuses(rule, clerk, Move.ACCEPT_REMEDY, remedy=remedy)

    for applied_on in (served_on, clerk.today):
        remedy = RemedyFacts(RemedyKind.RECONSIDERATION, applied_on)
        accepts(clerk, Move.ACCEPT_REMEDY, remedy=remedy)


def test_apl73_remedy_is_open():
    clerk = served()

    refuses(rules.apl73_remedy_is_open, clerk, Move.END_REMEDY)

    accepts(contested(), Move.END_REMEDY)


def test_arl75_result_took_effect():
    rule = rules.arl75_result_took_effect
    clerk = contested().wait(5)
    result = clerk.result(clerk.today, RemedyOutcome.UPHELD)
    wrong = (
        None,
        replace(result, outcome=None),
        replace(result, effective_on=None),
        replace(result, effective_on=clerk.today + timedelta(days=1)),
        replace(result, effective_on=result.applied_on - timedelta(days=1)),
    )

    for remedy in wrong:
        refuses(rule, clerk, Move.END_REMEDY, remedy=remedy)

    accepts(clerk, Move.END_REMEDY, remedy=result)


def test_arl63_new_fine_is_lower():
    rule = rules.arl63_new_fine_is_lower
    clerk = contested()
    today = clerk.today
    changed, upheld = RemedyOutcome.CHANGED, RemedyOutcome.UPHELD

    for yuan in (2_000, 2_001, 0):
        result = clerk.result(today, changed, fine_yuan=Decimal(yuan))
        refuses(rule, clerk, Move.END_REMEDY, remedy=result)
    refuses(rule, clerk, Move.END_REMEDY, remedy=clerk.result(today, changed))
    kept = clerk.result(today, upheld, fine_yuan=Decimal(1))
    refuses(rule, clerk, Move.END_REMEDY, remedy=kept)

    accepts(clerk, Move.END_REMEDY, remedy=clerk.result(today, changed, fine_yuan=Decimal(1_999)))


def test_arl63_a_fine_may_fall_away_where_another_penalty_stays():
    clerk = contested(SUSPENSION)
    result = clerk.result(clerk.today, RemedyOutcome.PARTLY_REVOKED, fine_yuan=Decimal(0))

    clerk.do(Move.END_REMEDY, remedy=result)

    assert content_in_force(clerk.facts).kinds == SUSPENSION.kinds[1:]
    assert clerk.facts.state is State.SERVED


def test_arl64_redo_follows_revocation():
    rule = rules.arl64_redo_follows_revocation
    clerk = contested()

    upheld = clerk.result(clerk.today, RemedyOutcome.UPHELD, orders_redo=True)
    refuses(rule, clerk, Move.END_REMEDY, remedy=upheld)

    accepts(clerk, Move.END_REMEDY, remedy=replace(upheld, outcome=RemedyOutcome.REVOKED))


def test_apl75_error_is_described():
    rule = rules.apl75_error_is_described
    clerk = served()
    fixed = RemedyFacts(OWN, clerk.today, RemedyOutcome.REVOKED, clerk.today)
    unchanged = replace(fixed, outcome=RemedyOutcome.UPHELD)

    refuses(rule, clerk, Move.CORRECT_DECISION, remedy=unchanged)
    refuses(rule, clerk, Move.CORRECT_DECISION, reasons="")
    of_others = replace(fixed, kind=RemedyKind.LITIGATION)
    refuses(rule, clerk, Move.CORRECT_DECISION, remedy=of_others)

    accepts(clerk, Move.CORRECT_DECISION, remedy=fixed)


def test_apl75_decision_still_stands():
    clerk = served().do(Move.CORRECT_DECISION).do(Move.CLOSE)

    refuses(rules.apl75_decision_still_stands, clerk, Move.ACCEPT_REMEDY)
    refuses(rules.apl75_decision_still_stands, clerk, Move.CORRECT_DECISION)

    accepts(performed().do(Move.CLOSE), Move.ACCEPT_REMEDY)


def test_arl64_redo_is_opened():
    ordered = revoked(SMALL, orders_redo=True)

    refuses(rules.arl64_redo_is_opened, ordered, Move.CLOSE)

    accepts(ordered.do(Move.REOPEN), Move.CLOSE)
    accepts(revoked(SMALL), Move.CLOSE)


def test_arl64_redone_decision_differs():
    old = RedoneFacts(SMALL, "同一事实和理由", on_procedure=False)
    clerk = decidable(SMALL).change(redoes=old)
    same = replace(clerk.facts.proposal, grounding=old.grounding)

    refuses(
        rules.arl64_redone_decision_differs,
        clerk.change(proposal=same),
        Move.DECIDE,
        proposal=same,
    )

    other = replace(same, grounding="查明的新事实")
    accepts(clerk.change(proposal=other), Move.DECIDE, proposal=other)
    on_procedure = replace(old, on_procedure=True)
    accepts(clerk.change(proposal=same, redoes=on_procedure), Move.DECIDE, proposal=same)


def test_apl75_case_can_be_reopened():
    rule = rules.apl75_case_can_be_reopened

    refuses(rule, performed().do(Move.CLOSE), Move.REOPEN)
    refuses(rule, served().do(Move.CORRECT_DECISION, Move.CLOSE), Move.REOPEN)
    refuses(rule, revoked(SMALL, orders_redo=True).do(Move.REOPEN), Move.REOPEN)

    accepts(terminated(), Move.REOPEN)
    accepts(revoked(SMALL, orders_redo=True), Move.REOPEN)


def test_a_reopened_case_is_executed_again():
    clerk = terminated().do(Move.REOPEN)

    assert clerk.facts.state is State.SERVED
    assert clerk.do(Move.RECORD_PAYMENT).facts.state is State.PERFORMED


@pytest.mark.parametrize("outcome", RemedyOutcome)
def test_where_each_result_leads(outcome):
    clerk = contested()
    fine = Decimal(1_000) if outcome.sets_a_fine else None
    result = clerk.result(clerk.today, outcome, fine_yuan=fine)

    clerk.do(Move.END_REMEDY, remedy=result)

    ended = outcome in {RemedyOutcome.REVOKED, RemedyOutcome.VOID}
    assert clerk.facts.state is (State.REVOKED if ended else State.SERVED)


def test_a_lowered_fine_that_is_paid_performs_the_decision():
    clerk = served(SMALL).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(1_500)).do(Move.ACCEPT_REMEDY)
    result = clerk.result(clerk.today, RemedyOutcome.CHANGED, fine_yuan=Decimal(1_000))

    clerk.do(Move.END_REMEDY, remedy=result)

    assert clerk.facts.state is State.PERFORMED
    assert refund_yuan(clerk.facts) == Decimal(500)


def test_everything_paid_under_a_revoked_decision_is_to_be_given_back():
    clerk = performed().do(Move.CLOSE).do(Move.CORRECT_DECISION)

    assert clerk.facts.state is State.REVOKED
    assert refund_yuan(clerk.facts) == Decimal(2_000)
