"""Rules of service, payment and closing."""

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import ClosingReason, Move, Outcome, PaymentChannel, State
from mingjian.law.procedure import rules_execution as rules
from tests.law.procedure.clerk import (
    decided,
    overdue,
    performed,
    revoked,
    served,
    without_penalty,
)
from tests.law.procedure.people import SMALL
from tests.law.procedure.refusals import accepts, refuses, warns

WARNING = PenaltyContent((PenaltyKind.WARNING,))
SUSPENSION_AND_FINE = PenaltyContent(
    (PenaltyKind.FINE, PenaltyKind.LICENSE_SUSPENSION),
    fine_yuan=Decimal(2_000),
    other="暂扣许可证六个月",
)
NO_PENALTY = (Move.DECIDE, Move.SERVE_DECISION)


def test_apl33_party_was_educated():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR).do(*NO_PENALTY)

    refuses(rules.apl33_party_was_educated, clerk, Move.CLOSE, educated=False)

    accepts(clerk, Move.CLOSE, educated=True)
    not_established = without_penalty(Outcome.NO_PENALTY_NOT_ESTABLISHED).do(*NO_PENALTY)
    accepts(not_established, Move.CLOSE, educated=False)


def test_apl61_served_in_seven_days():
    clerk = decided()
    assert clerk.today == date(2026, 3, 16)

    assert not warns(
        rules.apl61_served_in_seven_days, clerk, Move.SERVE_DECISION, on=date(2026, 3, 25)
    )

    assert warns(rules.apl61_served_in_seven_days, clerk, Move.SERVE_DECISION, on=date(2026, 3, 26))


def test_apl61_without_a_decision_there_is_nothing_late():
    clerk = decided().change(decision=None)

    assert not warns(rules.apl61_served_in_seven_days, clerk, Move.SERVE_DECISION)


def test_apl61_decision_was_served():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR).do(Move.DECIDE)

    refuses(rules.apl61_decision_was_served, clerk, Move.CLOSE)

    accepts(clerk.do(Move.SERVE_DECISION), Move.CLOSE)


def test_apl61_a_transfer_to_the_police_closes_without_service():
    clerk = without_penalty(Outcome.TRANSFER_JUDICIAL).do(Move.DECIDE)

    accepts(clerk, Move.CLOSE)


def test_apl66_performance_is_owed():
    refuses(rules.apl66_performance_is_owed, served(SMALL), Move.RECORD_PERFORMANCE)

    accepts(served(SUSPENSION_AND_FINE), Move.RECORD_PERFORMANCE)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_apl66_a_case_is_performed_when_everything_is(order):
    moves = (Move.RECORD_PAYMENT, Move.RECORD_PERFORMANCE)
    clerk = served(SUSPENSION_AND_FINE).do(moves[order[0]])
    assert clerk.facts.state is State.SERVED

    clerk.do(moves[order[1]])

    assert clerk.facts.state is State.PERFORMED


def test_apl66_closing_has_lawful_reason():
    rule = rules.apl66_closing_has_lawful_reason
    unpaid = served(SMALL)

    refuses(rule, unpaid, Move.CLOSE, closing_reason=None)
    refuses(rule, unpaid, Move.CLOSE, closing_reason=ClosingReason.PERFORMED)
    refuses(rule, unpaid, Move.CLOSE, closing_reason=ClosingReason.NO_PENALTY)
    refuses(rule, unpaid, Move.CLOSE, closing_reason=ClosingReason.TRANSFERRED)

    accepts(performed(SMALL), Move.CLOSE, closing_reason=ClosingReason.PERFORMED)


def test_apl66_an_unpaid_case_closes_once_its_execution_was_terminated():
    clerk, reason = served(SMALL), ClosingReason.EXECUTION_TERMINATED
    rule = rules.apl66_closing_has_lawful_reason

    refuses(rule, clerk, Move.CLOSE, closing_reason=reason, reasons="人民法院裁定终结执行")

    accepts(clerk.do(Move.TERMINATE_EXECUTION), Move.CLOSE, closing_reason=reason)


def test_apl66_an_unpaid_case_closes_once_its_decision_was_revoked():
    rule = rules.apl66_closing_has_lawful_reason
    reason = ClosingReason.DECISION_REVOKED

    refuses(rule, served(SMALL), Move.CLOSE, closing_reason=reason, reasons="复议决定撤销")

    accepts(revoked(SMALL), Move.CLOSE, closing_reason=reason)
    refuses(rule, revoked(SMALL), Move.CLOSE, closing_reason=ClosingReason.PERFORMED)


def test_apl66_a_late_payer_has_not_performed_until_the_surcharge_is_paid():
    clerk = overdue(SMALL, days=3).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(2_000))
    assert clerk.facts.state is State.SERVED

    clerk.do(Move.RECORD_PAYMENT)

    assert clerk.facts.state is State.PERFORMED
    assert clerk.facts.payment.bookings[-1].surcharge_yuan == Decimal(180)


def test_apl66_nothing_is_closed_before_it_is_decided():
    clerk = without_penalty(Outcome.TRANSFER_JUDICIAL).do(Move.DECIDE)
    act, head = clerk.act(Move.CLOSE), clerk.actor(Move.CLOSE)
    undecided = clerk.change(decision=None).facts

    breach = rules.apl66_closing_has_lawful_reason(undecided, act, head)

    assert breach is not None
    assert "不能结案" in breach.message


def test_apl66_a_warning_is_performed_by_being_served():
    accepts(served(WARNING), Move.CLOSE, closing_reason=ClosingReason.PERFORMED)


def test_apl67_money_is_owed():
    warned = served(WARNING)
    paid = served(SMALL).change(payment=performed(SMALL).facts.payment)
    amount = {"amount_yuan": Decimal(100)}

    refuses(rules.apl67_money_is_owed, warned, Move.RECORD_PAYMENT, **amount)
    refuses(rules.apl67_money_is_owed, paid, Move.RECORD_PAYMENT, **amount)

    accepts(served(SMALL), Move.RECORD_PAYMENT, **amount)


def test_apl67_bank_collected():
    clerk = served(SMALL)
    rule = rules.apl67_bank_collected

    refuses(rule, clerk, Move.RECORD_PAYMENT, channel=PaymentChannel.COLLECTED_BY_ORGAN)
    refuses(rule, clerk, Move.RECORD_PAYMENT, channel=None)

    for channel in set(PaymentChannel) - {PaymentChannel.COLLECTED_BY_ORGAN}:
        accepts(clerk, Move.RECORD_PAYMENT, channel=channel)


def test_apl74_payment_is_exact():
    clerk = served(SMALL)

    for yuan in ("0", "-1", "2000.01"):
        refuses(rules.apl74_payment_is_exact, clerk, Move.RECORD_PAYMENT, amount_yuan=Decimal(yuan))

    accepts(clerk, Move.RECORD_PAYMENT, amount_yuan=Decimal(500))


def test_apl74_instalments_add_up_to_performance():
    clerk = served(SMALL).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(500))
    assert clerk.facts.state is State.SERVED

    clerk.do(Move.RECORD_PAYMENT, amount_yuan=Decimal(1_500))

    assert clerk.facts.state is State.PERFORMED
